"use strict";
// Cards can also be dragged to another stage. Without a script, or with keys alone, their menu does the same.

let dragged = null;
let moved = null;

function stageUnder(event) {
  const stage = event.target.closest?.("[data-stage]");
  return dragged && stage && !stage.contains(dragged) ? stage : null;
}

function mark(stage) {
  for (const one of document.querySelectorAll(".stage.is-target")) if (one !== stage) one.classList.remove("is-target");
  stage?.classList.add("is-target");
}

document.addEventListener("dragstart", (event) => {
  dragged = event.target.closest?.(".pursuit") ?? null;
  if (!dragged) return;
  event.dataTransfer.effectAllowed = "move";
  event.dataTransfer.setData("text/plain", dragged.id);
  dragged.classList.add("is-dragged");
});
document.addEventListener("dragover", (event) => {
  const stage = stageUnder(event);
  if (stage) event.preventDefault();
  mark(stage);
});
document.addEventListener("drop", (event) => {
  const stage = stageUnder(event);
  if (!stage) return;
  event.preventDefault();
  dragged.querySelector(`button[name=stage][value="${stage.dataset.stage}"]`).click();
});
document.addEventListener("dragend", () => {
  dragged?.classList.remove("is-dragged");
  mark(null);
  dragged = null;
});

// The focus follows the card to its new place.
document.addEventListener("htmx:beforeRequest", (event) => {
  moved = event.target.closest?.(".move") ? event.target.closest("[id^=pursuit-]")?.id : null;
});
document.addEventListener("htmx:afterSettle", () => {
  document.getElementById(moved ?? "")?.querySelector("a")?.focus();
  moved = null;
});

// Copying needs a script; without one the address can be marked and copied by hand.
for (const button of document.querySelectorAll("[data-copy]")) {
  if (!navigator.clipboard) continue;
  button.hidden = false;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(document.getElementById(button.dataset.copy).value);
    button.querySelector("span").textContent = button.dataset.copied;
  });
}
