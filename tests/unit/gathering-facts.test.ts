/** The facts of a gathering: what is told of it, in which words, and what a change leaves alone. */
import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import { en } from '#app/organiser/text/en.ts';
import { id } from '#app/organiser/text/id.ts';
import {
  FACT_WORDS,
  PRINTED_NAMES,
  PRINTED_TEXTS,
  changedPrinted,
  factsOf,
  posterFactsOf,
  printed,
} from '#core/gathering-facts.ts';
import { gathering, newGathering } from '#core/office-gathering-api.ts';
import { recordOf } from '#core/record.ts';

const TOLD = {
  title: 'Apel',
  place: 'Lapangan',
  startsAtMs: Date.UTC(2031, 9, 5, 23, 30),
  endsAtMs: null,
  zone: 'WITA',
  ...recordOf(PRINTED_NAMES, (name) => `isi ${name}`),
} as const;

describe('the facts of a gathering', () => {
  test('are told in one order, each with its label', () => {
    expect(factsOf(TOLD).map(({ label, value }) => [label, value])).toEqual([
      ['Acara', 'Apel'],
      ['Nomor kegiatan', 'isi number'],
      ['Hari, tanggal', 'Senin, 6 Oktober 2031'],
      ['Waktu', 'pukul 07.30 WITA–selesai'],
      ['Tempat', 'Lapangan'],
      ['Pimpinan acara', 'isi leader'],
      ['Pakaian', 'isi dressCode'],
    ]);
  });

  test('hold every text that no device gets, and none that is empty', () => {
    const values = factsOf(TOLD).map(({ value }) => value);
    expect(values).toEqual(expect.arrayContaining(PRINTED_NAMES.map((name) => TOLD[name])));
    const bare = factsOf({ ...TOLD, ...recordOf(PRINTED_NAMES, () => '') });
    expect(bare.map(({ name }) => name)).toEqual(['title', 'days', 'clocks', 'place']);
  });

  test('stand on the poster where they are for everyone who reads it', () => {
    expect(posterFactsOf(TOLD).map(({ value }) => value)).toEqual(
      PRINTED_NAMES.filter((name) => PRINTED_TEXTS[name].isOnPoster).map((name) => TOLD[name]),
    );
    expect(posterFactsOf(TOLD).map(({ label }) => label)).toContain('Pakaian');
  });

  test.each([
    ['Indonesian', id],
    ['English', en],
  ])('have a label and a hint of their own in %s', (_, { factLabels, gatheringForm }) => {
    const labels = Object.values(factLabels);
    expect(labels).not.toContain('');
    expect(new Set(labels).size).toBe(Object.keys(FACT_WORDS.labels).length);
    for (const name of PRINTED_NAMES) expect(gatheringForm.printedHints[name]).not.toBe('');
  });
});

describe('a text that no device gets', () => {
  test.each(PRINTED_NAMES)('is cleaned, bounded, and empty where it is left out: %s', (name) => {
    const { charsMax } = PRINTED_TEXTS[name];
    expect(v.parse(printed, {})[name]).toBe('');
    expect(v.parse(printed, { [name]: '  PDH   Khaki ' })[name]).toBe('PDH Khaki');
    expect(v.is(printed, { [name]: 'a'.repeat(charsMax) })).toBe(true);
    expect(v.is(printed, { [name]: 'a'.repeat(charsMax + 1) })).toBe(false);
    expect(v.is(changedPrinted, { [name]: 'a'.repeat(charsMax + 1) })).toBe(false);
  });

  test.each(PRINTED_NAMES)(
    'is in a gathering that is made and in one that is shown: %s',
    (name) => {
      expect(newGathering.entries).toHaveProperty(name);
      expect(gathering.entries).toHaveProperty(name);
    },
  );

  test('stays as it is when a change leaves it out', () => {
    expect(v.parse(changedPrinted, {})).toEqual({});
    expect(v.parse(changedPrinted, { leader: 'Camat' })).toEqual({ leader: 'Camat' });
    expect(v.parse(changedPrinted, { closing: null })).toEqual({ closing: null });
  });
});
