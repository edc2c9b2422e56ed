/** The vectors of entries: understood, kept without being understood, and refused. */
import { toHex } from '#core/bytes.ts';
import { type Wire, encode } from '#core/codec.ts';
import type { FaultCode } from '#core/fault.ts';
import { sha256 } from './key.ts';
import { CHAIN, fieldsOf, filled, withField } from './samples.ts';

const [FIRST, SECOND] = CHAIN;
if (FIRST === undefined || SECOND === undefined) throw new Error('the chain has entries');
const SIGNED = FIRST.bytes;
const WALKED_IN = SECOND.bytes;

/** Places in an entry, docs/PROTOCOL.md (Entry). */
const AT = { version: 0, id: 1, seq: 2, prev: 3, gathering: 4, wall: 5, boot: 7, build: 8 };
const BODY = { kind: 9, fields: 10 };
const SIGNING = { signatory: 0, acts: 1, pact: 2, ink: 3, identifiedBy: 4, assisted: 6 };

/** The envelope is read, and the entry kept; its body is not understood. */
const NOT_UNDERSTOOD: readonly (readonly [name: string, bytes: Uint8Array<ArrayBuffer>])[] = [
  ['a later version, of other fields', laterVersion()],
  ['a kind that is not known', withField(SIGNED, [BODY.kind], 4)],
  ['a body that is no array', withField(SIGNED, [BODY.fields], 'signed')],
  ['no body', encode(fieldsOf(SIGNED).slice(0, BODY.fields))],
  ['a field after the body', encode([...fieldsOf(SIGNED), 0])],
  ['neither attended nor signed', signing(SIGNING.acts, 0)],
  ['an act that is not known', signing(SIGNING.acts, 4)],
  ['a pact signed without saying which', signing(SIGNING.pact, null)],
  ['a pact named without being signed', signing(SIGNING.acts, 1)],
  ['a pact that is not known', signing(SIGNING.pact, [4, 1, filled(32, 0)])],
  ['a signatory of another kind', signing(SIGNING.signatory, [2, 17, 'Siti Contoh', 0])],
  ['number 0 of the roster', signing(SIGNING.signatory, [0, 0, 'Siti Contoh', 0])],
  ['a category that is not known', signing(SIGNING.signatory, [0, 17, 'Siti Contoh', 6])],
  ['a name of 121 letters', signing(SIGNING.signatory, [0, 17, 'a'.repeat(121), 0])],
  ['a walk-in without a unit', withField(WALKED_IN, [BODY.fields, 0], [1, 'A', '', '', 0])],
  ['4,097 bytes of ink', signing(SIGNING.ink, filled(4_097, 0))],
  ['ink as a text', signing(SIGNING.ink, 'ink')],
  ['identified in a way that is not known', signing(SIGNING.identifiedBy, 5)],
  ['a number where a yes or no belongs', signing(SIGNING.assisted, 1)],
];

/** Not even the envelope is read: such an entry is no entry. */
const REFUSED: readonly (readonly [name: string, bytes: Uint8Array, fault: FaultCode])[] = [
  ['no bytes', filled(0, 0), 'malformed'],
  ['no array', encode(new Map([[0, 1]])), 'malformed'],
  ['an envelope cut short', encode(fieldsOf(SIGNED).slice(0, 8)), 'malformed'],
  ['version 0', withField(SIGNED, [AT.version], 0), 'malformed'],
  ['version 256', withField(SIGNED, [AT.version], 256), 'malformed'],
  ['an id of 15 bytes', withField(SIGNED, [AT.id], filled(15, 0)), 'malformed'],
  ['an id as a text', withField(SIGNED, [AT.id], 'abcdefghijklmnop'), 'malformed'],
  ['sequence 0', withField(SIGNED, [AT.seq], 0), 'malformed'],
  ['a digest of 31 bytes', withField(SIGNED, [AT.prev], filled(31, 0)), 'malformed'],
  ['a gathering of 16 bytes', withField(SIGNED, [AT.gathering], filled(16, 0)), 'malformed'],
  ['a time before 1970', withField(SIGNED, [AT.wall], -1), 'malformed'],
  ['a boot of 9 bytes', withField(SIGNED, [AT.boot], filled(9, 0)), 'malformed'],
  ['a build of 65 letters', withField(SIGNED, [AT.build], 'a'.repeat(65)), 'malformed'],
  ['a byte left over', Uint8Array.of(...SIGNED, 0), 'malformed'],
  ['cut off', SIGNED.subarray(0, SIGNED.length - 1), 'malformed'],
  [
    'the version in two bytes',
    Uint8Array.of(0x8b, 0x18, 1, ...SIGNED.subarray(2)),
    'not-canonical',
  ],
  ['8,193 bytes', filled(8_193, 0), 'too-large'],
];

/** entry.json */
export function entryVectors(): object {
  return {
    about:
      'A journal of five entries, each naming the SHA-256 of the one before. notUnderstood: the ' +
      'envelope is read and the entry kept, with the fault of its body. invalid: no entry at all.',
    valid: CHAIN.map(({ bytes, entry: { body, ...envelope } }) => ({
      name: `a ${body.kind}`,
      hex: toHex(bytes),
      digest: toHex(sha256(bytes)),
      envelope: { version: 1, ...envelope },
      body,
    })),
    notUnderstood: NOT_UNDERSTOOD.map(([name, bytes]) => ({
      name,
      hex: toHex(bytes),
      fault: name.startsWith('a later version') ? 'unknown-version' : 'malformed',
    })),
    invalid: REFUSED.map(([name, bytes, fault]) => ({ name, hex: toHex(bytes), fault })),
  };
}

function signing(field: number, value: Wire): Uint8Array<ArrayBuffer> {
  return withField(SIGNED, [BODY.fields, field], value);
}

function laterVersion(): Uint8Array<ArrayBuffer> {
  return encode([2, ...fieldsOf(SIGNED).slice(1, BODY.kind), 'later', [1, 2, 3], null]);
}
