/** The vectors of seals and of enrolment: keys, what was sealed, and what is refused. */
import { type Bytes, joinBytes, toHex } from '#core/bytes.ts';
import { type Wire, encode } from '#core/codec.ts';
import { encodeEnrolmentRequest, encodeGrant, encodeOfficeCard } from '#core/enrolment.ts';
import type { FaultCode } from '#core/fault.ts';
import { type SealedKind, coseKey, sealBody } from '#core/seal.ts';
import { journalIdOf, kidOf } from '#server/keys.ts';
import { JOURNAL_KEY, OFFICE_KEY, OTHER_KEY, type VectorKey } from './key.ts';
import { BUILD, GATHERING, INVITATION, START_MS } from './samples.ts';
import { fieldsOf, filled, flipped, hex, withField } from './samples.ts';

const BODY = encode([1, 'a body']);
const TAG = Uint8Array.of(0xd2);
const KINDS: readonly SealedKind[] = ['invitation', 'batch', 'receipt', 'enrolment'];

const sealed = await sealBody('receipt', BODY, OFFICE_KEY.sealer);
const untagged = sealed.slice(1);

/** What is refused as a receipt. Who checks with the office key finds the last three unsealed. */
const REFUSED: readonly (readonly [name: string, bytes: Bytes, fault?: FaultCode])[] = [
  ['no tag', untagged],
  ['the tag of COSE_Mac0', joinBytes([Uint8Array.of(0xd1), untagged])],
  ['the tag in two bytes', joinBytes([hex('d812'), untagged])],
  ['an invitation', await sealBody('invitation', BODY, OFFICE_KEY.sealer)],
  ['another algorithm', changed([0], hex('a201382203 19fe4f'))],
  ['a protected header without a content type', changed([0], hex('a10126'))],
  ['no key id', changed([1], new Map())],
  ['a key id of 7 bytes', changed([1], new Map([[4, filled(7, 0)]]))],
  ['a second unprotected header', changed([1], secondHeader())],
  ['a body that is elsewhere', changed([2], null)],
  ['a seal of 63 bytes', changed([3], filled(63, 0))],
  ['a fifth field', joinBytes([TAG, encode([...fieldsOf(untagged), 0])])],
  ['a byte left over', joinBytes([sealed, Uint8Array.of(0)])],
  ['cut off', sealed.slice(0, -1)],
  ['the seal in nine bytes of length', longForm(), 'not-canonical'],
  ['another body', changed([2], encode([1, 'a bodx'])), 'unsealed'],
  ['one bit of the seal', flipped(sealed, (sealed.length - 1) * 8), 'unsealed'],
  ['sealed by somebody else', await sealBody('receipt', BODY, OTHER_KEY.sealer), 'unsealed'],
];

/** seal.json */
export async function sealVectors(): Promise<object> {
  return {
    about:
      'COSE_Sign1 with ES256. A private key is the SHA-256 of its label; these seals are ' +
      'deterministic (RFC 6979), yours need not be. invalid: refused as a receipt of the office.',
    keys: [OFFICE_KEY, JOURNAL_KEY, OTHER_KEY].map(toldKey),
    valid: await Promise.all(
      KINDS.map(async (kind) => ({
        name: `sealed as ${kind}`,
        kind,
        body: toHex(BODY),
        sealed: toHex(await sealBody(kind, BODY, OFFICE_KEY.sealer)),
      })),
    ),
    invalid: REFUSED.map(([name, bytes, fault = 'malformed']) => ({
      name,
      sealed: toHex(bytes),
      fault,
    })),
  };
}

/** enrolment.json */
export async function enrolmentVectors(): Promise<object> {
  const phone = {
    publicKey: JOURNAL_KEY.publicKey,
    gathering: GATHERING.id,
    grade: 'phone',
    secret: INVITATION.joinSecret,
    build: BUILD,
  } as const;
  const station = { ...phone, grade: 'station', secret: filled(16, 0x70) } as const;
  const grant = {
    journal: journalIdOf(JOURNAL_KEY.publicKey),
    grade: 'station',
    token: filled(32, 0x90),
    station: 'Meja 3',
    epoch: 3,
    officeTimeMs: START_MS,
  } as const;
  const card = {
    name: 'Kabupaten Contoh',
    publicKeys: [OFFICE_KEY.publicKey, OTHER_KEY.publicKey],
    officeTimeMs: START_MS,
  };
  const request = encodeEnrolmentRequest(phone);
  return {
    about:
      'What a device asks with (sealed by its journal key, seal.json), and what it is answered.',
    requests: await Promise.all(
      [phone, station].map(async (value) => {
        const body = encodeEnrolmentRequest(value);
        const bytes = await sealBody('enrolment', body, JOURNAL_KEY.sealer);
        return { name: value.grade, hex: toHex(body), sealed: toHex(bytes), request: value };
      }),
    ),
    grants: [{ name: 'a station', hex: toHex(encodeGrant(grant)), grant }],
    laterGrants: [
      {
        name: 'a grade that is not known yet',
        hex: toHex(withField(encodeGrant(grant), [2], 2)),
        grant: { ...grant, grade: 'phone' },
      },
    ],
    cards: [
      { name: 'a key that seals and an older one', hex: toHex(encodeOfficeCard(card)), card },
    ],
    invalidRequests: [
      refused('a later version', withField(request, [0], 2), 'unknown-version'),
      refused('a compressed point', withField(request, [1], phone.publicKey.slice(0, 33))),
      refused('a grade that is not known', withField(request, [3], 2)),
      refused('a secret of 15 bytes', withField(request, [4], filled(15, 0))),
      refused('a field too many', encode([...fieldsOf(request), 0])),
    ],
    invalidGrants: [
      refused('a later version', withField(encodeGrant(grant), [0], 2)),
      refused('a token of 31 bytes', withField(encodeGrant(grant), [3], filled(31, 0))),
      refused('epoch 0', withField(encodeGrant(grant), [5], 0)),
      refused('a grade that is not known', withField(encodeGrant(grant), [2], 2)),
    ],
    invalidCards: [
      refused('no key', withField(encodeOfficeCard(card), [2], [])),
      refused('a key of 64 bytes', withField(encodeOfficeCard(card), [2, 0], filled(64, 4))),
      refused('a key as a text', withField(encodeOfficeCard(card), [2, 0], 'key')),
    ],
  };
}

function refused(name: string, bytes: Bytes, fault: FaultCode = 'malformed'): object {
  return { name, hex: toHex(bytes), fault };
}

function toldKey({ label, privateKey, publicKey }: VectorKey): object {
  return {
    label,
    privateKey,
    publicKey,
    coseKey: coseKey(publicKey),
    kid: kidOf(publicKey),
    journal: journalIdOf(publicKey),
  };
}

function changed(path: readonly number[], value: Wire): Bytes {
  return joinBytes([TAG, withField(untagged, path, value)]);
}

function secondHeader(): Wire {
  const pairs: readonly (readonly [number, Wire])[] = [
    [4, OFFICE_KEY.sealer.kid],
    [5, filled(8, 0)],
  ];
  return new Map(pairs);
}

/** The length 64 as 00…40 instead of 40. */
function longForm(): Bytes {
  const at = sealed.length - 66;
  return joinBytes([sealed.slice(0, at), hex('5b0000000000000040'), sealed.slice(-64)]);
}
