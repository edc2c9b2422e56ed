/** The faults of a roster file as a file of their own, which a spreadsheet opens and never runs. */
import papaparse from 'papaparse';
import { describe, expect, it } from 'vitest';
import { rosterFaultFile } from '#app/organiser/roster/roster-fault-file.ts';
import { faultWords } from '#app/organiser/roster/roster-fault-words.ts';
import { en } from '#app/organiser/text/en.ts';
import { id } from '#app/organiser/text/id.ts';
import { ROSTER_FAULTS, type RosterFault } from '#core/roster-fault.ts';

const FAULT: RosterFault = {
  severity: 'error',
  row: 7,
  column: 'NIP',
  code: 'number-duplicate',
  value: '197607222001122901',
  otherRow: 3,
};

const cellsOf = (faults: readonly RosterFault[], more: string | null = null) =>
  papaparse.parse<string[]>(rosterFaultFile(id, { faults, more }).slice(1).trimEnd(), {
    delimiter: ';',
  }).data;

describe('the file of faults', () => {
  it('has a line for each, with row, column, what stands there and what to do', () => {
    const warning = { ...FAULT, severity: 'warning', row: 9, column: '', value: '' } as const;
    const [header, first, second, ...rest] = cellsOf([FAULT, warning]);
    expect(header).toHaveLength(6);
    expect(first).toEqual([
      '7',
      'NIP',
      'Kesalahan',
      'Nomor ini sudah dipakai pada baris 3.',
      'Tertulis: 197607222001122901',
      id.rosterFault.numberDuplicate.way,
    ]);
    expect(second?.slice(0, 3)).toEqual(['9', 'seluruh baris', 'Peringatan']);
    expect(rest).toEqual([]);
  });

  it('gives back headings and cells of the organiser as text, never as a formula', () => {
    for (const evil of ['=HYPERLINK("x")', '+1', '-1', '@SUM(A1)', '\t=1']) {
      const line = cellsOf([{ ...FAULT, column: evil, value: `${evil};"x"\n` }])[1] ?? [];
      expect(line).toHaveLength(6);
      // What cannot be seen is left out, as on every screen.
      expect(line[1]).toBe(`'${evil.trim()}`);
      expect(line.filter((cell) => /^[=+\-@\t\r]/.test(cell))).toEqual([]);
    }
  });

  it('says so when the office has not told all', () => {
    const more = id.importing.faultsMore('12');
    expect(cellsOf([FAULT], more).at(-1)).toEqual([more]);
  });
});

it.each(ROSTER_FAULTS)('%s has words of its own in both languages', (code) => {
  for (const texts of [id, en]) {
    const { what, way } = faultWords(texts, { ...FAULT, code });
    const others = ROSTER_FAULTS.filter((other) => other !== code);
    expect(what).not.toBe('');
    expect(way).not.toBe('');
    expect(others.map((other) => faultWords(texts, { ...FAULT, code: other }).what)).not.toContain(
      what,
    );
  }
});
