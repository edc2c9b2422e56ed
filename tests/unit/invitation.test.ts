/** Invitations: small enough for paper, and refused with a plain reason when they are not ours. */
import { type QRCodeSegment, create } from 'qrcode';
import { describe, expect, test } from 'vitest';
import { assert } from '#core/assert.ts';
import { toBase32 } from '#core/bytes.ts';
import {
  type Invitation,
  invitationBytes,
  invitationUrl,
  isExpired,
  parseInvitation,
  sealInvitation,
} from '#core/invitation.ts';
import { LIMITS } from '#core/limits.ts';
import { publicKeyOf, sealCheckOf } from '#server/keys.ts';
import { plain } from '../../scripts/vectors/files.ts';
import { OFFICE_KEY } from '../../scripts/vectors/key.ts';
import { GATHERING, INVITATION, START_MS, filled, hex } from '../../scripts/vectors/samples.ts';
import vectors from '../vectors/invitation.json' with { type: 'json' };

const ORIGIN = 'https://ikrar.kabupaten-contoh.example';
const key = publicKeyOf(OFFICE_KEY.publicKey);
assert(key !== null, 'a key');
const check = sealCheckOf(key);

/** The fault of a text, unsealed when only the check of its seal finds it; or good. */
async function endOf(text: string): Promise<string> {
  const parsed = parseInvitation(text);
  if (!parsed.ok) return parsed.fault.code;
  const { message, seal } = parsed.value.sealed;
  return (await check(message, seal)) ? 'good' : 'unsealed';
}

function placed(place: string): Invitation {
  return { ...INVITATION, gathering: { ...GATHERING, place } };
}

describe('the vectors', () => {
  test.each([...vectors.valid, ...vectors.later])('$name is understood', async (vector) => {
    const parsed = parseInvitation(vector.text);
    assert(parsed.ok, 'an invitation');
    const { origin, invitation, stationCode } = parsed.value;
    expect(plain({ origin, invitation, stationCode })).toEqual({
      origin: vector.origin,
      invitation: vector.invitation,
      stationCode: vector.stationCode,
    });
    expect(await endOf(vector.text)).toBe('good');
  });

  test.each(vectors.invalid)('$name is refused', async (vector) => {
    expect(await endOf(vector.text)).toBe(vector.fault);
  });
});

/** The version of a QR whose letters are in alphanumeric mode, at level M. */
function qrVersion(head: string, letters: string): number {
  const segments: QRCodeSegment[] = [
    { data: new TextEncoder().encode(head), mode: 'byte' },
    { data: letters, mode: 'alphanumeric' },
  ];
  return create(segments, { errorCorrectionLevel: 'M' }).version;
}

describe('its size', () => {
  test('is about 300 bytes for an ordinary gathering', () => {
    expect(invitationBytes(INVITATION)).toBeGreaterThan(270);
    expect(invitationBytes(INVITATION)).toBeLessThan(330);
  });

  test('is never above 350: the office refuses to seal more', async () => {
    const most = LIMITS.invitationBytesMax - invitationBytes(placed(''));
    const long = placed('.'.repeat(most + 1));
    expect(invitationBytes(long)).toBeGreaterThan(LIMITS.invitationBytesMax);
    const refused = await sealInvitation(long, OFFICE_KEY.sealer);
    expect(refused).toMatchObject({ ok: false, fault: { code: 'too-large' } });
  });

  test('foretold is the one sealed, for every length of text', async () => {
    for (let letters = 0; letters <= LIMITS.placeCharsMax; letters++) {
      const sealed = await sealInvitation(placed('é'.repeat(letters)), OFFICE_KEY.sealer);
      const foretold = invitationBytes(placed('é'.repeat(letters)));
      if (sealed.ok) expect(foretold).toBe(sealed.value.length);
      else expect(sealed.fault.detail).toBe(`${foretold} bytes, at most 350`);
    }
  });
});

describe('its QR', () => {
  const largest = vectors.valid.find(({ name }) => name.startsWith('the largest'));
  const fragment = (largest?.text ?? '').split('#g/')[1] ?? '';

  test('is at most version 16 at level M for the largest', () => {
    expect(fragment).toHaveLength(560);
    expect(qrVersion(`${ORIGIN}/#g/`, fragment)).toBeLessThanOrEqual(16);
  });

  test('of an ordinary gathering is at most version 15', async () => {
    const sealed = await sealInvitation(INVITATION, OFFICE_KEY.sealer);
    assert(sealed.ok, 'ordinary');
    expect(qrVersion(`${ORIGIN}/#g/`, toBase32(sealed.value))).toBeLessThanOrEqual(15);
  });

  test('of a station holds its code as well, at most version 17', () => {
    const code = toBase32(filled(16, 1));
    expect(qrVersion(`${ORIGIN}/#g/`, `${fragment}/${code}`)).toBeLessThanOrEqual(17);
  });
});

describe('reading', () => {
  const [ordinary] = vectors.valid;
  const sealed = hex(ordinary?.sealed ?? '');

  test('keeps the very bytes, to check the seal later', () => {
    const parsed = parseInvitation(invitationUrl(ORIGIN, sealed));
    expect(parsed).toMatchObject({ ok: true, value: { bytes: sealed, origin: ORIGIN } });
  });

  test('forgives case, spaces and line breaks', async () => {
    const [head = '', letters = ''] = invitationUrl(ORIGIN, sealed).split('#g/');
    const spaced = letters.toLowerCase().replaceAll(/(.{8})/g, '$1 ');
    expect(await endOf(` ${head.toUpperCase()}#g/${spaced}\n`)).toBe('good');
    expect(await endOf(letters.replaceAll(/(.{64})/g, '$1\r\n'))).toBe('good');
  });

  test('finds the address of the office, in small letters', () => {
    const parsed = parseInvitation(`HTTPS://Ikrar.Contoh.Example:8443/#g/${toBase32(sealed)}`);
    expect(parsed.ok ? parsed.value.origin : '').toBe('https://ikrar.contoh.example:8443');
  });

  test('gives no address for another scheme', () => {
    const parsed = parseInvitation(`javascript:alert(1)//#g/${toBase32(sealed)}`);
    expect(parsed.ok ? parsed.value.origin : '').toBeNull();
  });
});

test('is expired from the end of its hours on', () => {
  const end = START_MS + 72 * 3_600_000;
  expect(isExpired(INVITATION, START_MS - 1)).toBe(false);
  expect(isExpired(INVITATION, end - 1)).toBe(false);
  expect(isExpired(INVITATION, end)).toBe(true);
});
