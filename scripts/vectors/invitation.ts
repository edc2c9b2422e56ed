/** The vectors of invitations, as a scanner or keyboard gives them, and of pacts. */
import { type Bytes, joinBytes, toBase32, toHex } from '#core/bytes.ts';
import { DEFAULT_MATRIX } from '#core/category.ts';
import { type Wire, encode } from '#core/codec.ts';
import type { FaultCode } from '#core/fault.ts';
import {
  type Invitation,
  invitationBytes,
  invitationUrl,
  sealInvitation,
} from '#core/invitation.ts';
import { LIMITS } from '#core/limits.ts';
import { defaultPacts, pactRef, pactSetDigest, wirePact } from '#core/pact.ts';
import { sealBody } from '#core/seal.ts';
import { OFFICE_KEY, OTHER_KEY, digest } from './key.ts';
import { FIELDS, GATHERING, INVITATION, fieldsOf, filled, flipped, withField } from './samples.ts';

const ORIGIN = 'https://ikrar.contoh.example';
const STATION_CODE = filled(16, 0x70);

/** Every text as short as it can be. */
const SMALLEST: Invitation = {
  ...INVITATION,
  gathering: {
    ...GATHERING,
    title: 'Apel',
    place: '',
    zone: 'WIB',
    kind: 'susulan',
    organiser: '',
    fields: { government: '', election: '', year: 0 },
  },
  validHours: 0,
};

const LARGEST = grown(INVITATION);
const ordinary = await sealedBy(INVITATION);
const largest = await sealedBy(LARGEST);
const body = bodyOf(ordinary);

/** A text, and as what it is refused: at once, or when its seal is checked with the office key. */
const REFUSED: readonly (readonly [name: string, text: string, fault?: FaultCode])[] = [
  ['no text', '', 'not-an-invitation'],
  ['another address', 'https://example.org/', 'not-an-invitation'],
  ['the QR of a network', 'WIFI:T:WPA;S:Kantor;P:rahasia;;', 'not-an-invitation'],
  ['a signatory number', '197607222001122901', 'not-an-invitation'],
  ['the address alone', `${ORIGIN}/#g/`],
  ['a letter that is not of Base32', `${invitationUrl(ORIGIN, ordinary)}1`],
  ['a letter of another alphabet', `${invitationUrl(ORIGIN, ordinary)}ß`],
  ['the first half', invitationUrl(ORIGIN, ordinary).slice(0, 250)],
  ['a letter missing', invitationUrl(ORIGIN, ordinary).slice(0, -1)],
  ['two codes', `${invitationUrl(ORIGIN, ordinary, STATION_CODE)}/AAAA`],
  ['a station code of 15 bytes', invitationUrl(ORIGIN, ordinary, filled(15, 0))],
  ['not sealed', invitationUrl(ORIGIN, body)],
  ['sealed as a batch', invitationUrl(ORIGIN, await sealBody('batch', body, OFFICE_KEY.sealer))],
  ['a later version', await resealed(0, 2), 'unknown-version'],
  ['version 0', await resealed(0, 0)],
  ['a zone that Indonesia has not', await resealed(5, 10)],
  ['a kind below 0', await resealed(6, -1)],
  ['a title of 121 letters', await resealed(2, 'a'.repeat(121))],
  ['a join secret of 15 bytes', await resealed(12, filled(15, 0))],
  ['a field too many', await resealedAs(encode([...fieldsOf(body), 0]))],
  ['one byte more than 350', await resealed(3, `${LARGEST.gathering.place}.`, largest)],
  ['one bit of the title', invitationUrl(ORIGIN, flipped(ordinary, 8 * 60)), 'unsealed'],
  ['one bit of the seal', invitationUrl(ORIGIN, flipped(ordinary, lastBit())), 'unsealed'],
  [
    'sealed by somebody else',
    invitationUrl(ORIGIN, await sealBody('invitation', body, OTHER_KEY.sealer)),
    'unsealed',
  ],
];

/** invitation.json */
export async function invitationVectors(): Promise<object> {
  const url = invitationUrl(ORIGIN, ordinary);
  const told = { origin: ORIGIN, stationCode: null, invitation: INVITATION };
  return {
    about:
      'The text of the QR, sealed by the office key of seal.json. invalid: with the fault of ' +
      'reading it, or unsealed when its seal is checked with the office key.',
    valid: [
      { name: 'an ordinary gathering', text: url, sealed: toHex(ordinary), ...told },
      { name: 'in small letters, with spaces', text: ` ${url.toLowerCase()}\n`, ...told },
      {
        name: 'with the code of a station',
        text: invitationUrl(ORIGIN, ordinary, STATION_CODE),
        ...told,
        stationCode: STATION_CODE,
      },
      { name: 'the code alone', text: toBase32(ordinary), ...told, origin: null },
      {
        name: 'the smallest',
        text: invitationUrl(ORIGIN, await sealedBy(SMALLEST)),
        ...told,
        invitation: SMALLEST,
      },
      {
        name: 'the largest, 350 bytes',
        text: invitationUrl(ORIGIN, largest),
        ...told,
        invitation: LARGEST,
      },
    ],
    later: [
      {
        name: 'a kind that is not known yet',
        text: await resealed(6, 4),
        ...told,
        invitation: { ...INVITATION, gathering: { ...GATHERING, kind: 'unknown' } },
      },
    ],
    invalid: REFUSED.map(([name, text, fault = 'torn']) => ({ name, text, fault })),
  };
}

/** pact.json */
export async function pactVectors(): Promise<object> {
  const pacts = defaultPacts(FIELDS);
  return {
    about:
      'The default pacts filled with these fields, as canonical bytes, and their digests. pactSet ' +
      'is what an invitation holds: the default matrix is bound in.',
    fields: FIELDS,
    pactSet: await pactSetDigest(pacts, DEFAULT_MATRIX, digest),
    pacts: await Promise.all(
      pacts.map(async (pact) => ({
        ...(await pactRef(pact, digest)),
        hex: encode(wirePact(pact)),
      })),
    ),
  };
}

/** The invitation with a place so long that it just fits. */
function grown(invitation: Invitation): Invitation {
  const { gathering } = invitation;
  const placed = (letters: number): Invitation => ({
    ...invitation,
    gathering: { ...gathering, place: gathering.place + '.'.repeat(letters) },
  });
  let letters = 0;
  while (invitationBytes(placed(letters + 1)) <= LIMITS.invitationBytesMax) letters++;
  return placed(letters);
}

async function sealedBy(invitation: Invitation): Promise<Bytes> {
  const sealed = await sealInvitation(invitation, OFFICE_KEY.sealer);
  if (sealed.ok) return sealed.value;
  throw new Error(sealed.fault.detail);
}

function bodyOf(sealed: Bytes): Bytes {
  const inside = fieldsOf(sealed.slice(1))[2];
  return inside instanceof Uint8Array ? joinBytes([inside]) : new Uint8Array(0);
}

function resealed(field: number, value: Wire, of: Bytes = ordinary): Promise<string> {
  return resealedAs(withField(bodyOf(of), [field], value));
}

async function resealedAs(changed: Bytes): Promise<string> {
  return invitationUrl(ORIGIN, await sealBody('invitation', changed, OFFICE_KEY.sealer));
}

function lastBit(): number {
  return (ordinary.length - 1) * 8;
}
