/** The vectors of batches and receipts, sealed and not. */
import { type Batch, encodeBatch } from '#core/batch.ts';
import { type Bytes, toHex } from '#core/bytes.ts';
import { type Wire, encode } from '#core/codec.ts';
import type { FaultCode } from '#core/fault.ts';
import { ZERO_DIGEST } from '#core/id.ts';
import { type Receipt, encodeReceipt } from '#core/receipt.ts';
import { sealBody } from '#core/seal.ts';
import { journalIdOf } from '#server/keys.ts';
import { JOURNAL_KEY, OFFICE_KEY, OTHER_KEY } from './key.ts';
import { BUILD, CHAIN, START_MS, fieldsOf, filled, withField } from './samples.ts';

const JOURNAL = journalIdOf(JOURNAL_KEY.publicKey);
const OLDER = journalIdOf(OTHER_KEY.publicKey);
const HEAD = CHAIN.at(-1)?.head ?? { seq: 0, digest: ZERO_DIGEST };

const RUN: Batch = {
  id: filled(16, 0xd0),
  journal: JOURNAL,
  entries: CHAIN.map(({ bytes }) => bytes),
  claims: [
    { journal: JOURNAL, ...HEAD, keptCount: 5 },
    { journal: OLDER, seq: 120, digest: filled(32, 0x60), keptCount: 0 },
  ],
  deviceTimeMs: START_MS + 90_000,
  build: BUILD,
  battery: 64,
};

const HEARTBEAT: Batch = {
  ...RUN,
  id: filled(16, 0xe0),
  entries: [],
  claims: [{ journal: JOURNAL, ...HEAD, keptCount: 0 }],
  battery: null,
};

const RECEIPT: Receipt = {
  batch: RUN.id,
  epoch: 3,
  officeTimeMs: START_MS + 91_500,
  verdicts: [
    { kind: 'stored' },
    { kind: 'duplicate' },
    { kind: 'conflict' },
    { kind: 'quarantined', doubt: 'unknown-version' },
    { kind: 'quarantined', doubt: 'unknown-target' },
  ],
  journals: [
    { journal: JOURNAL, ...HEAD, extra: [], forked: false, safeSeq: 2, highestSeq: 5 },
    {
      journal: OLDER,
      seq: 0,
      digest: ZERO_DIGEST,
      extra: [
        { from: 2, to: 2 },
        { from: 40, to: 120 },
      ],
      forked: true,
      safeSeq: 0,
      highestSeq: 120,
    },
  ],
};

type Case = readonly [name: string, body: Bytes, fault?: FaultCode];

/** Places in a batch and in a receipt, docs/PROTOCOL.md. */
const AT = { version: 0, id: 1, entries: 3, claims: 4, time: 5, build: 6, battery: 7 };
const IN_RECEIPT = { version: 0, batch: 1, epoch: 2, verdicts: 4, journals: 5 };

const batch = encodeBatch(HEARTBEAT);
const receipt = encodeReceipt(RECEIPT);
const claim: Wire = [JOURNAL, HEAD.seq, HEAD.digest, 0];

const BATCHES_REFUSED: readonly Case[] = [
  ['a later version', withField(batch, [AT.version], 2), 'unknown-version'],
  ['version 0', withField(batch, [AT.version], 0)],
  ['an id of 15 bytes', withField(batch, [AT.id], filled(15, 0))],
  ['entries as a map', withField(batch, [AT.entries], new Map())],
  ['an entry as a text', withField(batch, [AT.entries], ['entry'])],
  [
    '501 entries',
    withField(
      batch,
      [AT.entries],
      Array.from({ length: 501 }, () => filled(0, 0)),
    ),
  ],
  [
    '17 claims',
    withField(
      batch,
      [AT.claims],
      Array.from({ length: 17 }, () => claim),
    ),
  ],
  ['a claim of three fields', withField(batch, [AT.claims, 0], [JOURNAL, 5, HEAD.digest])],
  ['a sequence below 0', withField(batch, [AT.claims, 0, 1], -1)],
  ['a time before 1970', withField(batch, [AT.time], -1)],
  ['a build of 65 letters', withField(batch, [AT.build], 'a'.repeat(65))],
  ['a battery of 101 %', withField(batch, [AT.battery], 101)],
  ['no battery field', encode(fieldsOf(batch).slice(0, AT.battery))],
  ['a field too many', encode([...fieldsOf(batch), 0])],
];

const RECEIPTS_REFUSED: readonly Case[] = [
  ['a later version', withField(receipt, [IN_RECEIPT.version], 2), 'unknown-version'],
  ['version 0', withField(receipt, [IN_RECEIPT.version], 0)],
  ['a batch id of 15 bytes', withField(receipt, [IN_RECEIPT.batch], filled(15, 0))],
  ['epoch 0', withField(receipt, [IN_RECEIPT.epoch], 0)],
  ['a verdict below 0', withField(receipt, [IN_RECEIPT.verdicts], [-1])],
  ['a verdict as a text', withField(receipt, [IN_RECEIPT.verdicts], ['stored'])],
  [
    '501 verdicts',
    withField(
      receipt,
      [IN_RECEIPT.verdicts],
      Array.from({ length: 501 }, () => 0),
    ),
  ],
  ['a range that ends before it begins', range([5, 4])],
  ['a range from 0', range([0, 4])],
  ['65 ranges', withRanges(Array.from({ length: 65 }, (_, i) => [2 * i + 2, 2 * i + 2]))],
  ['a journal id of 17 bytes', withField(receipt, [IN_RECEIPT.journals, 0, 0], filled(17, 0))],
  ['a fork as a number', withField(receipt, [IN_RECEIPT.journals, 0, 4], 0)],
  ['a field too many', encode([...fieldsOf(receipt), 0])],
];

/** Read, but never written: each later number is a doubt that is not known yet. */
const LATER_VERDICTS = [15, 24, 255, 256, Number.MAX_SAFE_INTEGER];

/** batch.json */
export async function batchVectors(): Promise<object> {
  const valid = [
    ['five entries, and what is claimed of two journals', RUN],
    ['a heartbeat', HEARTBEAT],
  ] as const;
  return {
    about:
      'Batches, and as sealed by the journal key of seal.json. The entries are those of entry.json.',
    valid: await Promise.all(
      valid.map(async ([name, value]) => {
        const body = encodeBatch(value);
        const sealed = await sealBody('batch', body, JOURNAL_KEY.sealer);
        return { name, hex: toHex(body), sealed: toHex(sealed), batch: value };
      }),
    ),
    invalid: BATCHES_REFUSED.map(refused),
  };
}

/** receipt.json */
export async function receiptVectors(): Promise<object> {
  const sealed = await sealBody('receipt', receipt, OFFICE_KEY.sealer);
  return {
    about:
      'The receipt of the first batch of batch.json, and as sealed by the office key of seal.json.',
    valid: [
      {
        name: 'every kind of verdict, and two journals',
        hex: toHex(receipt),
        sealed: toHex(sealed),
        receipt: RECEIPT,
      },
    ],
    later: LATER_VERDICTS.map((number) => ({
      name: `verdict ${number}`,
      hex: toHex(withField(receipt, [IN_RECEIPT.verdicts], [number, 0])),
      verdicts: [{ kind: 'quarantined', doubt: 'unknown' }, { kind: 'stored' }],
    })),
    invalid: RECEIPTS_REFUSED.map(refused),
  };
}

function refused([name, body, fault = 'malformed']: Case): object {
  return { name, hex: toHex(body), fault };
}

function range(value: Wire): Bytes {
  return withRanges([value]);
}

function withRanges(ranges: Wire): Bytes {
  return withField(receipt, [IN_RECEIPT.journals, 0, 3], ranges);
}
