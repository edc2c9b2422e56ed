/**
 * A device without a browser, for the demo, the benches and tests of the office: a journal key of
 * its own, entries chained by core, batches sealed and sent over HTTP. It keeps what it made.
 */
import { generateKeyPairSync } from 'node:crypto';
import { MEDIA, PATHS } from '#core/api.ts';
import { assert } from '#core/assert.ts';
import { encodeBatch } from '#core/batch.ts';
import { type Bytes, toHex } from '#core/bytes.ts';
import { encodeEnrolmentRequest, parseGrant } from '#core/enrolment.ts';
import type { EntryBody } from '#core/entry.ts';
import { type RandomBytes, SIZES, mintId } from '#core/id.ts';
import { parseInvitation } from '#core/invitation.ts';
import { EMPTY_HEAD, type Head, chainEntry } from '#core/journal.ts';
import { type Sealer, sealBody } from '#core/seal.ts';
import { journalIdOf, pointOf, sealerOf, sha256 } from '#server/keys.ts';

/** Posts bytes to the office; resolves with the answer's status and bytes. */
export type Post = (
  path: string,
  sent: { readonly body: Bytes; readonly headers: Readonly<Record<string, string>> },
) => Promise<{ readonly status: number; readonly bytes: Bytes }>;

/** Whom the device reaches, its clock, and the chance its ids are made of. */
export interface Field {
  readonly post: Post;
  readonly random: RandomBytes;
  now(): number;
}

/** One entry as the device keeps it. */
export interface KeptEntry {
  readonly id: Bytes;
  readonly seq: number;
  readonly bytes: Bytes;
}

/** What a batch says that is not so, for tests of the office. */
export interface SealOptions {
  readonly claimedSeq?: number;
  readonly sealer?: Sealer;
}

export interface FieldDevice {
  readonly journal: Bytes;
  readonly publicKey: Bytes;
  readonly sealer: Sealer;
  /** Headers that a batch of this device is sent with. */
  readonly headers: Readonly<Record<string, string>>;
  readonly entries: readonly KeptEntry[];
  /** Chains an entry after the last one. */
  keep(body: EntryBody, change?: { readonly id?: Bytes; readonly wallMs?: number }): KeptEntry;
  /** Goes back to an earlier head, as a device does whose storage was put back. */
  rewind(seq: number): void;
  /** Seals a run of entries as one batch; no entries make a heartbeat. */
  seal(run: readonly KeptEntry[], options?: SealOptions): Promise<Bytes>;
  /** Sends what was kept and not sent yet but for the last `leave`, in runs of so many entries. */
  send(how: { readonly entriesMax: number; readonly leave: number }): Promise<void>;
}

/** A new key of a journal, and the sealed request that enrols it. */
export interface PreparedEnrolment {
  readonly publicKey: Bytes;
  readonly sealer: Sealer;
  readonly gathering: Bytes;
  readonly request: Bytes;
}

const BUILD = 'field';
const BATTERY = 80;

/**
 * Prepares an enrolment by an invitation's URL: a station when it holds a code, else a phone.
 * Another secret than the invitation's may be given.
 */
export async function prepareEnrolment(url: string, secret?: Bytes): Promise<PreparedEnrolment> {
  const read = parseInvitation(url);
  assert(read.ok, 'the office made the invitation');
  const { invitation, stationCode } = read.value;
  const gathering = invitation.gathering.id;
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'prime256v1' });
  const [publicKey, sealer] = [pointOf(privateKey), sealerOf(privateKey)];
  const body = encodeEnrolmentRequest({
    publicKey,
    gathering,
    grade: stationCode === null ? 'phone' : 'station',
    secret: secret ?? stationCode ?? invitation.joinSecret,
    build: BUILD,
  });
  return { publicKey, sealer, gathering, request: await sealBody('enrolment', body, sealer) };
}

/** Enrols a new device by an invitation's URL. */
export async function openFieldDevice(url: string, field: Field): Promise<FieldDevice> {
  const prepared = await prepareEnrolment(url);
  const headers = { 'content-type': MEDIA.cose };
  const answer = await field.post(PATHS.enrolments, { body: prepared.request, headers });
  assert(answer.status === 200, `the office answers ${answer.status} to an enrolment`);
  const grant = parseGrant(answer.bytes);
  assert(grant.ok, 'a grant is readable');
  return startJournal(field, { ...prepared, token: grant.value.token });
}

function startJournal(
  field: Field,
  enrolled: Omit<PreparedEnrolment, 'request'> & { readonly token: Bytes },
): FieldDevice {
  const { publicKey, sealer, gathering, token } = enrolled;
  const journal = journalIdOf(publicKey);
  const headers = { 'content-type': MEDIA.cose, authorization: `Bearer ${toHex(token)}` };
  const boot = field.random(SIZES.boot);
  const mint = (ms: number): Bytes => mintId(ms, field.random(SIZES.id - 6));
  const entries: KeptEntry[] = [];
  let head: Head = EMPTY_HEAD;
  let sentCount = 0;
  const device: FieldDevice = {
    journal,
    publicKey,
    sealer,
    headers,
    entries,
    keep(body, { wallMs = field.now(), id = mint(wallMs) } = {}) {
      const at = { wallMs, monoMs: wallMs, boot };
      const { entry, bytes } = chainEntry(head, { id, gathering, at, build: BUILD, body });
      head = { seq: entry.seq, digest: sha256(bytes) };
      const kept = { id, seq: entry.seq, bytes };
      entries.push(kept);
      return kept;
    },
    rewind(seq) {
      const last = entries.findLast((entry) => entry.seq === seq);
      head = last === undefined ? EMPTY_HEAD : { seq, digest: sha256(last.bytes) };
    },
    seal(run, { claimedSeq = head.seq, sealer: sealing = sealer } = {}) {
      const keptCount = entries.length - sentCount;
      const claimed = entries.findLast((entry) => entry.seq === claimedSeq);
      const claimedDigest = claimed === undefined ? head.digest : sha256(claimed.bytes);
      const batch = {
        id: mint(field.now()),
        journal,
        entries: run.map(({ bytes }) => bytes),
        claims: [{ journal, seq: claimedSeq, digest: claimedDigest, keptCount }],
        deviceTimeMs: field.now(),
        build: BUILD,
        battery: BATTERY,
      };
      return sealBody('batch', encodeBatch(batch), sealing);
    },
    async send({ entriesMax, leave }) {
      const last = entries.length - leave;
      while (sentCount < last) {
        const run = entries.slice(sentCount, Math.min(last, sentCount + entriesMax));
        const { status } = await field.post(PATHS.sync, { body: await device.seal(run), headers });
        assert(status === 200, `the office answers ${status}`);
        sentCount += run.length;
      }
    },
  };
  return device;
}
