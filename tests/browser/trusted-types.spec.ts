/**
 * Trust that no text becomes markup or code: the browser refuses it on every page, and code
 * by its address where the build has not made it. Every other journey ends without such a refusal.
 */
import { expect, type Page } from '@playwright/test';
import { findByName, joinAsStation, TABLET } from '../support/desk.ts';
import { KABUPATEN, test } from '../support/fieldwork.ts';
import { enter } from '../support/office-desk.ts';

test.use({ viewport: TABLET });

/** How each way ended: the name of what it threw, or `let through`. */
function attempts(page: Page): Promise<Readonly<Record<string, string>>> {
  return page.evaluate(async () => {
    const place = document.createElement('div');
    const script = document.createElement('script');
    const ways: Readonly<Record<string, () => unknown>> = {
      markup: () => (place.innerHTML = '<img src=x onerror=alert(1)>'),
      outer: () => {
        document.body.append(place);
        place.outerHTML = '<b>x</b>';
      },
      beside: () => {
        place.insertAdjacentHTML('beforeend', '<b>x</b>');
      },
      fragment: () => document.createRange().createContextualFragment('<b>x</b>'),
      parser: () => new DOMParser().parseFromString('<b>x</b>', 'text/html'),
      frame: () => (document.createElement('iframe').srcdoc = '<b>x</b>'),
      text: () => (script.text = 'alert(1)'),
      address: () => (script.src = 'https://elsewhere.example/x.js'),
      data: () => new Worker('data:text/javascript,1'),
      blob: () => new Worker(URL.createObjectURL(new Blob(['1']))),
      upload: () => new Worker('/api/v1/office'),
      service: () => navigator.serviceWorker.register('/api/v1/sw.js'),
      rule: () => Reflect.get(globalThis, 'trustedTypes').createPolicy('own', {}),
      again: () => Reflect.get(globalThis, 'trustedTypes').createPolicy('default', {}),
    };
    const ended: Record<string, string> = {};
    for (const [name, way] of Object.entries(ways)) {
      try {
        await way();
        ended[name] = 'let through';
      } catch (error) {
        ended[name] = error instanceof Error ? error.name : String(error);
      }
    }
    return ended;
  });
}

async function seesAllRefused(page: Page, refusals: string[]): Promise<void> {
  const ended = await attempts(page);
  expect(Object.keys(ended)).toHaveLength(14);
  expect(new Set(Object.values(ended))).toEqual(new Set(['TypeError']));
  expect(refusals.length).toBeGreaterThan(0);
  refusals.length = 0;
}

test('refuses texts as markup and code on every page, where the app itself goes on', async ({
  page,
  office,
  hold,
  refusals,
}) => {
  const held = await hold();
  await test.step('on the first page of a phone', async () => {
    await page.goto(office.origin);
    await expect(page.getByRole('button', { name: 'Pindai kode QR' })).toBeVisible();
    await seesAllRefused(page, refusals);
  });
  await test.step('on a tablet, with its worker and its service worker', async () => {
    const workers: string[] = [];
    page.on('worker', (worker) => workers.push(worker.url()));
    await joinAsStation(page, held.stationUrl);
    const [person] = KABUPATEN.people;
    if (person === undefined) throw new Error('nobody lives there');
    await findByName(page, person);
    const script = await page.evaluate(async () => {
      const { active } = await navigator.serviceWorker.ready;
      return active?.scriptURL;
    });
    expect(script).toBe(`${office.origin}/sw.js`);
    expect(workers).toEqual([expect.stringMatching(/\/assets\/roster-worker-[\w-]+\.js$/)]);
    expect(refusals).toEqual([]);
    await seesAllRefused(page, refusals);
  });
  await test.step('on the pages of an organiser', async () => {
    await enter(page, office, '/kantor');
    await seesAllRefused(page, refusals);
  });
});
