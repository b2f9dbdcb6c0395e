"use strict";
// What every page does beyond links and forms. All of it only makes smoother what works without a script.

const root = document.documentElement;

// The browser's time zone. The server writes all times; where it does not know the zone yet, the page comes anew, once.
function tellZone() {
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  if (!zone || !root.dataset.zone || "zoneChosen" in root.dataset || zone === root.dataset.zone) return;
  const told = document.cookie.split("; ").includes(`timezone=${zone}`);
  const secure = isSecureContext && location.protocol.endsWith("s:") ? "; secure" : "";
  document.cookie = `timezone=${zone}; path=/; max-age=31536000; samesite=lax${secure}`;
  if (!told && document.cookie.includes("timezone=") && document.querySelector("main time")) location.reload();
}

// Dialogs: <button data-dialog="ID"> opens, [data-close] inside closes, as do Escape and a click beside it.
function openDialog(event) {
  const opener = event.target.closest("[data-dialog]");
  const dialog = opener && document.getElementById(opener.dataset.dialog);
  if (!dialog) return;
  event.preventDefault();
  if (!dialog.open) dialog.showModal();
}

function closeDialog(event) {
  const beside = event.target.matches("dialog[open]") && isBeside(event.target, event);
  const dialog = beside ? event.target : event.target.closest("[data-close]")?.closest("dialog");
  if (dialog) dialog.close();
}

function isBeside(dialog, event) {
  const box = dialog.getBoundingClientRect();
  const inside = event.clientX >= box.left && event.clientX <= box.right && event.clientY >= box.top;
  return !(inside && event.clientY <= box.bottom) && event.clientX + event.clientY > 0;
}

// Menus: one open at a time; a click elsewhere and Escape close it.
function closeMenus(except) {
  for (const menu of document.querySelectorAll("details.menu[open]")) if (menu !== except) menu.open = false;
}

function leaveMenu(event) {
  const menu = event.key === "Escape" && document.activeElement?.closest("details.menu[open]");
  if (!menu) return;
  menu.open = false;
  menu.querySelector("summary").focus();
}

// Messages leave by themselves when there is nothing to press in them and nobody points at them.
function watchToast(toast) {
  if (toast.dataset.watched || toast.querySelector("a, form, button:not([data-close])")) return;
  toast.dataset.watched = "yes";
  let timer;
  const start = () => { timer = setTimeout(() => toast.remove(), 8000); };
  for (const name of ["mouseenter", "focusin"]) toast.addEventListener(name, () => clearTimeout(timer));
  for (const name of ["mouseleave", "focusout"]) toast.addEventListener(name, start);
  start();
}

function watchToasts() {
  document.querySelectorAll(".toast").forEach(watchToast);
}

function toast(text) {
  const made = document.createElement("div");
  made.className = "toast is-error";
  made.append(Object.assign(document.createElement("p"), { textContent: text }));
  document.getElementById("toasts").append(made);
  watchToast(made);
}

// After a swap the focus must not be lost: it goes to what the answer names, else to the place that was changed.
let focusWasInside = false;

function beforeSwap(event) {
  const { target, xhr } = event.detail;
  focusWasInside = Boolean(target?.contains(document.activeElement)) && document.activeElement !== document.body;
  if (xhr.responseURL && new URL(xhr.responseURL).pathname === "/account/login/") {
    event.detail.shouldSwap = false;
    location.assign(xhr.responseURL); // the session has ended: signing in is a page of its own
  }
}

function afterSettle(event) {
  watchToasts();
  const named = event.detail.elt.querySelector?.("[data-focus]");
  if (named && focusWasInside) return named.focus();
  if (!focusWasInside || document.activeElement !== document.body) return;
  const place = event.detail.elt.isConnected ? event.detail.elt : document.getElementById("main");
  if (place.tabIndex < 0) place.tabIndex = -1;
  place.focus({ preventScroll: true });
}

document.addEventListener("click", (event) => {
  closeMenus(event.target.closest("details.menu"));
  openDialog(event);
  closeDialog(event);
  event.target.closest("[data-close]")?.closest(".toast")?.remove();
  if (event.target.closest("[data-print]")) window.print();
});
document.addEventListener("keydown", leaveMenu);
document.addEventListener("htmx:beforeSwap", beforeSwap);
document.addEventListener("htmx:afterSettle", afterSettle);
for (const name of ["htmx:responseError", "htmx:sendError", "htmx:timeout"]) {
  document.addEventListener(name, () => toast(document.body.dataset.failed));
}
tellZone();
watchToasts();
// Keeps one page for lost connections, once this one is there.
addEventListener("load", () => navigator.serviceWorker?.register("/service-worker.js").catch(() => {}));
