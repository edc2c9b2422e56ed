/**
 * A device in the field, made of core and node:crypto alone: it enrols with a key of its own,
 * chains entries, seals batches of any run in any order, and opens what the office answers.
 */
import { createPublicKey, generateKeyPairSync, sign } from 'node:crypto';
import { assert } from '#core/assert.ts';
import { MEDIA, PATHS } from '#core/api.ts';
import { type Batch, encodeBatch } from '#core/batch.ts';
import { type Bytes, joinBytes, toHex } from '#core/bytes.ts';
import {
  type EnrolmentGrant,
  type Grade,
  encodeEnrolmentRequest,
  parseGrant,
} from '#core/enrolment.ts';
import type { EntryBody, Signatory, Signing } from '#core/entry.ts';
import { mintId } from '#core/id.ts';
import { encodeInk } from '#core/ink.ts';
import { parseInvitation } from '#core/invitation.ts';
import { EMPTY_HEAD, type Head, chainEntry } from '#core/journal.ts';
import { LIMITS } from '#core/limits.ts';
import { OFFICE_PATHS } from '#core/office-api.ts';
import { type Pact, defaultPacts, pactRef } from '#core/pact.ts';
import { type Receipt, parseReceipt } from '#core/receipt.ts';
import { type Sealer, openSealed, sealBody } from '#core/seal.ts';
import { AMBIENT } from '#server/office.ts';
import { digest, journalIdOf, kidOf, publicKeyOf, sealCheckOf, sha256 } from '#server/keys.ts';
import type { Reply, TestOffice } from './real-office.ts';

const BUILD = 'test-1';

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

/** One entry as the device keeps it. */
export interface KeptEntry {
  readonly id: Bytes;
  readonly seq: number;
  readonly bytes: Bytes;
}

export interface SealOptions {
  readonly batchId?: Bytes;
  readonly claimedSeq?: number;
  readonly sealer?: Sealer;
}

/** One installed app with one journal. */
export interface FieldDevice {
  readonly journal: Bytes;
  readonly publicKey: Bytes;
  readonly sealer: Sealer;
  readonly entries: readonly KeptEntry[];
  /** Chains an entry after the last one. */
  keep(body: EntryBody, change?: { readonly id?: Bytes; readonly wallMs?: number }): KeptEntry;
  /** Goes back to an earlier head, as a device does whose storage was put back. */
  rewind(seq: number): void;
  /** Seals the entries from one sequence to another; nothing of them makes a heartbeat. */
  seal(run: readonly KeptEntry[], options?: SealOptions): Promise<Bytes>;
  send(body: Uint8Array, headers?: Readonly<Record<string, string>>): Promise<Reply>;
  /** Seals, sends, and opens the receipt. */
  sync(run: readonly KeptEntry[], options?: SealOptions): Promise<Receipt>;
}

export interface Enrolling {
  readonly url: string;
  readonly grade?: Grade;
  readonly secret?: Bytes;
}

/** A key of a journal, and the request that enrols it. */
export async function prepareEnrolment({ url, grade, secret }: Enrolling) {
  const invited = parseInvitation(url);
  assert(invited.ok, 'the office gave a good invitation');
  const { invitation, stationCode } = invited.value;
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'prime256v1' });
  const { x = '', y = '' } = createPublicKey(privateKey).export({ format: 'jwk' });
  const publicKey = joinBytes([
    Uint8Array.of(4),
    Buffer.from(x, 'base64url'),
    Buffer.from(y, 'base64url'),
  ]);
  const sealer: Sealer = {
    kid: kidOf(publicKey),
    seal: (message) =>
      Promise.resolve(
        new Uint8Array(sign('sha256', message, { key: privateKey, dsaEncoding: 'ieee-p1363' })),
      ),
  };
  const body = encodeEnrolmentRequest({
    publicKey,
    gathering: invitation.gathering.id,
    grade: grade ?? (stationCode === null ? 'phone' : 'station'),
    secret: secret ?? stationCode ?? invitation.joinSecret,
    build: BUILD,
  });
  const request = await sealBody('enrolment', body, sealer);
  return { publicKey, sealer, invitation, request };
}

/** Posts an enrolment. */
export function postEnrolment(at: TestOffice, request: Bytes): Promise<Reply> {
  return at.ask(PATHS.enrolments, {
    method: 'POST',
    body: request,
    headers: { 'content-type': MEDIA.cose },
  });
}

/** Enrols a new device from the text of an invitation. */
export async function enrolDevice(at: TestOffice, enrolling: Enrolling): Promise<FieldDevice> {
  const { publicKey, sealer, invitation, request } = await prepareEnrolment(enrolling);
  const answer = await postEnrolment(at, request);
  const grant = parseGrant(answer.bytes);
  assert(grant.ok, `enrolled, not ${answer.status}`);
  const journal = journalIdOf(publicKey);
  return makeDevice(at, {
    journal,
    publicKey,
    sealer,
    grant: grant.value,
    gathering: invitation.gathering.id,
  });
}

interface Enrolled {
  readonly journal: Bytes;
  readonly publicKey: Bytes;
  readonly sealer: Sealer;
  readonly grant: EnrolmentGrant;
  readonly gathering: Bytes;
}

function makeDevice(at: TestOffice, enrolled: Enrolled): FieldDevice {
  const { journal, publicKey, sealer, grant, gathering } = enrolled;
  const entries: KeptEntry[] = [];
  let head: Head = EMPTY_HEAD;
  const boot = AMBIENT.random(8);
  const device: FieldDevice = {
    journal,
    publicKey,
    sealer,
    entries,
    keep(body, { id = mintId(at.clock.nowMs, AMBIENT.random(10)), wallMs = at.clock.nowMs } = {}) {
      const moment = { wallMs, monoMs: 1_000 + head.seq, boot };
      const { entry, bytes } = chainEntry(head, { id, gathering, at: moment, build: BUILD, body });
      head = { seq: entry.seq, digest: sha256(bytes) };
      const kept = { id, seq: entry.seq, bytes };
      entries.push(kept);
      return kept;
    },
    rewind(seq) {
      const last = entries.findLast((entry) => entry.seq === seq);
      head = last === undefined ? EMPTY_HEAD : { seq, digest: sha256(last.bytes) };
    },
    seal(run, { batchId, claimedSeq, sealer: other } = {}) {
      const batch: Batch = {
        id: batchId ?? mintId(at.clock.nowMs, AMBIENT.random(10)),
        journal,
        entries: run.map(({ bytes }) => bytes),
        claims: [
          { journal, seq: claimedSeq ?? head.seq, digest: head.digest, keptCount: run.length },
        ],
        deviceTimeMs: at.clock.nowMs,
        build: BUILD,
        battery: 80,
      };
      return sealBody('batch', encodeBatch(batch), other ?? sealer);
    },
    send: (body, headers = {}) =>
      at.ask(PATHS.sync, {
        method: 'POST',
        body,
        headers: {
          'content-type': MEDIA.cose,
          authorization: `Bearer ${toHex(grant.token)}`,
          ...headers,
        },
      }),
    async sync(run, options) {
      const answer = await device.send(await device.seal(run, options));
      assert(answer.status === 200, `a receipt, not ${answer.status}`);
      return openReceipt(at, answer.bytes);
    },
  };
  return device;
}

/** Opens a receipt with the office's public key. */
export async function openReceipt(at: TestOffice, bytes: Bytes): Promise<Receipt> {
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
  return {
    kind: 'signing',
    signatory,
    acts: { attended: true, signed: true },
    pact: signed ? await pactRef(pact, digest) : null,
    ink: inkOf(signatory.kind === 'listed' ? signatory.no : signatory.name.length),
    identifiedBy: 'name',
    station: 'Meja 1',
    assisted: false,
    represents: '',
    ...change,
  };
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
