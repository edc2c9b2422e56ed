/** What carries parcels in a test: devices that never met the office, and whole files. */
import { PATHS } from '#core/api.ts';
import { assert } from '#core/assert.ts';
import { type Bytes, compareBytes, toHex } from '#core/bytes.ts';
import { encodeGrant } from '#core/enrolment.ts';
import { ZERO_DIGEST } from '#core/id.ts';
import {
  type Parcel,
  type ReadReceiptFile,
  PARCELS_PATH,
  PARCEL_MEDIA,
  encodeParcel,
  parseReceiptFile,
} from '#core/parcel.ts';
import type { ReadReceipt } from '#core/receipt.ts';
import { AMBIENT } from '#server/office.ts';
import { type FieldDevice, openFieldDevice } from '../../scripts/demo/field-device.ts';
import { listed, openReceipt, signing } from './field.ts';
import type { FieldOffice } from './office-with-field.ts';
import type { Asking, Reply } from './real-office.ts';

/** A device that read the QR and has no network: it works, and keeps the proof of its journal. */
export async function unheardDevice(
  { clock }: FieldOffice,
  url: string,
): Promise<{ readonly device: FieldDevice; readonly proof: Bytes }> {
  let proof: Bytes | null = null;
  const device = await openFieldDevice(url, {
    post: (path, sent) => {
      assert(path === PATHS.enrolments, 'it asks for nothing else');
      proof = sent.body;
      return Promise.resolve({ status: 200, bytes: NO_GRANT });
    },
    random: AMBIENT.random,
    now: () => clock.nowMs,
  });
  assert(proof !== null, 'it proved its journal');
  return { device, proof };
}

/** What an unheard device has in the place of a grant: a token that opens nothing. */
const NO_GRANT = encodeGrant({
  journal: ZERO_DIGEST.slice(0, 16),
  grade: 'phone',
  token: ZERO_DIGEST,
  station: '',
  epoch: 1,
  officeTimeMs: 0,
});

/** Keeps signings of people of the roster. */
export async function keepPeople(device: FieldDevice, numbers: readonly number[]): Promise<void> {
  for (const no of numbers) device.keep(await signing(listed(no)));
}

/** Everything a device made, in batches of two. */
export async function batchesOf(device: FieldDevice): Promise<readonly Bytes[]> {
  const batches: Bytes[] = [];
  for (let at = 0; at < device.entries.length; at += 2) {
    batches.push(await device.seal(device.entries.slice(at, at + 2)));
  }
  return batches;
}

/** The file of a parcel. */
export function fileOf({ clock }: FieldOffice, parts: Partial<Parcel>): Bytes {
  return encodeParcel({
    station: 'Meja 3',
    madeAtMs: clock.nowMs,
    enrolments: [],
    batches: [],
    ...parts,
  });
}

/** Posts a file as an organiser does. */
export function carry(at: FieldOffice, file: Uint8Array, asking: Asking = {}): Promise<Reply> {
  return at.organise(PARCELS_PATH, carrying(file, asking));
}

/** Posts a file with the permission of nobody but what the headers say. */
export function carryAs(
  at: FieldOffice,
  file: Uint8Array,
  headers: Readonly<Record<string, string>>,
): Promise<Reply> {
  return at.ask(PARCELS_PATH, carrying(file, { headers }));
}

function carrying(file: Uint8Array, { headers, ...asking }: Asking): Asking {
  return {
    method: 'POST',
    body: file,
    headers: { 'content-type': PARCEL_MEDIA.parcel, ...headers },
    ...asking,
  };
}

/** The answers of a file of receipts: each receipt opened with the office's key, or the fault. */
export async function answersOf(
  at: FieldOffice,
  reply: Reply,
): Promise<readonly (ReadReceipt | string)[]> {
  const file = receiptFileOf(reply);
  return Promise.all(
    file.answers.map(async (answer) =>
      'receipt' in answer ? openReceipt(at, answer.receipt) : answer.fault,
    ),
  );
}

/** The file of receipts as it came. */
export function receiptFileOf(reply: Reply): ReadReceiptFile {
  assert(reply.status === 200, `a file of receipts, not ${reply.status}`);
  const file = parseReceiptFile(reply.bytes);
  assert(file.ok, 'the office writes what a device reads');
  return file.value;
}

/** Every entry that the ledger holds, beside others too: the journal, and the bytes. */
export function ledgerOf({ office }: FieldOffice): readonly string[] {
  const rows = office.context.database.sqlite
    .prepare(
      `select journals.id as journal, bytes from entries join journals on journals.no = journal_no
      union all
      select journals.id as journal, bytes from strays join journals on journals.no = journal_no`,
    )
    .all();
  return rows.map(({ journal, bytes }) => line(journal, bytes)).toSorted();
}

/** Every entry that devices made, in the same form. */
export function madeBy(...devices: readonly FieldDevice[]): readonly string[] {
  return devices
    .flatMap(({ journal, entries }) => entries.map(({ bytes }) => line(journal, bytes)))
    .toSorted();
}

/** The journals that the office knows. */
export function journalsOf({ office }: FieldOffice): readonly string[] {
  const rows = office.context.database.sqlite.prepare('select id from journals').all();
  return rows
    .map(({ id }) => blob(id))
    .toSorted(compareBytes)
    .map(toHex);
}

function line(journal: unknown, bytes: unknown): string {
  return `${toHex(blob(journal))} ${toHex(blob(bytes))}`;
}

function blob(value: unknown): Uint8Array {
  assert(value instanceof Uint8Array, 'a blob column');
  return value;
}
