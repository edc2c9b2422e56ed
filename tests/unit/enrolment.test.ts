/** Enrolment: what a device asks with, what it is granted, and how it meets its office. */
import { describe, expect, test } from 'vitest';
import { assert } from '#core/assert.ts';
import { type Bytes, toHex } from '#core/bytes.ts';
import {
  encodeEnrolmentRequest,
  encodeGrant,
  encodeOfficeCard,
  journalKeyBytes,
  parseEnrolmentRequest,
  parseGrant,
  parseOfficeCard,
  readGrant,
} from '#core/enrolment.ts';
import { openSealed } from '#core/seal.ts';
import { publicKeyOf, sealCheckOf } from '#server/keys.ts';
import { plain } from '../../scripts/vectors/files.ts';
import { JOURNAL_KEY } from '../../scripts/vectors/key.ts';
import { filled, hex } from '../../scripts/vectors/samples.ts';
import seals from '../vectors/seal.json' with { type: 'json' };
import vectors from '../vectors/enrolment.json' with { type: 'json' };

async function opened(sealed: string, publicKey: Bytes): Promise<string> {
  const key = publicKeyOf(publicKey);
  assert(key !== null, 'a key');
  const check = sealCheckOf(key);
  const body = await openSealed(hex(sealed), 'enrolment', { bytesMax: 1_024, check });
  return body.ok ? toHex(body.value) : body.fault.code;
}

describe('a request', () => {
  test.each(vectors.requests)('of a $name is read, and written the same', async (vector) => {
    const request = parseEnrolmentRequest(hex(vector.hex));
    assert(request.ok, 'a request');
    expect(plain(request.value)).toEqual(vector.request);
    expect(toHex(encodeEnrolmentRequest(request.value))).toBe(vector.hex);
    expect(await opened(vector.sealed, request.value.publicKey)).toBe(vector.hex);
  });

  test.each(vectors.invalidRequests)('with $name is refused', ({ hex: text, fault }) => {
    expect(parseEnrolmentRequest(hex(text))).toMatchObject({ ok: false, fault: { code: fault } });
  });
});

describe('a grant', () => {
  test.each(vectors.grants)('for $name is read, and written the same', (vector) => {
    const grant = parseGrant(hex(vector.hex));
    assert(grant.ok, 'a grant');
    expect(plain(grant.value)).toEqual(vector.grant);
    expect(toHex(encodeGrant(grant.value))).toBe(vector.hex);
  });

  test.each([...vectors.grants, ...vectors.laterGrants])(
    'for $name gives a device its permission',
    (vector) => {
      const grant = readGrant(hex(vector.hex));
      expect(grant.ok ? plain(grant.value) : grant.fault).toEqual(vector.grant);
    },
  );

  test.each(vectors.invalidGrants)('with $name is refused', ({ hex: text, fault }) => {
    expect(parseGrant(hex(text))).toMatchObject({ ok: false, fault: { code: fault } });
  });
});

describe('the card of an office', () => {
  test.each(vectors.cards)('with $name is read, and written the same', (vector) => {
    const card = parseOfficeCard(hex(vector.hex));
    assert(card.ok, 'a card');
    expect(plain(card.value)).toEqual(vector.card);
    expect(toHex(encodeOfficeCard(card.value))).toBe(vector.hex);
  });

  test.each(vectors.invalidCards)('with $name is refused', ({ hex: text, fault }) => {
    expect(parseOfficeCard(hex(text))).toMatchObject({ ok: false, fault: { code: fault } });
  });
});

test.each([parseEnrolmentRequest, parseGrant, parseOfficeCard])(
  '%o reads a bounded size',
  (parse) => {
    expect(parse(filled(4_097, 0))).toMatchObject({ fault: { code: 'too-large' } });
  },
);

test('cuts the id of a journal from its COSE key', () => {
  const key = seals.keys.find(({ label }) => label === JOURNAL_KEY.label);
  expect(toHex(journalKeyBytes(JOURNAL_KEY.publicKey))).toBe(key?.coseKey);
});
