// What opens when the hall has no signal? The page of the door and its own files, and nothing else.
// KEPT is told by the server: { page, shell, files, version }. Page and files are kept together or not at all.
"use strict";
const PREFIX = `payung-pintu:${KEPT.page}:`;
const NAME = PREFIX + KEPT.version;

const keep = async () => {
  const cache = await caches.open(NAME);
  const page = await fetch(KEPT.shell, { credentials: "same-origin", redirect: "error", cache: "no-store" });
  if (!page.ok) throw new Error(`the page answered ${page.status}`);
  await cache.addAll(KEPT.files);
  await cache.put(KEPT.page, page);
};

const forgetOlder = async () => {
  const names = await caches.keys();
  await Promise.all(names.filter((name) => name.startsWith(PREFIX) && name !== NAME).map((name) => caches.delete(name)));
};

self.addEventListener("install", (event) => {
  event.waitUntil(keep().then(() => self.skipWaiting()));
});
self.addEventListener("activate", (event) => {
  event.waitUntil(forgetOlder().then(() => self.clients.claim()));
});
self.addEventListener("fetch", (event) => {
  const { method, mode, url } = event.request;
  const asked = new URL(url);
  if (method !== "GET" || asked.origin !== self.location.origin) return;
  const isPage = mode === "navigate" && asked.pathname === KEPT.page && !asked.search;
  if (!isPage && !KEPT.files.includes(asked.pathname)) return;
  event.respondWith(
    caches.open(NAME).then(async (cache) => (await cache.match(isPage ? KEPT.page : asked.pathname)) || fetch(event.request)),
  );
});
