/**
 * Yields the faults of a roster file as a file of their own, to work through in a spreadsheet. What
 * stands in the organiser's file is given back as text and never as a formula.
 */
import type { RosterFault } from '#core/roster-fault.ts';
import { faultWords } from './roster-fault-words.ts';
import type { OfficeTexts } from './text/id.ts';

// A spreadsheet calculates what begins with one of these.
const FORMULA = /^[=+\-@\t\r]/;

interface ListedFaults {
  readonly faults: readonly RosterFault[];
  /** The last line, when the office did not tell all faults. */
  readonly more: string | null;
}

/** CSV with the separator of Indonesian spreadsheets, one line for each fault. */
export function rosterFaultFile(texts: OfficeTexts, { faults, more }: ListedFaults): string {
  const words = texts.importing;
  const header = [words.row, words.column, words.kind, words.what, words.stands, words.way];
  const lines = faults.map((fault) => {
    const { what, way } = faultWords(texts, fault);
    return [
      String(fault.row),
      fault.column === '' ? words.wholeRow : fault.column,
      fault.severity === 'error' ? words.error : words.warning,
      what,
      // Words before a number keep a spreadsheet from rounding it once more.
      fault.value === '' ? words.blank : words.written(fault.value),
      way,
    ];
  });
  const all = [header, ...lines, ...(more === null ? [] : [[more]])];
  return `\ufeff${all.map((cells) => cells.map(quoted).join(';')).join('\r\n')}\r\n`;
}

function quoted(cell: string): string {
  const text = FORMULA.test(cell) ? `'${cell}` : cell;
  return `"${text.replaceAll('"', '""')}"`;
}
