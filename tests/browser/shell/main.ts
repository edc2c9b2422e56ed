/**
 * The smallest page that keeps itself on the device: shell.spec.ts deploys it several times.
 */
import { watchUpdates } from '#device/updates.ts';

declare const __BUILD__: string;

let readyCount = 0;
const updates = watchUpdates({
  onReady() {
    readyCount += 1;
    show('ready', String(readyCount));
  },
});

show('build', __BUILD__);
on('check', updates.check);
on('apply', updates.apply);
on('ask', async () => {
  const { late } = await import('./late.ts');
  show('late', late);
});
void updates.kept.then(() => document.body.setAttribute('data-kept', ''));

function show(id: string, text: string): void {
  document.getElementById(id)?.replaceChildren(text);
}

function on(id: string, act: () => Promise<unknown>): void {
  document.getElementById(id)?.addEventListener('click', () => void act());
}
