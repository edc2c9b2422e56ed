/**
 * What a test of the office has in the field: the device of the demo with its answers opened, and
 * what is signed, gathered and imported on it.
 */
import { assert } from '#core/assert.ts';
import { MEDIA, PATHS } from '#core/api.ts';
import type { Bytes } from '#core/bytes.ts';
import type { Signatory, Signing } from '#core/entry.ts';
import { encodeInk } from '#core/ink.ts';
import { LIMITS } from '#core/limits.ts';
import { OFFICE_PATHS } from '#core/office-api.ts';
import { type Pact, defaultPacts, pactRef } from '#core/pact.ts';
import { type ReadReceipt, parseReceipt } from '#core/receipt.ts';
import { openSealed } from '#core/seal.ts';
import { digest, publicKeyOf, sealCheckOf } from '#server/keys.ts';
import { AMBIENT } from '#server/office.ts';
import {
  type FieldDevice,
  type KeptEntry,
  type SealOptions,
  openFieldDevice,
} from '../../scripts/demo/field-device.ts';
import { signingOf } from '../../scripts/demo/signing.ts';
import type { Reply, TestOffice } from './real-office.ts';

/** A made-up signature: two strokes, different for every number. */
export function inkOf(number: number): Bytes {
  const at = (x: number, y: number) => ({ x: (x + number * 7) % 2_048, y: (y + number) % 1_024 });
  return encodeInk({
    width: 2_048,
    height: 1_024,
    strokes: [
      [at(200, 500), at(400, 300), at(650, 620), at(900, 410)],
      [at(300, 700), at(1_200, 690)],
    ],
  });
}

/** A device in the field whose answers a test reads. */
export interface TestDevice extends FieldDevice {
  /** Posts a body as a batch, with other headers where they are given. */
  post(body: Uint8Array, headers?: Readonly<Record<string, string>>): Promise<Reply>;
  /** Seals, posts, and opens the receipt. */
  sync(run: readonly KeptEntry[], options?: SealOptions): Promise<ReadReceipt>;
}

/** Enrols a new device from the text of an invitation. */
export async function enrolDevice(at: TestOffice, url: string): Promise<TestDevice> {
  const device = await openFieldDevice(url, {
    post: (path, sent) => at.ask(path, { method: 'POST', ...sent }),
    random: AMBIENT.random,
    now: () => at.clock.nowMs,
  });
  const post: TestDevice['post'] = (body, headers = {}) =>
    at.ask(PATHS.sync, { method: 'POST', body, headers: { ...device.headers, ...headers } });
  return {
    ...device,
    post,
    async sync(run, options) {
      const answer = await post(await device.seal(run, options));
      assert(answer.status === 200, `a receipt, not ${answer.status}`);
      return openReceipt(at, answer.bytes);
    },
  };
}

/** Posts an enrolment. */
export function postEnrolment(at: TestOffice, request: Bytes): Promise<Reply> {
  return at.ask(PATHS.enrolments, {
    method: 'POST',
    body: request,
    headers: { 'content-type': MEDIA.cose },
  });
}

/** Opens a receipt with the office's public key. */
export async function openReceipt(at: TestOffice, bytes: Bytes): Promise<ReadReceipt> {
  const [officeKey] = at.office.context.keys.publicKeys;
  assert(officeKey !== undefined, 'the office has a key');
  const key = publicKeyOf(officeKey);
  assert(key !== null, 'it is a point');
  const body = await openSealed(bytes, 'receipt', {
    bytesMax: LIMITS.receiptBytesMax,
    check: sealCheckOf(key),
  });
  assert(body.ok, 'the receipt is sealed by the office');
  const receipt = parseReceipt(body.value);
  assert(receipt.ok, 'the receipt is well-formed');
  return receipt.value;
}

const FIELDS = { government: 'Kabupaten Uji', election: 'Pemilihan Uji', year: 2024 };
const PACTS: ReadonlyMap<string, Pact> = new Map(
  defaultPacts(FIELDS).map((pact) => [pact.code, pact]),
);

/** A signing that attends and signs, unless it says otherwise. */
export async function signing(
  signatory: Signatory,
  change: Partial<Omit<Signing, 'kind' | 'signatory'>> = {},
): Promise<Signing> {
  const pact = PACTS.get(signatory.category === 'asn' ? 'asn' : 'nonasn');
  assert(pact !== undefined, 'there is a default pact');
  const signed = change.acts?.signed ?? true;
  const made = {
    pact: signed ? await pactRef(pact, digest) : null,
    ink: inkOf(signatory.kind === 'listed' ? signatory.no : signatory.name.length),
    station: 'Meja 1',
  };
  return { ...signingOf(signatory, made), ...change };
}

/** A programme whose fields the pacts of `signing` are filled with. */
export const NEW_PROGRAMME = {
  title: 'Netralitas Uji',
  ...FIELDS,
  zone: 'WITA',
  letterhead: { lines: ['PEMERINTAH KABUPATEN UJI'], address: 'Jalan Uji 1' },
} as const;

/** A gathering of that programme. */
export function newGathering(programme: string) {
  return {
    programme,
    title: 'Apel gabungan uji',
    kind: 'apel',
    place: 'Lapangan Uji',
    startsAt: '2024-10-07T07:30',
    zone: 'WITA',
    organiser: 'Badan Uji',
    invites: 'all',
  } as const;
}

/** A roster of so many people with NIPs that nobody has, ten to an agency. */
export function rosterCsv(count: number): string {
  const rows = Array.from({ length: count }, (_, at) => {
    const day = String((at % 28) + 1).padStart(2, '0');
    const year = 1970 + (Math.floor(at / 28 / 99) % 25);
    const number = `${year}05${day}200301${(at % 2) + 1}${901 + (Math.floor(at / 28) % 99)}`;
    return `Orang Uji ${letters(at)};${number};Staf;Dinas Uji ${letters(Math.floor(at / 10))};asn`;
  });
  return ['Nama;NIP;Jabatan;Perangkat Daerah;Kategori', ...rows].join('\r\n');
}

/** 0 is A, 26 is BA: names have no digits. */
export function letters(number: number): string {
  const last = String.fromCharCode(65 + (number % 26));
  return number < 26 ? last : letters(Math.floor(number / 26)) + last.toLowerCase();
}

/** The person of that row of `rosterCsv`, as a tablet confirms it. */
export function listed(no: number): Signatory {
  return { kind: 'listed', no, name: `Orang Uji ${letters(no - 1)}`, category: 'asn' };
}

/** Posts a roster file. */
export function postRoster(
  at: TestOffice,
  programme: string,
  { csv, commit }: { readonly csv: string | Uint8Array; readonly commit: 0 | 1 },
): Promise<Reply> {
  return at.organise(`${OFFICE_PATHS.roster(programme)}?commit=${commit}`, {
    method: 'POST',
    body: csv,
    headers: { 'content-type': 'text/csv' },
  });
}
