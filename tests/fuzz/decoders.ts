/** Every decoder of bytes: what its inputs are made of, and how its values are written. */
import * as fc from 'fast-check';
import { encodeBatch, parseBatch } from '#core/batch.ts';
import { type Bytes, equalBytes, joinBytes } from '#core/bytes.ts';
import { decode, encode } from '#core/codec.ts';
import {
  encodeEnrolmentRequest,
  encodeGrant,
  encodeOfficeCard,
  parseEnrolmentRequest,
  parseGrant,
  parseOfficeCard,
} from '#core/enrolment.ts';
import { type Decision, encodeDecision, parseDecision } from '#core/decision.ts';
import { encodeEntry, parseEntry } from '#core/entry.ts';
import { FAULTS, type Result } from '#core/fault.ts';
import { decodeInk, encodeInk, isInk } from '#core/ink.ts';
import { EMPTY_HEAD, chainEntry } from '#core/journal.ts';
import { LIMITS } from '#core/limits.ts';
import { encodePackage, parsePackage } from '#core/package.ts';
import { parsePact, wirePact } from '#core/pact.ts';
import {
  type ParcelAnswer,
  encodeParcel,
  encodeReceiptFile,
  parseParcel,
  parseReceiptFile,
} from '#core/parcel.ts';
import { encodeClosing, parseClosing } from '#core/purge.ts';
import { encodeReceipt, parseReceipt } from '#core/receipt.ts';
import { decodeRoster, encodeRoster } from '#core/roster.ts';
import { type SealedKind, parseSealed, sealBody } from '#core/seal.ts';
import { DOUBTS, type Verdict } from '#core/verdict.ts';
import type { Chance } from '../../scripts/demo/chance.ts';
import { handwriting } from '../../scripts/demo/handwriting.ts';
import { OFFICE_KEY } from '../../scripts/vectors/key.ts';
import { GATHERING, filled, hex } from '../../scripts/vectors/samples.ts';
import { drafts } from '../support/core-values.ts';
import batches from '../vectors/batch.json' with { type: 'json' };
import codec from '../vectors/codec.json' with { type: 'json' };
import enrolments from '../vectors/enrolment.json' with { type: 'json' };
import entries from '../vectors/entry.json' with { type: 'json' };
import inks from '../vectors/ink.json' with { type: 'json' };
import packages from '../vectors/package.json' with { type: 'json' };
import pacts from '../vectors/pact.json' with { type: 'json' };
import parcels from '../vectors/parcel.json' with { type: 'json' };
import receipts from '../vectors/receipt.json' with { type: 'json' };
import rosters from '../vectors/roster.json' with { type: 'json' };
import seals from '../vectors/seal.json' with { type: 'json' };
import { editBytes } from './edits.ts';
import { wireFloods } from './floods.ts';
import { type Decoder, type Reading, decoderOf } from './fuzz.ts';
import { editWire } from './wire-edits.ts';

interface Vector {
  readonly hex: string;
}

/** The seeds of valid vectors come first, as often as the others together. */
function bytesOf(...lists: readonly (readonly Vector[])[]): readonly Bytes[] {
  const [valid = [], ...invalid] = lists.map((list) => list.map((vector) => hex(vector.hex)));
  const refused = invalid.flat();
  const times = Math.max(1, Math.ceil(refused.length / Math.max(1, valid.length)));
  return [...Array.from({ length: times }, () => valid).flat(), ...refused];
}

/** Whether an answer is a value, or a fault of the closed list. Anything else is a crash. */
export function isAccepted(result: Result<unknown>): boolean {
  if (!result.ok && !FAULTS.includes(result.fault.code)) throw new Error('a fault of no list');
  return result.ok;
}

interface Form<T> {
  /** The first is good. */
  readonly seeds: readonly Bytes[];
  readonly bytesMax: number;
  readonly parse: (bytes: Bytes) => Result<T>;
  /** Null for a later value, which is read and which nobody here can write. */
  readonly encode: (value: T) => Bytes | null;
}

/** A decoder of CBOR, or of what is sealed. */
function wire<T>(name: string, form: Form<T>): Decoder {
  const { seeds, bytesMax } = form;
  const [good = encode([])] = seeds;
  return decoderOf({
    name,
    seeds,
    floods: wireFloods(good, bytesMax),
    read: reading(form),
    edit: editDeep,
  });
}

function reading<T>({
  parse,
  encode: write,
}: Pick<Form<T>, 'parse' | 'encode'>): (bytes: Bytes) => Reading {
  return (bytes) => {
    const read = parse(bytes);
    isAccepted(read);
    if (!read.ok) return 'refused';
    const again = write(read.value);
    return again === null || equalBytes(again, bytes) ? 'accepted' : 'not canonical';
  };
}

function editDeep(chance: Chance, input: Bytes, seeds: readonly Bytes[]): Bytes {
  return chance.next() < 0.7 ? editWire(chance, input, seeds) : editBytes(chance, input, seeds);
}

/** What any device could have made. */
const madeEntries = fc
  .sample(drafts, { seed: 1, numRuns: 40 })
  .map((draft) => chainEntry(EMPTY_HEAD, draft).bytes);

const TAG = Uint8Array.of(0xd2);
const SEALED = ['invitation', 'batch', 'receipt', 'enrolment', 'decision'] as const;

async function sealed(kind: SealedKind): Promise<Decoder> {
  const bytesMax = LIMITS.bodyBytesMax;
  const good = await sealBody(kind, madeEntries[0] ?? encode([]), OFFICE_KEY.sealer);
  const floods = wireFloods(good.subarray(1), bytesMax - 1);
  return decoderOf({
    name: `sealed ${kind}`,
    seeds: [
      ...Array.from({ length: 9 }, () => good),
      ...[...seals.valid, ...seals.invalid].map((vector) => hex(vector.sealed)),
      ...[...batches.valid, ...receipts.valid].map((vector) => hex(vector.sealed)),
    ],
    floods: floods.map((flood) => () => joinBytes([TAG, flood()])),
    edit: editDeep,
    async read(bytes) {
      const read = parseSealed(bytes, kind, { bytesMax });
      if (!isAccepted(read) || !read.ok) return 'refused';
      const { kid, body, seal } = read.value;
      const again = await sealBody(kind, body, { kid, seal: () => Promise.resolve(seal) });
      return equalBytes(again, bytes) ? 'accepted' : 'not canonical';
    },
  });
}

/** An entry whose body is not understood is kept as its bytes, and never written again. */
const entry = decoderOf({
  name: 'entry',
  seeds: [...bytesOf(entries.valid, entries.notUnderstood, entries.invalid), ...madeEntries],
  floods: wireFloods(madeEntries[0] ?? encode([]), LIMITS.entryBytesMax),
  edit: editDeep,
  read(bytes) {
    const read = parseEntry(bytes);
    if (!isAccepted(read) || !read.ok) return 'refused';
    const { envelope, body } = read.value;
    if (!isAccepted(body) || !body.ok) return 'refused';
    const again = encodeEntry({ ...envelope, body: body.value });
    return equalBytes(again, bytes) ? 'accepted' : 'not canonical';
  },
});

const readInk = reading({ parse: decodeInk, encode: encodeInk });

const ink = decoderOf({
  name: 'ink',
  seeds: [
    ...bytesOf(inks.valid, inks.invalid),
    ...[3, 11].map((hand) => encodeInk(handwriting(hand))),
  ],
  // Every point is a step to the same place, then every number is cut short or too long.
  floods: [0, 0x80, 0xff].map((byte) => () => {
    const bytes = new Uint8Array(LIMITS.inkBytesMax).fill(byte);
    bytes.set([1, 8, 4, 2, 0xf0, 0x0f]);
    return bytes;
  }),
  edit: editBytes,
  read(bytes) {
    const read = readInk(bytes);
    if (isInk(bytes) === (read === 'refused')) throw new Error('isInk says something else');
    return read;
  },
});

const ROOM = { bytesMax: LIMITS.batchBytesMax };

const CONFIRMED: Decision = {
  gathering: GATHERING.id,
  epoch: 3,
  seq: 1,
  prev: filled(32, 0),
  atMs: 1_917_561_600_000,
  by: 'Siti Contoh',
  act: 'confirm',
  target: null,
  taken: null,
  reason: '',
};
const ENTRY_TARGET = { journal: filled(16, 0x10), digest: filled(32, 0x20) };
const DECISIONS: readonly Decision[] = [
  CONFIRMED,
  { ...CONFIRMED, act: 'set-aside', target: ENTRY_TARGET, reason: 'Bukan orangnya' },
  { ...CONFIRMED, act: 'accept', target: { ...ENTRY_TARGET, digest: null } },
  { ...CONFIRMED, seq: 2, act: 'take-back', taken: { epoch: 3, seq: 1 } },
];

/** Every decoder of bytes. */
export const BYTE_DECODERS: readonly Decoder[] = [
  wire('codec', {
    ...ROOM,
    seeds: [...madeEntries.slice(0, 4), ...bytesOf(codec.valid, codec.invalid)],
    parse: (bytes) => decode(bytes, ROOM),
    encode,
  }),
  ...(await Promise.all(SEALED.map(sealed))),
  wire('enrolment request', {
    bytesMax: 1_024,
    seeds: bytesOf(enrolments.requests, enrolments.invalidRequests),
    parse: parseEnrolmentRequest,
    encode: encodeEnrolmentRequest,
  }),
  wire('grant', {
    bytesMax: 1_024,
    seeds: bytesOf(enrolments.grants, enrolments.invalidGrants),
    parse: parseGrant,
    encode: encodeGrant,
  }),
  wire('office card', {
    bytesMax: 4_096,
    seeds: bytesOf(enrolments.cards, enrolments.invalidCards),
    parse: parseOfficeCard,
    encode: encodeOfficeCard,
  }),
  wire('package', {
    bytesMax: LIMITS.packageBytesMax,
    seeds: bytesOf(packages.valid, packages.invalid),
    parse: parsePackage,
    encode: encodePackage,
  }),
  wire('roster', {
    bytesMax: LIMITS.packageBytesMax,
    seeds: bytesOf(rosters.valid, rosters.invalid),
    parse: decodeRoster,
    encode: encodeRoster,
  }),
  wire('pact', {
    bytesMax: LIMITS.batchBytesMax,
    seeds: bytesOf(pacts.pacts),
    parse(bytes) {
      const value = decode(bytes, ROOM);
      return value.ok ? parsePact(value.value) : value;
    },
    encode: (pact) => encode(wirePact(pact)),
  }),
  entry,
  wire('batch', {
    bytesMax: LIMITS.batchBytesMax,
    seeds: bytesOf(batches.valid, batches.invalid),
    parse: parseBatch,
    encode: encodeBatch,
  }),
  wire('receipt', {
    bytesMax: LIMITS.receiptBytesMax,
    seeds: bytesOf(receipts.valid, receipts.invalid),
    parse: parseReceipt,
    encode({ verdicts, ...receipt }) {
      const known = verdicts.flatMap((verdict): readonly Verdict[] =>
        verdict.kind === 'quarantined'
          ? DOUBTS.filter((doubt) => doubt === verdict.doubt).map((doubt) => ({
              ...verdict,
              doubt,
            }))
          : [verdict],
      );
      if (known.length < verdicts.length) return null;
      return encodeReceipt({ ...receipt, verdicts: known });
    },
  }),
  wire('parcel', {
    bytesMax: LIMITS.parcelBytesMax,
    seeds: bytesOf(parcels.parcels, parcels.invalidParcels),
    parse: parseParcel,
    encode: encodeParcel,
  }),
  wire('receipt file', {
    bytesMax: LIMITS.receiptFileBytesMax,
    seeds: bytesOf(parcels.receiptFiles, parcels.invalidReceiptFiles),
    parse: parseReceiptFile,
    encode({ answers }) {
      const known = answers.flatMap((answer): readonly ParcelAnswer[] => {
        if ('receipt' in answer) return [answer];
        return FAULTS.filter((fault) => fault === answer.fault).map((fault) => ({ fault }));
      });
      return known.length < answers.length ? null : encodeReceiptFile({ answers: known });
    },
  }),
  ink,
  wire('decision', {
    bytesMax: 2_048,
    seeds: DECISIONS.map(encodeDecision),
    parse: parseDecision,
    encode: ({ act, ...decision }) =>
      act === 'unknown' ? null : encodeDecision({ ...decision, act }),
  }),
  wire('closing', {
    bytesMax: 64,
    seeds: [null, 0, 1_917_561_600_000].map((closedAtMs) =>
      encodeClosing({ gathering: GATHERING.id, closedAtMs }),
    ),
    parse: parseClosing,
    encode: encodeClosing,
  }),
];
