// The radar's keys, its unfolded reasons, and an address that says what is shown. Without it every link and form works.

const writing = "input, textarea, select, [contenteditable], dialog, .menu[open]";

function cardOf(element) {
  return element?.closest?.(".radar-card") ?? null;
}

function go(card) {
  if (!card) return;
  card.focus({ preventScroll: true });
  card.scrollIntoView({ block: "nearest" });
}

function beside(card, step) {
  const all = [...document.querySelectorAll(".radar-card")];
  return all[all.indexOf(card) + step];
}

function press(card, key) {
  const element = card.querySelector(`[data-key="${key}"]`);
  if (element?.matches("details")) {
    element.open = true;
    element.querySelector("button").focus();
  } else {
    element?.click();
  }
}

const onCard = {
  j: (card) => go(beside(card, 1)),
  k: (card) => go(beside(card, -1)),
  w: (card) => press(card, "w"),
  m: (card) => press(card, "m"),
  x: (card) => press(card, "x"),
  u: () => document.querySelector("[data-undo-toast] form button")?.click(),
  "/": () => document.querySelector("[data-search]")?.click(),
  "?": () => document.getElementById("keys")?.showModal(),
};
const onCardItself = {
  ArrowDown: onCard.j,
  ArrowUp: onCard.k,
  Enter: (card) => card.querySelector("h3 a").click(),
};

// Single keys count only while a card has the focus (WCAG 2.1.4), and never where somebody writes or chooses.
document.addEventListener("keydown", (event) => {
  const card = cardOf(event.target);
  if (!card || event.ctrlKey || event.metaKey || event.altKey || event.target.closest(writing)) return;
  const act = onCard[event.key] ?? (event.target === card ? onCardItself[event.key] : undefined);
  if (!act) return;
  event.preventDefault();
  act(card);
});

// Inside the menu of reasons the arrows lead from one to the next.
document.addEventListener("keydown", (event) => {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  const menu = event.target.closest?.(".radar-actions .menu[open]");
  if (!step || !menu) return;
  const buttons = [...menu.querySelectorAll("button")];
  event.preventDefault();
  buttons.at((buttons.indexOf(event.target) + step) % buttons.length).focus();
});

document.addEventListener("click", (event) => {
  if (event.target.closest("[data-first-card]")) setTimeout(() => go(document.querySelector(".radar-card")));
  const apply = event.target.closest(".radar-apply button");
  if (!apply || !window.htmx) return;
  event.preventDefault(); // each choice has acted already: what remains is to see the list
  document.getElementById("filter-switch").open = false;
  document.getElementById("ranked").scrollIntoView({ block: "start" });
});

// The address names the lot whose reasons are shown, so that a change of language or a reload finds them again.
function nameLot(lot) {
  const address = new URL(location.href);
  if (lot) address.searchParams.set("lot", lot);
  else address.searchParams.delete("lot");
  address.hash = "";
  history.replaceState(history.state, "", address);
  tellLanguageSwitch();
}

function tellLanguageSwitch() {
  const here = location.pathname + location.search;
  for (const field of document.querySelectorAll(".languages input[name=next], form[action*=setlang] input[name=next]")) field.value = here;
}

document.addEventListener("htmx:beforeRequest", (event) => {
  const link = event.target.closest?.('[data-key="w"]');
  if (!link) return;
  const place = document.getElementById(link.getAttribute("aria-controls"));
  if (!place.firstElementChild) return;
  event.preventDefault(); // it is unfolded: the second press folds it
  place.replaceChildren();
  link.setAttribute("aria-expanded", "false");
  nameLot(null);
});

let unfolded = [];
let focused = "";
document.addEventListener("htmx:beforeSwap", (event) => {
  if (event.detail.target?.id !== "radar") return;
  unfolded = [...document.querySelectorAll("#radar details[open]:not(.menu)")].map((one) => one.id).filter(Boolean);
  focused = document.activeElement?.id ?? "";
});

document.addEventListener("htmx:afterSwap", (event) => {
  const place = event.detail.target;
  if (place?.matches(".radar-why")) {
    const card = cardOf(place);
    card.querySelector('[data-key="w"]').setAttribute("aria-expanded", "true");
    nameLot(card.dataset.lot);
  }
  if (place?.id !== "radar") return;
  for (const id of unfolded) document.getElementById(id)?.setAttribute("open", "");
  // What was folded could not take the focus back when the answer came.
  if (focused && document.activeElement === document.body) document.getElementById(focused)?.focus({ preventScroll: true });
});

// A filter changed keeps the focus where it was; a page turned or a lot put aside moves it on.
document.addEventListener("htmx:afterSettle", (event) => {
  tellLanguageSwitch();
  const named = document.querySelector("#radar [data-focus]");
  if (event.detail.elt?.id === "radar" && named) go(named);
});
document.addEventListener("htmx:pushedIntoHistory", tellLanguageSwitch);
document.addEventListener("htmx:afterRequest", (event) => {
  if (event.detail.successful) event.target.closest?.("[data-undo-toast]")?.remove();
});
