/**
 * Tables as files for a spreadsheet: with the separator of Indonesian ones, every cell quoted, and
 * nothing that a spreadsheet would calculate.
 */

// A spreadsheet calculates what begins with one of these, some also behind blanks.
const FORMULA = /^[\s\p{Cf}]*[=+\-@＝＋－＠]|^[\t\r\n]/u;

/** The text of a file, one row for each line. */
export function encodeCsv(rows: readonly (readonly string[])[]): string {
  return `\ufeff${rows.map(csvLine).join('')}`;
}

/** One line, with its end. */
export function csvLine(cells: readonly string[]): string {
  return `${cells.map(quoted).join(';')}\r\n`;
}

function quoted(cell: string): string {
  const text = FORMULA.test(cell) ? `'${cell}` : cell;
  return `"${text.replaceAll('"', '""')}"`;
}
