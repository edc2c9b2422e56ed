/** Invitations: what holds for any gathering, and for any slip of a pen or a scanner. */
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { assert } from '#core/assert.ts';
import { equalBytes } from '#core/bytes.ts';
import { GATHERING_KINDS } from '#core/gathering.ts';
import {
  type Invitation,
  invitationBytes,
  invitationUrl,
  parseInvitation,
  sealInvitation,
} from '#core/invitation.ts';
import { LIMITS } from '#core/limits.ts';
import { ZONES } from '#core/time.ts';
import { publicKeyOf, sealCheckOf } from '#server/keys.ts';
import { OFFICE_KEY } from '../../scripts/vectors/key.ts';
import { INVITATION } from '../../scripts/vectors/samples.ts';
import { bytesOf, counts } from '../support/core-values.ts';

const ORIGIN = 'https://ikrar.contoh.example';
const key = publicKeyOf(OFFICE_KEY.publicKey);
assert(key !== null, 'a key');
const check = sealCheckOf(key);

const text = fc.string({
  unit: fc.constantFrom('a', 'Z', ' ', '7', '.', 'é', '’', '水'),
  maxLength: 50,
  size: 'max',
});

const invitations: fc.Arbitrary<Invitation> = fc.record({
  gathering: fc.record({
    id: bytesOf(8),
    title: text,
    place: text,
    startsAtMs: counts,
    zone: fc.constantFrom(...ZONES),
    kind: fc.constantFrom(...GATHERING_KINDS),
    organiser: text,
    fields: fc.record({ government: text, election: text, year: fc.nat(9_999) }),
  }),
  pactSet: bytesOf(16),
  joinSecret: bytesOf(16),
  validHours: fc.nat(100_000),
});

/** What a device makes of a text, its key looked up by its name. */
async function endOf(code: string): Promise<string> {
  const parsed = parseInvitation(code);
  if (!parsed.ok) return parsed.fault.code;
  const { kid, message, seal } = parsed.value.sealed;
  const isKnown = equalBytes(kid, OFFICE_KEY.sealer.kid);
  return isKnown && (await check(message, seal)) ? 'good' : 'unsealed';
}

test('what was sealed is understood, and no more than 350 bytes are sealed', async () => {
  let refused = 0;
  const sizes = fc.asyncProperty(invitations, fc.option(bytesOf(16)), async (invitation, code) => {
    const sealed = await sealInvitation(invitation, OFFICE_KEY.sealer);
    const bytes = invitationBytes(invitation);
    expect(sealed.ok).toBe(bytes <= LIMITS.invitationBytesMax);
    if (!sealed.ok) {
      refused += 1;
      return;
    }
    expect(sealed.value.length).toBe(bytes);
    const parsed = parseInvitation(invitationUrl(ORIGIN, sealed.value, code ?? undefined));
    assert(parsed.ok, 'just sealed');
    expect(parsed.value).toMatchObject({ origin: ORIGIN, invitation, stationCode: code });
    expect(await check(parsed.value.sealed.message, parsed.value.sealed.seal)).toBe(true);
  });
  await fc.assert(sizes, { numRuns: 150 });
  expect(refused).toBeGreaterThan(0);
});

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.split('');

test('one letter read wrong is torn or unsealed, wherever it is', async () => {
  const sealed = await sealInvitation(INVITATION, OFFICE_KEY.sealer);
  assert(sealed.ok, 'ordinary');
  const url = invitationUrl(ORIGIN, sealed.value);
  const start = url.indexOf('#g/') + 3;
  const ends = new Set<string>();
  for (let at = start; at < url.length; at++) {
    const letter = LETTERS[(LETTERS.indexOf(url[at] ?? '') + 1 + (at % 31)) % 32] ?? '';
    ends.add(await endOf(url.slice(0, at) + letter + url.slice(at + 1)));
  }
  // One of them turns the version itself, which is then one we do not know.
  expect([...ends].filter((end) => end !== 'unknown-version').toSorted()).toEqual([
    'torn',
    'unsealed',
  ]);
});

test('a letter too many, too few or two swapped is torn or unsealed', async () => {
  const sealed = await sealInvitation(INVITATION, OFFICE_KEY.sealer);
  assert(sealed.ok, 'ordinary');
  const url = invitationUrl(ORIGIN, sealed.value);
  const places = fc.integer({ min: url.indexOf('#g/') + 3, max: url.length - 2 });
  const slips = fc.asyncProperty(places, fc.constantFrom(...LETTERS), async (at, letter) => {
    const [one = '', two = ''] = url.slice(at, at + 2);
    const texts = [
      url.slice(0, at) + letter + url.slice(at),
      url.slice(0, at) + url.slice(at + 1),
      ...(one === two ? [] : [url.slice(0, at) + two + one + url.slice(at + 2)]),
    ];
    for (const slip of texts)
      expect(await endOf(slip)).toMatch(/^(torn|unsealed|unknown-version)$/);
  });
  await fc.assert(slips, { numRuns: 150 });
});

test('no text at all is taken for an invitation, nor throws', async () => {
  const noise = fc.oneof(
    fc.string({ maxLength: 400 }),
    fc.string({ unit: fc.constantFrom(...LETTERS, '/', ' '), minLength: 140, maxLength: 600 }),
    fc
      .string({ unit: fc.constantFrom(...LETTERS), maxLength: 600 })
      .map((code) => `${ORIGIN}/#g/${code}`),
  );
  const never = fc.asyncProperty(noise, async (code) => {
    expect(await endOf(code)).not.toBe('good');
  });
  await fc.assert(never, { numRuns: 500 });
});
