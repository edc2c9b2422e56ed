/** The invented gathering, people and entries that the test vectors are made of. */
import { assert } from '#core/assert.ts';
import { type Bytes, fromHex } from '#core/bytes.ts';
import { DEFAULT_MATRIX } from '#core/category.ts';
import { type Wire, decode, encode } from '#core/codec.ts';
import type { Signing } from '#core/entry.ts';
import type { Gathering } from '#core/gathering.ts';
import type { Invitation } from '#core/invitation.ts';
import { type Draft, type Head, EMPTY_HEAD, chainEntry } from '#core/journal.ts';
import { PAD, encodeInk } from '#core/ink.ts';
import { type PactFields, defaultPacts, pactRef, pactSetDigest } from '#core/pact.ts';
import { digest, sha256 } from './key.ts';

/** 2030-10-07 08:00 WITA. */
export const START_MS = 1_917_561_600_000;
export const BUILD = '2030.10.1+a1b2c3d';

export const FIELDS: PactFields = {
  government: 'Kabupaten Contoh',
  election: 'Pemilihan Bupati dan Wakil Bupati Contoh',
  year: 2031,
};

export const GATHERING: Gathering = {
  id: filled(8, 0xa0),
  title: 'Apel Gabungan dan Ikrar Netralitas ASN',
  place: 'Lapangan Kantor Bupati Contoh',
  startsAtMs: START_MS,
  zone: 'WITA',
  kind: 'apel',
  organiser: 'Bakesbangpol Kabupaten Contoh',
  fields: FIELDS,
};

export const INVITATION: Invitation = {
  gathering: GATHERING,
  pactSet: await pactSetDigest(defaultPacts(FIELDS), DEFAULT_MATRIX, digest),
  joinSecret: filled(16, 0xc0),
  validHours: 72,
};

const [ASN_PACT] = defaultPacts(FIELDS);
assert(ASN_PACT !== undefined, 'there is a pact for civil servants');

/** A civil servant of the roster signs the attendance and the pact. */
export const SIGNING: Signing = {
  kind: 'signing',
  signatory: { kind: 'listed', no: 17, name: 'Dra. Hj. Siti Contoh, M.Si.', category: 'asn' },
  acts: { attended: true, signed: true },
  pact: await pactRef(ASN_PACT, digest),
  ink: encodeInk({
    ...PAD,
    strokes: [
      [400, 420, 900, 700, 1_400].map((x, i) => ({ x, y: [300, 700, 260, 640, 420][i] ?? 0 })),
      [
        { x: 1_500, y: 200 },
        { x: 1_540, y: 690 },
      ],
    ],
  }),
  identifiedBy: 'birth-date',
  station: 'Meja 3',
  assisted: false,
  represents: '',
};

/** A guest who is not on the roster and only attends. */
export const WALK_IN: Signing = {
  ...SIGNING,
  signatory: {
    kind: 'walk-in',
    name: 'Andi Contoh',
    number: '197607222001122901',
    position: 'Anggota',
    unit: 'Bawaslu Provinsi Contoh',
    category: 'guest',
  },
  acts: { attended: true, signed: false },
  pact: null,
  identifiedBy: 'self',
  station: '',
  represents: 'Budi Contoh',
};

/** The first entries of a journal, each with its bytes and digest. */
export const CHAIN = chained([
  SIGNING,
  WALK_IN,
  { kind: 'revocation', target: entryId(1), reason: 'Salah orang', station: 'Meja 3' },
  {
    kind: 'recital',
    text: filled(32, 0x40),
    leader: 'Budi Contoh',
    fromMs: START_MS + 1_200_000,
    toMs: START_MS + 1_380_000,
  },
  { kind: 'note', text: 'Hujan; pindah ke pendopo.' },
]);

function chained(bodies: readonly Draft['body'][]): readonly (Linked & { readonly head: Head })[] {
  let head = EMPTY_HEAD;
  return bodies.map((body) => {
    const seq = head.seq + 1;
    const at = { wallMs: START_MS + seq * 15_000, monoMs: seq * 15_000, boot: filled(8, 0xb0) };
    const draft = { id: entryId(seq), gathering: GATHERING.id, at, build: BUILD, body };
    const linked = chainEntry(head, draft);
    head = { seq, digest: sha256(linked.bytes) };
    return { ...linked, head };
  });
}

type Linked = ReturnType<typeof chainEntry>;

/** So many bytes counting up from a first one. */
export function filled(size: number, first: number): Bytes {
  return Uint8Array.from({ length: size }, (_, i) => (first + i) % 256);
}

export function hex(text: string): Bytes {
  const bytes = fromHex(text.replaceAll(' ', ''));
  assert(bytes !== null, `hex: ${text}`);
  return bytes;
}

/** Canonical bytes with other fields: by its place, or by its path. */
export function withField(bytes: Bytes, path: readonly number[], value: Wire): Bytes {
  return encode(replaced(fieldsOf(bytes), path, value));
}

/** The fields of an encoded array. */
export function fieldsOf(bytes: Bytes): readonly Wire[] {
  const decoded = decode(bytes, { bytesMax: bytes.length });
  assert(decoded.ok && Array.isArray(decoded.value), 'an encoded array');
  return decoded.value as readonly Wire[]; // checked above
}

function replaced(array: Wire, [at = 0, ...deeper]: readonly number[], value: Wire): Wire {
  assert(Array.isArray(array), 'a path leads through arrays');
  const items = array as readonly Wire[]; // checked above
  const item = deeper.length === 0 ? value : replaced(items[at] ?? null, deeper, value);
  return items.with(at, item);
}

/** The bytes with one bit turned over. */
export function flipped(bytes: Bytes, bit: number): Bytes {
  const copy = bytes.slice();
  copy[bit >> 3] = (copy[bit >> 3] ?? 0) ^ (1 << (bit & 7));
  return copy;
}

function entryId(seq: number): Bytes {
  return filled(16, 0x10 * seq);
}
