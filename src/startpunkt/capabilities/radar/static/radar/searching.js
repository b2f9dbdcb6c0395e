"use strict";
// Search boxes as comboboxes (ARIA Authoring Practices): the list is only an offer, Enter searches for what is typed.

function listOf(input) {
  return document.getElementById(input.getAttribute("aria-controls"));
}

function options(input) {
  return [...listOf(input).querySelectorAll("[role=option]")];
}

function show(input, open) {
  const list = listOf(input);
  const any = open && options(input).length > 0;
  list.hidden = !any;
  input.setAttribute("aria-expanded", String(any));
  if (!any) select(input, null);
}

function select(input, option) {
  for (const one of options(input)) one.setAttribute("aria-selected", String(one === option));
  if (option) {
    input.setAttribute("aria-activedescendant", option.id);
    option.scrollIntoView({ block: "nearest" });
  } else {
    input.removeAttribute("aria-activedescendant");
  }
}

function selected(input) {
  return listOf(input).querySelector("[aria-selected=true]");
}

function take(input, option) {
  input.value = option.dataset.query;
  show(input, false);
  input.form.requestSubmit();
}

function move(input, step) {
  const all = options(input);
  const at = all.indexOf(selected(input));
  const next = at < 0 && step < 0 ? all.length - 1 : at + step; // past either end nothing is selected: the typed text
  show(input, true);
  select(input, all[next] || null);
}

function onKey(event) {
  const input = event.target.closest("[data-combobox] input");
  if (!input || event.isComposing) return;
  if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    if (!options(input).length) return;
    event.preventDefault();
    move(input, event.key === "ArrowDown" ? 1 : -1);
  } else if (event.key === "Enter") {
    const option = selected(input);
    if (option) {
      event.preventDefault();
      take(input, option);
    } else {
      show(input, false);
    }
  } else if (event.key === "Escape" && !listOf(input).hidden) {
    event.preventDefault(); // the list goes first, what is typed at the second press
    show(input, false);
  }
}

document.addEventListener("keydown", onKey);

document.addEventListener("mousedown", (event) => {
  const option = event.target.closest(".suggested [role=option]");
  if (!option || event.button) return;
  event.preventDefault(); // the focus stays in the box
  take(option.closest("[data-combobox]").querySelector("input"), option);
});

document.addEventListener("focusout", (event) => {
  const input = event.target.closest?.("[data-combobox] input");
  if (input) show(input, false);
});

document.addEventListener("submit", (event) => {
  const input = event.target.querySelector?.("[data-combobox] input");
  if (!input) return;
  input.dataset.sent = input.value;
  show(input, false);
});

// Suggestions have come: number them, and show them if somebody is still typing, not if the search is under way.
document.addEventListener("htmx:afterSwap", (event) => {
  const list = event.target;
  if (!list.classList?.contains("suggested")) return;
  const input = list.closest("[data-combobox]").querySelector("input");
  options(input).forEach((option, at) => { option.id = `${list.id}-${at}`; });
  show(input, document.activeElement === input && input.dataset.sent !== input.value);
});

// A filter stays open while several of its choices are made.
let opened = [];
document.addEventListener("htmx:beforeSwap", (event) => {
  if (event.detail.target?.id === "results") opened = [...document.querySelectorAll(".facet[open]")].map((one) => one.id);
});
document.addEventListener("htmx:load", () => {
  for (const id of opened) document.getElementById(id)?.setAttribute("open", "");
  opened = [];
});
