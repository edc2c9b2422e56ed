/**
 * What a test of the office's screens has at hand: the door, people who signed at a desk in
 * the field, and the eye for what keeps somebody out.
 */
import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';
import { type Category, DEFAULT_MATRIX, ruleOf } from '#core/category.ts';
import type { EntryBody } from '#core/entry.ts';
import { OFFICE_PATHS, programme, rosterPage } from '#core/office-api.ts';
import { gathering } from '#core/office-gathering-api.ts';
import { type PactFields, defaultPacts, pactRef } from '#core/pact.ts';
import { digest } from '#server/keys.ts';
import { AMBIENT } from '#server/office.ts';
import { type FieldDevice, type Post, openFieldDevice } from '../../scripts/demo/field-device.ts';
import { handInk, signingOf } from '../../scripts/demo/signing.ts';
import type { HeldGathering } from './fieldwork.ts';
import type { OfficeProcess } from './office-process.ts';

export const LAPTOP = { width: 1280, height: 800 };
export const PHONE = { width: 360, height: 740 };

/** Nothing that axe can find, and nothing wider than the screen, at a desk and on a phone. */
export async function findNoBarrier(
  page: Page,
  path: string,
  sizes: readonly (typeof LAPTOP)[] = [LAPTOP, PHONE],
): Promise<void> {
  for (const size of sizes) {
    await page.setViewportSize(size);
    const { violations } = await new AxeBuilder({ page }).analyze();
    const found = violations.map(({ id, nodes }) => `${path} ${id}: ${nodes[0]?.html}`);
    expect(found).toEqual([]);
    const width = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(width, `${path} at ${size.width}`).toBeLessThanOrEqual(size.width);
  }
  await page.setViewportSize(LAPTOP);
}

interface Account {
  readonly login: string;
  readonly password: string;
}

/** Signs in at the door. */
export async function signIn(page: Page, { login, password }: Account): Promise<void> {
  await page.getByLabel('Nama masuk').fill(login);
  await page.getByLabel('Kata sandi').fill(password);
  await page.getByRole('button', { name: 'Masuk' }).click();
}

/** Opens a screen in a session that stands: who signs in for every test is soon one too many. */
export async function enter(page: Page, office: OfficeProcess, path: string): Promise<void> {
  const [name = '', value = ''] = (await office.session()).split('=');
  await page.context().addCookies([{ name, value, url: office.origin, httpOnly: true }]);
  await page.goto(`${office.origin}${path}`);
  await expect(page.getByRole('button', { name: 'Keluar', exact: true })).toBeVisible();
}

/** A desk where ten people of the roster have come; nothing is sent yet. */
export async function makeField(office: OfficeProcess, held: HeldGathering): Promise<FieldDevice> {
  const shown = await office.read(gathering, OFFICE_PATHS.gathering(held.id));
  const { id } = shown.programme;
  const fields = await office.read(programme, OFFICE_PATHS.programme(id));
  const { people } = await office.read(rosterPage, `${OFFICE_PATHS.roster(id)}?page=2`);
  const device = await openFieldDevice(held.stationUrl, { ...AMBIENT, post: over(office) });
  for (const person of people.slice(0, 10)) {
    device.keep(await deskSigning(person, fields));
  }
  return device;
}

/** A phone on which people wrote themselves in; nothing is sent yet. */
export async function makePhone(
  office: OfficeProcess,
  held: HeldGathering,
  { names, wallMs = Date.now() }: { readonly names: readonly string[]; readonly wallMs?: number },
): Promise<FieldDevice> {
  const device = await openFieldDevice(held.posterUrl, { ...AMBIENT, post: over(office) });
  for (const [index, name] of names.entries()) {
    const walkIn = {
      kind: 'walk-in',
      name,
      number: '',
      position: 'Staf',
      unit: 'Dinas Perikanan',
      category: 'asn',
    } as const;
    const made = { pact: null, ink: handInk(index + 1), station: '' };
    device.keep(signingOf(walkIn, made), { wallMs });
  }
  return device;
}

interface Person {
  readonly no: number;
  readonly name: string;
  readonly category: Category;
}

async function deskSigning(person: Person, fields: PactFields): Promise<EntryBody> {
  const { no, name, category } = person;
  const pact = defaultPacts(fields).find(
    ({ code }) => code === ruleOf(DEFAULT_MATRIX, category).pact,
  );
  return signingOf(
    { kind: 'listed', no, name, category },
    {
      pact: pact === undefined ? null : await pactRef(pact, digest),
      ink: handInk(no),
      station: 'Meja 3',
    },
  );
}

/** The line from a desk to its office. */
export function over(office: OfficeProcess): Post {
  return async (path, { body, headers }) => {
    const answer = await fetch(`${office.origin}${path}`, { method: 'POST', body, headers });
    return { status: answer.status, bytes: new Uint8Array(await answer.arrayBuffer()) };
  };
}
