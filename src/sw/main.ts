/**
 * The service worker: it keeps the shell and answers with it. A new build waits until the
 * page asks for it (device/updates.ts), so nothing changes under a person who is signing.
 */
import { dropOldShells, findAnswer, keepShell, wayOf, type Shell } from './caching.ts';

declare const self: ServiceWorkerGlobalScope;
/** Written in by the build (scripts/precache.ts). */
declare const __SHELL__: Shell;

const shell = __SHELL__;

self.addEventListener('install', (event) => event.waitUntil(keepShell(caches, shell)));

self.addEventListener('activate', (event) => {
  // Without claim() the first visit would load its chunks from the network until the next reload.
  event.waitUntil(dropOldShells(caches, shell.version).then(() => self.clients.claim()));
});

self.addEventListener('message', (event) => {
  if (isConsent(event.data)) event.waitUntil(self.skipWaiting());
});

self.addEventListener('fetch', (event) => {
  const { request } = event;
  const way = wayOf(shell, request, self.location.origin);
  if (way.kind === 'network') return;
  const kept = findAnswer(caches, shell.version, { way, url: request.url });
  event.respondWith(kept.then((answer) => answer ?? fetch(request)));
});

function isConsent(message: unknown): boolean {
  return (
    typeof message === 'object' &&
    message !== null &&
    'type' in message &&
    message.type === 'SKIP_WAITING'
  );
}
