/** The vectors of parcels, and of the files of receipts that go back. */
import { type Bytes, toHex } from '#core/bytes.ts';
import { type Wire, encode } from '#core/codec.ts';
import type { FaultCode } from '#core/fault.ts';
import { LIMITS } from '#core/limits.ts';
import { type Parcel, type ReceiptFile, encodeParcel, encodeReceiptFile } from '#core/parcel.ts';
import { sealBody } from '#core/seal.ts';
import { JOURNAL_KEY, OFFICE_KEY } from './key.ts';
import { START_MS, fieldsOf, filled, withField } from './samples.ts';

/** Any sealed bytes: what is in them is told by the other vectors. */
const BODY = encode([1, 'a body']);

const PARCEL: Parcel = {
  station: 'Meja 3',
  madeAtMs: START_MS + 7_200_000,
  enrolments: [await sealBody('enrolment', BODY, JOURNAL_KEY.sealer)],
  batches: [
    await sealBody('batch', BODY, JOURNAL_KEY.sealer),
    await sealBody('batch', encode([1, 'another']), JOURNAL_KEY.sealer),
  ],
};

const EMPTY: Parcel = { station: '', madeAtMs: START_MS, enrolments: [], batches: [] };

const RECEIPTS: ReceiptFile = {
  answers: [
    { receipt: await sealBody('receipt', BODY, OFFICE_KEY.sealer) },
    { fault: 'not-enrolled' },
  ],
};

type Case = readonly [name: string, bytes: Bytes, fault?: FaultCode];

/** Places in both files, docs/PROTOCOL.md. */
const AT = { kind: 0, version: 1, station: 2, madeAt: 3, enrolments: 4, batches: 5 };
const ANSWERS = 2;

const parcel = encodeParcel(PARCEL);
const empty = encodeParcel(EMPTY);
const receipts = encodeReceiptFile(RECEIPTS);
const tooMany: Wire = Array.from({ length: LIMITS.parcelBatchesMax + 1 }, () => filled(0, 0));

const PARCELS_REFUSED: readonly Case[] = [
  ['no bytes', filled(0, 0), 'not-a-parcel'],
  ['a sealed batch', PARCEL.batches[0] ?? filled(0, 0), 'not-a-parcel'],
  ['a file of receipts', receipts, 'not-a-parcel'],
  ['another name', withField(empty, [AT.kind], 'ikrar-parcem'), 'not-a-parcel'],
  ['a later version', withField(empty, [AT.version], 2), 'unknown-version'],
  ['version 0', withField(empty, [AT.version], 0)],
  ['a station of 121 letters', withField(empty, [AT.station], 'a'.repeat(121))],
  ['a time before 1970', withField(empty, [AT.madeAt], -1)],
  ['a time at the end of the year 9999', withField(empty, [AT.madeAt], 253_402_214_400_000)],
  ['an enrolment as a text', withField(empty, [AT.enrolments], ['enrolment'])],
  ['a batch as an array', withField(empty, [AT.batches], [[1]])],
  ['257 batches', withField(empty, [AT.batches], tooMany)],
  ['a field too many', encode([...fieldsOf(empty), 0])],
  ['cut off', empty.slice(0, -1)],
  ['cut after its name', empty.slice(0, 14)],
];

const RECEIPTS_REFUSED: readonly Case[] = [
  ['a parcel', parcel, 'not-a-parcel'],
  ['a later version', withField(receipts, [AT.version], 2), 'unknown-version'],
  ['a fault of 65 letters', withField(receipts, [ANSWERS], ['a'.repeat(65)])],
  ['an answer as a number', withField(receipts, [ANSWERS], [0])],
  ['257 answers', withField(receipts, [ANSWERS], tooMany)],
  ['a field too many', encode([...fieldsOf(receipts), 0])],
  ['cut off', receipts.slice(0, -1)],
];

/** parcel.json */
export function parcelVectors(): object {
  return {
    about:
      'Parcels, and the files of receipts that go back. What is sealed in them is any body, by ' +
      'the journal key and the office key of seal.json.',
    parcels: [
      { name: 'a proof and two batches', hex: toHex(parcel), parcel: PARCEL },
      { name: 'nothing', hex: toHex(empty), parcel: EMPTY },
    ],
    invalidParcels: PARCELS_REFUSED.map(refused),
    receiptFiles: [
      { name: 'a receipt and a fault', hex: toHex(receipts), receiptFile: RECEIPTS },
      {
        name: 'no answers',
        hex: toHex(encodeReceiptFile({ answers: [] })),
        receiptFile: { answers: [] },
      },
    ],
    laterReceiptFiles: [
      {
        name: 'a receipt, and a fault that is not known yet',
        hex: toHex(withField(receipts, [ANSWERS, 1], 'over-ceiling')),
        receiptFile: { answers: [RECEIPTS.answers[0], { fault: 'unknown' }] },
      },
    ],
    invalidReceiptFiles: RECEIPTS_REFUSED.map(refused),
  };
}

function refused([name, bytes, fault = 'malformed']: Case): object {
  return { name, hex: toHex(bytes), fault };
}
