/** Files for a spreadsheet: nothing in them is calculated, and nothing is lost. */
import { parse } from 'papaparse';
import { expect, test } from 'vitest';
import { csvLine, encodeCsv } from '#core/csv.ts';

test.each([
  '=HYPERLINK("https://jahat.example")',
  '+62 811',
  '-1+1',
  '@SUM(A1)',
  '\t=1+1',
  '\r=1+1',
  '  =1+1',
  '\u200b=1+1',
  '\u00a0@A1',
  '＝1+1',
])('%j is text, not a formula', (cell) => {
  expect(csvLine([cell])).toBe(`"'${cell.replaceAll('"', '""')}"\r\n`);
});

test.each(['Meja 3', "ya; 'tidak'", 'a "b"', 'baris\ndua', '', 'a=b', '7'])(
  '%j comes out as it went in',
  (cell) => {
    const text = encodeCsv([['satu', cell], ['dua']]);
    expect(text.startsWith('\ufeff')).toBe(true);
    expect(parse(text.slice(1), { delimiter: ';' }).data.slice(0, 2)).toEqual([
      ['satu', cell],
      ['dua'],
    ]);
  },
);
