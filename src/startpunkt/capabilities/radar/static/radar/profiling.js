"use strict";
// The guided form: one step at a time for those who want it, and a warning before unsaved words are lost.
{
  const form = document.getElementById("profile-form");
  const steps = [...form.querySelectorAll(".step")];
  const moves = [...form.querySelectorAll("[data-step]")];
  const modes = [...document.querySelectorAll("[data-guide]")];
  let current = 0;
  let unsaved = form.dataset.unsaved === "yes";
  document.documentElement.classList.add("has-script");

  function show() {
    const guided = form.classList.contains("is-guided");
    steps.forEach((step, number) => step.classList.toggle("is-current", number === current));
    form.classList.toggle("is-last", current === steps.length - 1);
    for (const move of moves) {
      const next = current + Number(move.dataset.step);
      move.hidden = !guided || next < 0 || next >= steps.length;
    }
    for (const link of document.querySelectorAll(".progress-steps a")) {
      if (guided && link.hash === `#${steps[current].id}`) link.setAttribute("aria-current", "step");
      else link.removeAttribute("aria-current");
    }
    for (const mode of modes) mode.setAttribute("aria-pressed", String((mode.dataset.guide === "yes") === guided));
  }

  function go(number) {
    current = number;
    show();
    steps[number].focus({ preventScroll: true });
    steps[number].scrollIntoView({ block: "start" });
  }

  function guide(wanted) {
    form.classList.toggle("is-guided", wanted);
    show();
  }

  function follow(event) {
    const link = event.target.closest('a[href^="#"]');
    const place = link && document.getElementById(link.hash.slice(1));
    const number = place ? steps.findIndex((step) => step.contains(place)) : -1;
    if (number < 0) return;
    event.preventDefault();
    go(number);
    if (place !== steps[number]) (place.matches("fieldset") ? place.querySelector("input") : place).focus();
  }

  document.addEventListener("click", (event) => {
    const move = event.target.closest("[data-step]");
    const mode = event.target.closest("[data-guide]");
    const tick = event.target.closest("[data-tick]");
    if (move) go(current + Number(move.dataset.step));
    if (mode) guide(mode.dataset.guide === "yes");
    if (tick) {
      const box = form.querySelector(`[name=field][value="${CSS.escape(tick.dataset.tick)}"]`);
      box.checked = true;
      box.dispatchEvent(new Event("input", { bubbles: true }));
    }
    if (event.target.closest("[data-leave]")) unsaved = false;
    follow(event);
  });
  // The answer brings the steps and the effect anew: what was unfolded stays so.
  let unfolded = false;
  document.addEventListener("htmx:beforeSwap", () => { unfolded = Boolean(document.getElementById("effect-sentences")?.open); });
  document.addEventListener("htmx:afterSettle", () => {
    show();
    const sentences = document.getElementById("effect-sentences");
    if (sentences) sentences.open = unfolded;
  });
  form.addEventListener("input", () => { unsaved = true; });
  form.addEventListener("submit", () => { unsaved = false; });
  addEventListener("beforeunload", (event) => { if (unsaved) event.preventDefault(); });

  guide(form.dataset.guided === "yes" && !document.querySelector(".field-error"));
  document.querySelector("main [data-focus]")?.focus();
}
