/**
 * A device without a browser, for the demo, the benches and tests of the office: a journal key of
 * its own, entries chained by core, batches sealed and sent over HTTP. It keeps what it made.
 */
import { createPublicKey, generateKeyPairSync, sign } from 'node:crypto';
import { MEDIA, PATHS } from '#core/api.ts';
import { assert } from '#core/assert.ts';
import { encodeBatch } from '#core/batch.ts';
import { type Bytes, joinBytes, toHex } from '#core/bytes.ts';
import { type Grade, encodeEnrolmentRequest, parseGrant } from '#core/enrolment.ts';
import type { EntryBody } from '#core/entry.ts';
import { type RandomBytes, SIZES, mintId } from '#core/id.ts';
import { type UncheckedInvitation, parseInvitation } from '#core/invitation.ts';
import { EMPTY_HEAD, type Head, chainEntry } from '#core/journal.ts';
import { type Sealer, sealBody } from '#core/seal.ts';
import { journalIdOf, kidOf, sha256 } from '#server/keys.ts';

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

export interface FieldDevice {
  readonly journal: Bytes;
  /** Headers that a batch of this device is sent with. */
  readonly headers: Readonly<Record<string, string>>;
  readonly entries: readonly Bytes[];
  /** Chains one more entry. */
  keep(body: EntryBody, wallMs: number): Bytes;
  /** Seals entries from..to of this device as one batch; both ends are sequences. */
  sealRun(run: { readonly from: number; readonly to: number }): Promise<Bytes>;
  /** Sends what was kept and not sent yet but for the last `leave`, in runs of so many entries. */
  send(how: { readonly entriesMax: number; readonly leave: number }): Promise<void>;
}

const BUILD = 'field';

/** Enrols a device by an invitation's URL: a station when it holds a code, else a phone. */
export async function openFieldDevice(url: string, field: Field): Promise<FieldDevice> {
  const read = parseInvitation(url);
  assert(read.ok, 'the office made the invitation');
  const { publicKey, sealer } = makeKeys();
  const journal = journalIdOf(publicKey);
  const gathering = read.value.invitation.gathering.id;
  const token = await enrol(field, { publicKey, sealer, invitation: read.value });
  const headers = { 'content-type': MEDIA.cose, authorization: `Bearer ${toHex(token)}` };
  const boot = field.random(SIZES.boot);
  const entries: Bytes[] = [];
  let head: Head = EMPTY_HEAD;
  let sentCount = 0;

  const sealRun: FieldDevice['sealRun'] = ({ from, to }) => {
    const batch = {
      id: mintId(from, field.random(SIZES.id - 6)),
      journal,
      entries: entries.slice(from - 1, to),
      claims: [{ journal, ...head, keptCount: head.seq - sentCount }],
      deviceTimeMs: field.now(),
      build: BUILD,
      battery: null,
    };
    return sealBody('batch', encodeBatch(batch), sealer);
  };

  return {
    journal,
    headers,
    entries,
    keep(body, wallMs) {
      const id = mintId(wallMs, field.random(SIZES.id - 6));
      const at = { wallMs, monoMs: wallMs, boot };
      const { entry, bytes } = chainEntry(head, { id, gathering, at, build: BUILD, body });
      head = { seq: entry.seq, digest: sha256(bytes) };
      entries.push(bytes);
      return bytes;
    },
    sealRun,
    async send({ entriesMax, leave }) {
      const last = entries.length - leave;
      while (sentCount < last) {
        const to = Math.min(last, sentCount + entriesMax);
        const body = await sealRun({ from: sentCount + 1, to });
        const { status } = await field.post(PATHS.sync, { body, headers });
        assert(status === 200, `the office answers ${status}`);
        sentCount = to;
      }
    },
  };
}

function makeKeys(): { readonly publicKey: Bytes; readonly sealer: Sealer } {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'prime256v1' });
  const { x = '', y = '' } = createPublicKey(privateKey).export({ format: 'jwk' });
  const publicKey = joinBytes([
    Uint8Array.of(4),
    Buffer.from(x, 'base64url'),
    Buffer.from(y, 'base64url'),
  ]);
  const options = { key: privateKey, dsaEncoding: 'ieee-p1363' } as const;
  const seal: Sealer['seal'] = (message) =>
    Promise.resolve(new Uint8Array(sign('sha256', message, options)));
  return { publicKey, sealer: { kid: kidOf(publicKey), seal } };
}

interface Applicant {
  readonly publicKey: Bytes;
  readonly sealer: Sealer;
  readonly invitation: UncheckedInvitation;
}

async function enrol({ post }: Field, applicant: Applicant): Promise<Bytes> {
  const { invitation, stationCode } = applicant.invitation;
  const grade: Grade = stationCode === null ? 'phone' : 'station';
  const request = encodeEnrolmentRequest({
    publicKey: applicant.publicKey,
    gathering: invitation.gathering.id,
    grade,
    secret: stationCode ?? invitation.joinSecret,
    build: BUILD,
  });
  const body = await sealBody('enrolment', request, applicant.sealer);
  const headers = { 'content-type': MEDIA.cose };
  const { status, bytes } = await post(PATHS.enrolments, { body, headers });
  assert(status === 200, `the office answers ${status} to an enrolment`);
  const grant = parseGrant(bytes);
  assert(grant.ok, 'a grant is readable');
  return grant.value.token;
}
