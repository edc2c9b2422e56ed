/** Decisions: read back as they were written, and folded the same in any order of their targets. */
import { describe, expect, test } from 'vitest';
import { encode } from '#core/codec.ts';
import {
  type Decision,
  encodeDecision,
  foldDecisions,
  isSetAside,
  listDecisions,
  parseDecision,
  targetKey,
} from '#core/decision.ts';
import { filled } from '../../scripts/vectors/samples.ts';

const TARGET = { journal: filled(16, 1), digest: filled(32, 2) };
const BASE: Decision = {
  gathering: filled(8, 3),
  epoch: 7,
  seq: 1,
  prev: filled(32, 0),
  atMs: 5,
  by: 'Penyelenggara Uji',
  act: 'set-aside',
  target: TARGET,
  taken: null,
  reason: 'uji',
};
const TAKEN: Decision = {
  ...BASE,
  seq: 2,
  act: 'take-back',
  target: null,
  taken: { epoch: 7, seq: 1 },
};

test.each<Decision>([
  BASE,
  { ...BASE, act: 'accept', target: { ...TARGET, digest: null } },
  TAKEN,
  { ...BASE, act: 'confirm', target: null },
])('is read as it was written: $act', (decision) => {
  const bytes = encodeDecision(decision);
  expect(parseDecision(bytes)).toEqual({ ok: true, value: decision });
});

test.each<[string, Partial<Decision>]>([
  ['set-aside of nothing', { target: null }],
  ['a confirmation of a device', { act: 'confirm' }],
  ['take-back of nothing', { act: 'take-back', target: null }],
  ['accept that takes back', { act: 'accept', taken: { epoch: 1, seq: 1 } }],
  ['a name that is too long', { by: 'x'.repeat(121) }],
])('refuses %s', (_what, change) => {
  expect(parseDecision(encodeDecision({ ...BASE, ...change })).ok).toBe(false);
});

test('refuses a later version as one, and other bytes as malformed', () => {
  expect(parseDecision(encode([2]))).toMatchObject({ fault: { code: 'unknown-version' } });
  expect(parseDecision(encode([1, 2]))).toMatchObject({ fault: { code: 'malformed' } });
  expect(parseDecision(encode(5))).toMatchObject({ fault: { code: 'malformed' } });
});

describe('what stands decided', () => {
  const accept: Decision = { ...BASE, seq: 3, act: 'accept' };

  test('is what was not taken back, and setting aside is stronger', () => {
    const key = targetKey(TARGET);
    expect(foldDecisions([BASE]).get(key)).toBe('aside');
    expect(foldDecisions([BASE, accept]).get(key)).toBe('aside');
    expect(foldDecisions([accept, BASE]).get(key)).toBe('aside');
    expect(foldDecisions([BASE, TAKEN, accept]).get(key)).toBe('accepted');
    expect(foldDecisions([BASE, TAKEN]).get(key)).toBeUndefined();
  });

  test('of a place in one epoch is not that of another', () => {
    const elsewhere: Decision = { ...TAKEN, taken: { epoch: 8, seq: 1 } };
    expect(listDecisions([BASE, elsewhere])[0]?.takenBack).toBeNull();
    expect(listDecisions([BASE, TAKEN])[0]?.takenBack).toBe(TAKEN);
  });
});

test.each([
  [null, null, null, false],
  ['late', null, null, true],
  ['late', null, 'accepted', false],
  ['late', 'aside', 'accepted', true],
  ['late', 'accepted', 'aside', true],
  ['listed-by-phone', null, 'accepted', true],
  ['listed-by-phone', 'accepted', null, false],
  ['over-ceiling', null, 'accepted', false],
  [null, 'aside', null, true],
  [null, null, 'aside', true],
] as const)('a doubt %s, decided %s, its device %s: set aside %s', (...told) => {
  const [doubt, entry, device, isAside] = told;
  expect(isSetAside(doubt, { entry, device })).toBe(isAside);
});
