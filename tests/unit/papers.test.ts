/** The table of papers: whole, and parsed as it says. */
import { describe, expect, test } from 'vitest';
import * as v from 'valibot';
import {
  type BothLanguages,
  PAPERS,
  PAPER_KINDS,
  type PaperKind,
  optionsOf,
  paperQuery,
  valuesOf,
} from '#core/papers.ts';

/** Every text that a screen shows of a paper. */
function textsOf(kind: PaperKind): readonly BothLanguages[] {
  const labels = optionsOf(kind).flatMap(([, option]) => [
    option.label,
    ...(option.kind === 'choice' ? Object.values(option.values) : []),
  ]);
  return [PAPERS[kind].name, PAPERS[kind].purpose, ...labels];
}

describe.each(PAPER_KINDS)('the paper %s', (kind) => {
  test('says all in two languages, each in its own words', () => {
    for (const { id, en } of textsOf(kind)) {
      expect(id.trim()).not.toBe('');
      expect(en.trim()).not.toBe('');
      expect(en).not.toBe(id);
    }
    for (const purpose of Object.values(PAPERS[kind].purpose)) expect(purpose).toMatch(/\.$/);
  });

  test('is asked for without options, and with every value of each', () => {
    const query = paperQuery(kind);
    const unsaid = optionsOf(kind).map(([name, option]) => [name, option.unsaid]);
    expect(v.parse(query, {})).toEqual({ kind, ...Object.fromEntries(unsaid) });
    for (const [name, option] of optionsOf(kind)) {
      expect(valuesOf(option)).toContain(option.unsaid);
      for (const value of valuesOf(option))
        expect(v.parse(query, { [name]: value })).toMatchObject({ kind, [name]: value });
      expect(v.is(query, { [name]: 'lain' })).toBe(false);
    }
  });
});

test('no two papers have one name, or are saved as one file', () => {
  const forms = Object.values(PAPERS);
  for (const told of [
    forms.map(({ fileName }) => fileName),
    forms.map(({ name }) => name.id),
    forms.map(({ name }) => name.en),
  ])
    expect(new Set(told).size).toBe(forms.length);
  for (const { fileName } of forms) expect(fileName).toMatch(/^[a-z-]+\.pdf$/);
});
