/**
 * The organiser's contract on gatherings: who may be invited, and what is filled in when left out.
 */
import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import { NOTHING_PRINTED, closing } from '#core/gathering-facts.ts';
import { LIMITS } from '#core/limits.ts';
import { invites, newGathering } from '#core/office-gathering-api.ts';

const GATHERING = {
  programme: 'p1',
  title: 'Apel Gabungan',
  kind: 'apel',
  place: 'Lapangan Contoh',
  startsAt: '2030-10-07T07:30',
  zone: 'WITA',
  organiser: 'Bakesbangpol',
  invites: 'all',
};

describe('a gathering', () => {
  test('needs what the poster shows, and fills in the rest', () => {
    expect(v.parse(newGathering, GATHERING)).toEqual({
      ...GATHERING,
      endsAt: null,
      ...NOTHING_PRINTED,
      validHours: 72,
    });
  });

  test.each([
    ['no title', { title: ' ' }],
    ['no place', { place: '' }],
    ['a kind that is not known', { kind: 'pesta' }],
    ['a start that is no time', { startsAt: '7 Oktober' }],
    ['no hour of validity', { validHours: 0 }],
    ['more hours than there may be', { validHours: LIMITS.invitationValidHoursMax + 1 }],
    ['half an hour', { validHours: 0.5 }],
    ['a number that is none', { number: 7 }],
  ])('is refused with %s', (_, change) => {
    expect(v.is(newGathering, { ...GATHERING, ...change })).toBe(false);
  });

  test('is valid no longer than an invitation can say', () => {
    expect(LIMITS.invitationValidHoursMax).toBeLessThanOrEqual(100_000);
  });
});

describe('the invited', () => {
  test.each([
    ['everyone', 'all'],
    ['agencies and categories', { agencies: [1, 2], categories: ['asn'] }],
    ['any agency of some categories', { agencies: [], categories: ['kades', 'perdes'] }],
    ['people by number', { signatories: [1, 17] }],
  ])('are %s', (_, value) => {
    expect(v.is(invites, value)).toBe(true);
  });

  test.each([
    ['nobody said', null],
    ['another word', 'none'],
    ['a category that is not known', { agencies: [], categories: ['tamu'] }],
    ['a number below 0', { signatories: [-1] }],
  ])('are not %s', (_, value) => {
    expect(v.is(invites, value)).toBe(false);
  });
});

test('whoever confirms the papers may leave any line empty', () => {
  const empty = { city: '', position: '', name: '', rank: '', number: '' };
  expect(v.is(closing, empty)).toBe(true);
  expect(v.is(closing, { ...empty, number: 197_607 })).toBe(false);
});
