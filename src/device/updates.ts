/**
 * Updates of the app. A new build is fetched and checked in the background. It takes over only when
 * the person agrees. The page never reloads by itself, because somebody may be signing.
 */
import { Workbox, messageSW } from 'workbox-window';
import { bad, good, type Result } from '#core/fault.ts';
import { LIMITS } from '#core/limits.ts';

export interface Updates {
  /**
   * Resolves when the whole app is on this device and opens without a network. Otherwise it never
   * settles.
   */
  readonly kept: Promise<void>;
  /** Asks the office for a newer build now, and registers the worker where there is none yet. */
  readonly check: () => Promise<Result<'checked'>>;
  /** Lets the waiting build take over, then reloads this page. */
  readonly apply: () => Promise<void>;
}

/**
 * Keeps the app on this device and watches for newer builds: at once, every hour, and whenever the
 * app is looked at again. `onReady` comes once for each build that is whole and waiting.
 */
export function watchUpdates({ onReady }: { readonly onReady: () => void }): Updates {
  if (!('serviceWorker' in navigator)) return noUpdates;
  const workbox = new Workbox('/sw.js', { updateViaCache: 'none' });
  const followed = new WeakSet<ServiceWorker>();

  // A build may arrive while nobody listens yet, so each check looks as well as listens. Workbox
  // 7.4.1 itself stops listening after the first update, so its `waiting` event is not enough for
  // a tablet that stays open through several deploys (GoogleChrome/workbox, Workbox.ts
  // onUpdateFound).
  function follow(registration: ServiceWorkerRegistration): void {
    for (const worker of [registration.installing, registration.waiting]) {
      if (worker === null || followed.has(worker)) continue;
      followed.add(worker);
      // The first build is nothing to ask about; only one that would replace another is.
      const tell = () => {
        if (worker.state === 'installed' && registration.active !== null) onReady();
      };
      tell();
      worker.addEventListener('statechange', tell);
    }
  }

  function onFound(event: Event): void {
    if (event.target instanceof ServiceWorkerRegistration) follow(event.target);
  }

  async function check(): Promise<Result<'checked'>> {
    try {
      const registration =
        (await navigator.serviceWorker.getRegistration()) ??
        (await workbox.register({ immediate: true }));
      if (registration === undefined) return bad('unavailable', 'not registered');
      registration.addEventListener('updatefound', onFound); // the same function is added once
      follow(registration);
      await registration.update();
      return good('checked');
    } catch (error) {
      return bad('unavailable', String(error)); // offline, or a portal: the next check asks again
    }
  }

  void start(check);
  return { kept: navigator.serviceWorker.ready.then(inCharge), check, apply };
}

const noUpdates: Updates = {
  kept: new Promise(() => undefined),
  check: () => Promise.resolve(bad('unavailable', 'this browser has no service worker')),
  apply: () => Promise.resolve(location.reload()),
};

/** Starts when the page has loaded: on a slow line the first screen must not share it. */
async function start(check: Updates['check']): Promise<void> {
  if (document.readyState !== 'complete')
    await new Promise((resolve) => addEventListener('load', resolve, { once: true }));
  await check();
  setInterval(() => void check(), LIMITS.updateCheckMs);
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') void check();
  });
}

/**
 * Waits until a service worker controls this page. A worker does so only after it has cached the
 * whole app.
 */
async function inCharge(): Promise<void> {
  const { serviceWorker } = navigator;
  if (serviceWorker.controller !== null) return;
  await new Promise((resolve) => {
    serviceWorker.addEventListener('controllerchange', resolve, { once: true });
  });
}

/**
 * Settles when the waiting build is in charge. One that a newer build overtakes becomes redundant:
 * the reload then finds the newer one waiting.
 */
function takenOver(waiting: ServiceWorker): Promise<void> {
  return new Promise((resolve) => {
    waiting.addEventListener('statechange', () => {
      if (waiting.state === 'activated' || waiting.state === 'redundant') resolve();
    });
  });
}

async function apply(): Promise<void> {
  const registration = await navigator.serviceWorker.getRegistration();
  const waiting = registration?.waiting ?? null;
  if (waiting !== null) {
    const settled = takenOver(waiting);
    void messageSW(waiting, { type: 'SKIP_WAITING' }); // answered by the state, not by a message
    await settled;
  }
  location.reload();
}
