/** The table of doubts: whole in both languages, and the same in the protocol and the guide. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import {
  DOUBT_NAMES,
  type DoubtRow,
  LEDGER_DOUBTS,
  type Settling,
  deskWords,
  doubtsSettledBy,
} from '#core/doubt.ts';
import { DOUBTS, verdictNumber, verdictOf } from '#core/verdict.ts';

const ROWS = DOUBT_NAMES.map((name): DoubtRow => LEDGER_DOUBTS[name]);

/** The rows of the table below a heading of a document, cell by cell, without its own head. */
function tableBelow(path: string, heading: string): readonly (readonly string[])[] {
  const text = readFileSync(join(import.meta.dirname, '../../docs', path), 'utf8');
  const [, after = ''] = text.split(`\n${heading}\n`);
  const [section = ''] = after.split(/\n#+ /);
  const lines = section.split('\n').filter((line) => line.startsWith('|'));
  return lines.slice(2).map((line) => {
    const cells = line.split('|').slice(1, -1);
    return cells.map((cell) => cell.trim());
  });
}

/** What settles a doubt, as a document says it; `nothing` where nothing does. */
function settling(
  { settledBy }: DoubtRow,
  words: Readonly<Record<Settling | 'nothing', string>>,
): string {
  if (settledBy.length === 0) return words.nothing;
  return settledBy.map((one) => words[one]).join('; ');
}

describe('the table', () => {
  test('is that of the protocol, row by row', () => {
    const words = {
      entry: 'accepting it',
      device: 'accepting its device',
      roster: 'another roster or pact',
      ceiling: 'a higher ceiling',
      nothing: 'nothing',
    };
    const rows = DOUBT_NAMES.map((name) => {
      const row: DoubtRow = LEDGER_DOUBTS[name];
      return [String(row.number ?? '–'), name, row.en, settling(row, words)];
    });
    expect(tableBelow('PROTOCOL.md', '### Doubts')).toEqual(rows);
  });

  test('is that of the guide for organisers, row by row', () => {
    const words = {
      entry: 'putuskan catatannya',
      device: 'terima perangkatnya',
      roster: 'betulkan daftar peserta atau naskah',
      ceiling: 'naikkan batas ponsel',
      nothing: 'tidak dapat dihitung',
    };
    const rows = ROWS.map((row) => [row.id, settling(row, words)]);
    expect(tableBelow('panduan/penyelenggara.md', '### Mengapa perlu diperiksa')).toEqual(rows);
  });

  test('has the number of the wire for what a device is told, and null for the rest', () => {
    const numbers = DOUBTS.map((doubt) => verdictNumber({ kind: 'quarantined', doubt }));
    const told = ROWS.map(({ number }) => number).filter((number) => number !== null);
    expect(DOUBTS.map((doubt) => LEDGER_DOUBTS[doubt].number)).toEqual(numbers);
    expect(told).toEqual(numbers);
  });
});

describe('the words', () => {
  test.each(['id', 'en'] as const)('of each doubt are others: %s', (language) => {
    const words = ROWS.map((row) => row[language]);
    expect(words.filter((text) => !/^\p{L}.+[^.]$/u.test(text))).toEqual([]);
    expect(new Set(words).size).toBe(words.length);
  });

  test('are Indonesian in one column and English in the other', () => {
    const [idWords, enWords] = [/\b(yang|tidak|tanda|catatan)\b/, /\b(the|it|of|more)\b/];
    for (const { id, en } of [...ROWS, ...ROWS.flatMap(({ desk }) => desk ?? [])]) {
      expect(id).not.toMatch(enWords);
      expect(en).not.toMatch(idWords);
    }
  });

  test('at the desk say of not-permitted no more than a device is told', () => {
    const { id, en } = deskWords('not-permitted');
    expect(id).toBe('penyelenggara yang memutuskan apakah ini dihitung');
    expect(en).toBe('the organiser decides whether it counts');
    expect(deskWords('forked')).toBe(LEDGER_DOUBTS.forked);
    expect(deskWords('unknown-target').en).not.toBe(LEDGER_DOUBTS['unknown-target'].en);
  });

  test('at the desk tell of a doubt that a later office has', () => {
    const later = verdictOf(3 + DOUBTS.length);
    const doubt = later?.kind === 'quarantined' ? later.doubt : 'forked';
    expect(deskWords(doubt).en).toBe(
      'to be checked; this version of the app does not know the reason',
    );
  });
});

test('what settles a doubt is judged by it alone', () => {
  expect(doubtsSettledBy('roster')).toEqual(['unknown-signatory', 'other-identity', 'other-pact']);
  expect(doubtsSettledBy('device')).toEqual(['late', 'over-cap', 'over-ceiling']);
  expect(doubtsSettledBy('ceiling')).toEqual(['over-ceiling']);
  const never = DOUBT_NAMES.filter((name) => !doubtsSettledBy('entry').includes(name));
  expect(never).toEqual([
    'unknown-version',
    'malformed-body',
    'unknown-gathering',
    'other-gathering',
    'unknown-signatory',
    'unreadable-ink',
  ]);
});
