/** Enrolment: what holds for any request, any grant, and the card of any office. */
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  encodeEnrolmentRequest,
  encodeGrant,
  encodeOfficeCard,
  parseEnrolmentRequest,
  parseGrant,
  parseOfficeCard,
} from '#core/enrolment.ts';
import { LIMITS } from '#core/limits.ts';
import { bytesOf, counts, damaged, textOf } from '../support/core-values.ts';

const grade = fc.constantFrom('phone' as const, 'station' as const);

const requests = fc.record({
  publicKey: bytesOf(65),
  gathering: bytesOf(8),
  grade,
  secret: bytesOf(16),
  build: textOf(64),
});

const grants = fc.record({
  journal: bytesOf(16),
  grade,
  token: bytesOf(32),
  station: textOf(LIMITS.nameCharsMax),
  epoch: counts.map((count) => Math.max(1, count)),
  officeTimeMs: counts,
});

const cards = fc.record({
  name: textOf(LIMITS.organiserCharsMax),
  publicKeys: fc.array(bytesOf(65), { minLength: 1, maxLength: 16 }),
  officeTimeMs: counts,
});

describe('parsing undoes encoding, and damaged bytes are refused or the one form of another', () => {
  test('request', () => {
    fc.assert(
      fc.property(requests, damaged(requests.map(encodeEnrolmentRequest)), (request, bytes) => {
        const back = parseEnrolmentRequest(encodeEnrolmentRequest(request));
        expect(back).toEqual({ ok: true, value: request });
        const read = parseEnrolmentRequest(bytes);
        if (read.ok) expect(encodeEnrolmentRequest(read.value)).toEqual(bytes);
      }),
      { numRuns: 1_000 },
    );
  });

  test('grant', () => {
    fc.assert(
      fc.property(grants, damaged(grants.map(encodeGrant)), (grant, bytes) => {
        expect(parseGrant(encodeGrant(grant))).toEqual({ ok: true, value: grant });
        const read = parseGrant(bytes);
        if (read.ok) expect(encodeGrant(read.value)).toEqual(bytes);
      }),
      { numRuns: 1_000 },
    );
  });

  test('card of an office', () => {
    fc.assert(
      fc.property(cards, damaged(cards.map(encodeOfficeCard)), (card, bytes) => {
        expect(parseOfficeCard(encodeOfficeCard(card))).toEqual({ ok: true, value: card });
        const read = parseOfficeCard(bytes);
        if (read.ok) expect(encodeOfficeCard(read.value)).toEqual(bytes);
      }),
      { numRuns: 1_000 },
    );
  });
});
