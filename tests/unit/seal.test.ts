/** Seals: COSE_Sign1 that others check, and that a change of one bit breaks. */
import { createPrivateKey, sign } from 'node:crypto';
import { ECDSAKey } from '@ldclabs/cose-ts/ecdsa';
import { Header } from '@ldclabs/cose-ts/header';
import { Sign1Message } from '@ldclabs/cose-ts/sign1';
import { describe, expect, test } from 'vitest';
import { assert } from '#core/assert.ts';
import { type Bytes, joinBytes, toHex } from '#core/bytes.ts';
import { encode } from '#core/codec.ts';
import {
  type SealCheck,
  type SealedKind,
  type Sealer,
  coseKey,
  openSealed,
  parseSealed,
  sealBody,
  sealedBytes,
} from '#core/seal.ts';
import { journalIdOf, kidOf, publicKeyOf, sealCheckOf } from '#server/keys.ts';
import { OFFICE_KEY, OTHER_KEY } from '../../scripts/vectors/key.ts';
import { filled, flipped, hex } from '../../scripts/vectors/samples.ts';
import vectors from '../vectors/seal.json' with { type: 'json' };

const KINDS: readonly SealedKind[] = ['invitation', 'batch', 'receipt', 'enrolment'];
const BODY = filled(40, 1);

function checkOf(publicKey: Bytes): SealCheck {
  const key = publicKeyOf(publicKey);
  assert(key !== null, 'a point of P-256');
  return sealCheckOf(key);
}

const check = checkOf(OFFICE_KEY.publicKey);

function base64Url(bytes: Bytes): string {
  return Buffer.from(bytes).toString('base64url');
}

async function endOf(bytes: Uint8Array, kind: SealedKind = 'receipt'): Promise<string> {
  const opened = await openSealed(bytes, kind, { bytesMax: 1_000, check });
  return opened.ok ? toHex(opened.value) : opened.fault.code;
}

describe('the vectors', () => {
  test.each(vectors.keys)('name the key of $label', (key) => {
    const publicKey = hex(key.publicKey);
    expect(toHex(coseKey(publicKey))).toBe(key.coseKey);
    expect(toHex(kidOf(publicKey))).toBe(key.kid);
    expect(toHex(journalIdOf(publicKey))).toBe(key.journal);
  });

  test.each(vectors.valid)('open what is $name', async ({ kind, body, sealed }) => {
    const known = KINDS.find((one) => one === kind) ?? 'batch';
    expect(await endOf(hex(sealed), known)).toBe(body);
    for (const other of KINDS.filter((one) => one !== known)) {
      expect(await endOf(hex(sealed), other)).toBe('malformed');
    }
  });

  test.each(vectors.invalid)('refuse as a receipt: $name', async ({ sealed, fault }) => {
    expect(await endOf(hex(sealed))).toBe(fault);
  });
});

describe('a seal', () => {
  test('names the key by the first 8 bytes of its digest', async () => {
    const sealed = await sealBody('batch', BODY, OFFICE_KEY.sealer);
    const parsed = parseSealed(sealed, 'batch', { bytesMax: 200 });
    assert(parsed.ok, 'just sealed');
    expect(toHex(parsed.value.kid)).toBe(toHex(kidOf(OFFICE_KEY.publicKey)));
    expect(parsed.value.body).toEqual(BODY);
  });

  test('is refused or found false after any bit was turned', async () => {
    const sealed = await sealBody('receipt', BODY, OFFICE_KEY.sealer);
    // The name of the key is not sealed: who looks for the key does not find it.
    const kid = toHex(sealed).indexOf(toHex(OFFICE_KEY.sealer.kid)) * 4;
    for (let bit = 0; bit < sealed.length * 8; bit++) {
      const isKid = bit >= kid && bit < kid + 64;
      expect(await endOf(flipped(sealed, bit))).toMatch(
        isKid ? toHex(BODY) : /^(malformed|not-canonical|too-deep|unsealed)$/,
      );
    }
  });

  test.each([0, 1, 23, 24, 255, 256, 300, 65_535, 65_536])(
    'takes as many bytes as foretold over a body of %i',
    async (size) => {
      const body = filled(size, 0);
      for (const kind of KINDS) {
        const sealed = await sealBody(kind, body, OFFICE_KEY.sealer);
        expect(sealedBytes(kind, body)).toBe(sealed.length);
      }
    },
  );

  test('is counted in the bytes that may be read', async () => {
    const sealed = await sealBody('batch', BODY, OFFICE_KEY.sealer);
    const parse = (bytesMax: number) => parseSealed(sealed, 'batch', { bytesMax });
    expect(parse(sealed.length).ok).toBe(true);
    expect(parse(sealed.length - 1)).toMatchObject({ fault: { code: 'too-large' } });
  });

  test('is refused with more items than a seal has, before they are made', () => {
    const items = Array.from({ length: 33 }, () => new Map());
    const bytes = joinBytes([Uint8Array.of(0xd2), encode(items)]);
    const parsed = parseSealed(bytes, 'batch', { bytesMax: 1_000 });
    expect(parsed).toMatchObject({ fault: { code: 'too-large' } });
  });

  test('of chance, as platforms make it, is checked like any other', async () => {
    const { privateKey, publicKey, sealer } = OFFICE_KEY;
    const jwk = { kty: 'EC', crv: 'P-256', d: base64Url(privateKey) };
    const point = { x: base64Url(publicKey.slice(1, 33)), y: base64Url(publicKey.slice(33)) };
    const key = createPrivateKey({ key: { ...jwk, ...point }, format: 'jwk' });
    const platform: Sealer = {
      kid: sealer.kid,
      seal: (message) =>
        Promise.resolve(
          new Uint8Array(sign('sha256', message, { key, dsaEncoding: 'ieee-p1363' })),
        ),
    };
    expect(await endOf(await sealBody('receipt', BODY, platform))).toBe(toHex(BODY));
  });
});

describe('another COSE library', () => {
  const theirs = ECDSAKey.fromSecret(OFFICE_KEY.privateKey);
  const theirPublic = ECDSAKey.fromPublic(OFFICE_KEY.publicKey);

  test.each(vectors.valid)('checks ours: $name', ({ sealed, body }) => {
    const message = Sign1Message.fromBytes(theirPublic, hex(sealed));
    expect(toHex(message['payload'])).toBe(body);
    expect(message.protected?.getInt(1)).toBe(-7);
  });

  test('refuses ours under another key, and with one bit turned', async () => {
    const sealed = await sealBody('receipt', BODY, OFFICE_KEY.sealer);
    const other = ECDSAKey.fromPublic(OTHER_KEY.publicKey);
    expect(() => Sign1Message.fromBytes(other, sealed)).toThrow('signature mismatch');
    const torn = flipped(sealed, (sealed.length - 3) * 8);
    expect(() => Sign1Message.fromBytes(theirPublic, torn)).toThrow('signature mismatch');
  });

  test('seals what we check', async () => {
    const header = new Header().setParam(1, -7).setParam(3, 65_103);
    const unprotected = new Header().setParam(4, kidOf(OFFICE_KEY.publicKey));
    const bytes = new Sign1Message(BODY, header, unprotected).toBytes(theirs);
    const tagged = Sign1Message.withTag(bytes);
    expect(await endOf(tagged)).toBe(toHex(BODY));
    expect(tagged).toEqual(joinBytes([Uint8Array.of(0xd2), bytes]));
  });
});
