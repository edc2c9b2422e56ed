/**
 * What people do at a desk: a steward who joins, signatories who are found, confirm and
 * write with a pointer. Every verb waits for what the person would see, and for nothing else.
 */
import type { Page } from '@playwright/test';
import { type Ink, type Point, simplifyInk } from '#core/ink.ts';
import { handwriting } from '../../scripts/demo/handwriting.ts';
import type { PersonRow } from '../../scripts/demo/people.ts';
import { KABUPATEN } from './fieldwork.ts';
import { PATIENCE } from './patience.ts';
import { see } from './see.ts';

export const TABLET = { width: 1280, height: 800 };
export const PHONE = { width: 360, height: 640 };

/** What tells the row of a person from those of homonyms. */
export type Named = Pick<PersonRow, 'name' | 'position'>;

/** Follows an invitation that is already open. */
export async function follow(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Ikuti kegiatan ini' }).click();
}

/** Waits until the device says that it can go to a field without a network. */
export async function becomeReady(page: Page): Promise<void> {
  await openStatus(page);
  await see(page.getByText(/^Siap dipakai tanpa jaringan/)).toBeVisible();
  await leaveStatus(page);
}

export async function openStatus(page: Page): Promise<void> {
  await page.getByRole('button', { name: /^(Petugas|Status)$/ }).click();
  await see(page.getByText('Status perangkat')).toBeVisible();
}

export async function leaveStatus(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Tutup' }).click();
}

/** Presses the button, where there is something to send and nothing under way. */
export async function sendNow(page: Page): Promise<void> {
  await page.evaluate(() => {
    const buttons = document.querySelectorAll<HTMLButtonElement>('button:enabled');
    Array.from(buttons, (button) => button.textContent === 'Kirim sekarang' && button.click());
  });
}

/** Sends until the status says that the office has all that was made; the device may be faster. */
export async function receiveAll(page: Page, count: number): Promise<void> {
  await see(async () => {
    await sendNow(page);
    const counts = page.getByText(`${count} dibuat, ${count} diterima`);
    await see(counts).toBeVisible({ timeout: 1_000 });
  }).toPass({ timeout: PATIENCE.seenMs });
  await see(page.getByText('Semua data sudah diterima kantor')).toBeVisible();
}

/** Joins as a station by its code, and gets ready. */
export async function joinAsStation(page: Page, stationUrl: string): Promise<void> {
  await page.goto(stationUrl);
  await follow(page);
  await becomeReady(page);
}

/** Pastes a code on the first screen. */
export async function pasteCode(page: Page, text: string): Promise<void> {
  await page.getByLabel('Tempel atau ketik').fill(text);
  await page.getByRole('button', { name: 'Pakai kode ini' }).click();
}

/** Types the birth date; who shares it with others must touch the name. */
export async function findByBirthDate(page: Page, person: PersonRow): Promise<void> {
  for (const digit of person.birthDate.replaceAll('-', '')) {
    await page.locator('.keypad').getByRole('button', { name: digit, exact: true }).click();
  }
  const sharing = KABUPATEN.people.filter(({ birthDate }) => birthDate === person.birthDate);
  if (sharing.length > 1) await touch(page, person);
}

export async function findByName(page: Page, person: Named): Promise<void> {
  await page.getByRole('button', { name: 'Nama', exact: true }).click();
  await see(page.getByLabel('Ketik nama')).toHaveValue('');
  await page.getByLabel('Ketik nama').fill(person.name);
  await touch(page, person);
}

/** Opens the agency first, then asks for the name inside it. */
export async function findInUnit(page: Page, person: PersonRow): Promise<void> {
  await page.getByRole('button', { name: 'Unit', exact: true }).click();
  await page.getByLabel('Cari unit kerja').fill(person.unit);
  await page.locator('.row').filter({ hasText: person.unit }).first().click();
  await page.getByLabel('Ketik nama di unit ini').fill(person.name);
  await touch(page, person);
}

/** Writes in somebody who is on no roster. */
export async function writeIn(
  page: Page,
  person: {
    readonly name: string;
    readonly number?: string;
    readonly position: string;
    readonly unit: string;
    readonly category: string;
  },
): Promise<void> {
  await page.getByLabel('Nama lengkap').fill(person.name);
  await page.getByLabel('NIP / NI').fill(person.number ?? '');
  await page.getByLabel('Jabatan').fill(person.position);
  await page.getByLabel('Unit kerja').fill(person.unit);
  await page.getByLabel(person.category).check();
  await page.getByRole('button', { name: 'Lanjut' }).click();
}

/** Touches the row of a person; homonyms differ in their position. */
async function touch(page: Page, { name, position }: Named): Promise<void> {
  const named = page.locator('.row').filter({ has: page.getByText(name, { exact: true }) });
  await named.filter({ hasText: position }).click();
}

/** Confirms that it is this person, who then stands before an empty pad. */
export async function confirm(page: Page, name: string, answer = 'Ya, benar'): Promise<void> {
  await see(page.getByText('Benar ini data')).toBeVisible();
  await see(page.getByText(name, { exact: true })).toBeVisible();
  await page.getByRole('button', { name: answer, exact: true }).click();
  await see(page.locator('.ink-pad')).toBeVisible();
  see(await inkedPixels(page)).toBe(0);
}

/** A person's handwriting, without what the eye cannot see of it. */
export function writingOf(seed: number): Ink {
  return simplifyInk(handwriting(seed), 12);
}

/** Writes strokes of an ink on the pad, with the pointer. */
export async function write(page: Page, { width, strokes }: Ink): Promise<void> {
  const pad = page.locator('.ink-pad');
  await pad.scrollIntoViewIfNeeded();
  const box = await pad.boundingBox();
  if (box === null) throw new Error('no pad');
  const place = ({ x, y }: Point): readonly [number, number] => [
    box.x + (x / width) * box.width,
    box.y + (y / width) * box.width,
  ];
  for (const [first, ...rest] of strokes) {
    if (first === undefined) continue;
    await page.mouse.move(...place(first));
    await page.mouse.down();
    // A hand does not wait for the screen: several moves reach the page as one event.
    await Promise.all(rest.map((point) => page.mouse.move(...place(point))));
    await page.mouse.up();
  }
}

/** How much of the pad is inked. */
export async function inkedPixels(page: Page): Promise<number> {
  return page.locator('.ink-pad canvas').evaluate((canvas: HTMLCanvasElement) => {
    const { data } = canvas.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height) ?? {};
    let count = 0;
    for (let i = 3; i < (data?.length ?? 0); i += 4) if (data?.[i] !== 0) count += 1;
    return count;
  });
}

/** Saves; what the screen says then is all that may be said. */
export async function save(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Simpan', exact: true }).click();
  await see(
    page.getByRole('heading', { name: /^(Tersimpan di perangkat|Diterima kantor)$/ }),
  ).toBeVisible();
}

/** Hands the tablet to the next person, who sees nothing of the one before. */
export async function handOver(page: Page, before: string): Promise<void> {
  await page.getByRole('button', { name: 'Peserta berikutnya' }).click();
  await see(page.getByText('Cari data Bapak/Ibu')).toBeVisible();
  await see(page.getByText(before)).toHaveCount(0);
  await see(page.locator('.birth-digits')).toContainText('TTTT');
  await see(page.locator('.row, .ink-pad')).toHaveCount(0);
}

/** Everything that was kept in a store of the device, bytes as hex, read beside the app. */
export async function storedRows(
  page: Page,
  store: string,
): Promise<readonly Readonly<Record<string, unknown>>[]> {
  return page.evaluate(async (name) => {
    const databases = await indexedDB.databases();
    // Opening a database that is not there yet would make it.
    if (!databases.some((database) => database.name === 'ikrar')) return [];
    const db = await new Promise<IDBDatabase>((resolve, reject) => {
      const request = indexedDB.open('ikrar');
      request.addEventListener('success', () => resolve(request.result));
      request.addEventListener('error', () => reject(new Error('not opened')));
    });
    const rows = await new Promise<object[]>((resolve, reject) => {
      const request = db.transaction(name).objectStore(name).getAll();
      request.addEventListener('success', () => resolve(request.result));
      request.addEventListener('error', () => reject(new Error('not read')));
    });
    db.close();
    return rows.map((row) => {
      const cells = Object.entries(row).map(([column, value]: readonly [string, unknown]) => [
        column,
        value instanceof Uint8Array
          ? Array.from(value, (byte) => byte.toString(16).padStart(2, '0')).join('')
          : value,
      ]);
      return Object.fromEntries(cells.filter(([, value]) => typeof value !== 'object'));
    });
  }, store);
}
