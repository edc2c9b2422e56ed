/**
 * The faults of a roster file as a file of their own, to work through in a spreadsheet. What
 * stands in the organiser's file is given back as text and never as a formula.
 */
import { encodeCsv } from '#core/csv.ts';
import { shownText } from '#core/plain-text.ts';
import type { RosterFault } from '#core/roster-fault.ts';
import { faultWords } from './roster-fault-words.ts';
import type { OfficeTexts } from '../text/id.ts';

interface ListedFaults {
  readonly faults: readonly RosterFault[];
  /** The last line, when the office did not tell all faults. */
  readonly more: string | null;
}

/** CSV, one line for each fault. */
export function rosterFaultFile(texts: OfficeTexts, { faults, more }: ListedFaults): string {
  const words = texts.importing;
  const header = [words.row, words.column, words.kind, words.what, words.stands, words.way];
  const lines = faults.map((fault) => {
    const { what, way } = faultWords(texts, fault);
    return [
      String(fault.row),
      fault.column === '' ? words.wholeRow : shownText(fault.column),
      fault.severity === 'error' ? words.error : words.warning,
      what,
      // With words before it a spreadsheet does not take the number as a number, and does not round
      // it.
      fault.value === '' ? words.blank : words.written(fault.value),
      way,
    ];
  });
  return encodeCsv([header, ...lines, ...(more === null ? [] : [[more]])]);
}
