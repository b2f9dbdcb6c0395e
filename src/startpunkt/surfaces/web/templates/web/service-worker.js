"use strict";
// Keeps one page for lost connections. Pages with content are never kept: they may be old or another person's.
const KEPT = "startpunkt-{{ kept.mark }}";
const FILES = ["{{ kept.page }}", "{{ kept.style }}", "{{ kept.font }}"];

self.addEventListener("install", (event) => {
  event.waitUntil(caches.open(KEPT).then((cache) => cache.addAll(FILES.map((file) => new Request(file, { credentials: "omit" })))));
  self.skipWaiting();
});
self.addEventListener("activate", (event) => {
  const old = (names) => names.filter((name) => name !== KEPT).map((name) => caches.delete(name));
  event.waitUntil(caches.keys().then((names) => Promise.all(old(names))));
});
self.addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.mode === "navigate") event.respondWith(fetch(request).catch(() => caches.match(FILES[0])));
  else if (FILES.slice(1).some((file) => request.url.endsWith(file))) event.respondWith(fetch(request).catch(() => caches.match(request)));
});
