/**
 * Reads a roster file as organisers have it: CSV of any spreadsheet, whatever its encoding and
 * separator, with titles above its header. It only reads; whoever imports does so when no error is
 * among the faults, and then the whole file.
 */
import papaparse from 'papaparse';
import { type Result, bad, good } from '#core/fault.ts';
import { LIMITS } from '#core/limits.ts';
import { type RosterTable, isRosterHeader } from '#core/roster-columns.ts';
import type { RosterFault } from '#core/roster-fault.ts';
import { type JudgedTable, judgeRows } from '#core/roster-table.ts';

const SEPARATORS = [';', ',', '\t'] as const;
const HEADER_ROWS_MAX = 15;
// How organisers keep a spreadsheet from rounding a number: a formula that gives a text.
const TEXT_FORMULA = /^\s*="(.*)"\s*$/s;
const MARKUP = /^\s*(?:%PDF|<|\{\\rtf)/;

/**
 * The people, agencies and faults of a CSV file. Faults of the file as a whole: too-large,
 * not-a-table (another format, or a single column), column-missing (no line names the columns),
 * too-many-rows (the detail is how many there are).
 */
export function readRosterCsv(bytes: Uint8Array): Result<JudgedTable> {
  if (bytes.length > LIMITS.rosterFileBytesMax) return bad('too-large', String(bytes.length));
  const text = decodeText(bytes);
  if (text === null) return bad('not-a-table', 'not text');
  const found = findTable(text);
  if (!found.ok) return found;
  const { table, faults } = found.value;
  const count = table.lines.filter((cells) => cells.some((cell) => cell.trim() !== '')).length;
  if (count > LIMITS.rosterRowsMax) return bad('too-many-rows', String(count));
  const judged = judgeRows(table);
  return good({ ...judged, faults: [...faults, ...judged.faults] });
}

/** The text of a file; null when it is a page, a PDF, or holds bytes no text has (zip, xls). */
function decodeText(bytes: Uint8Array): string | null {
  const text = new TextDecoder(encodingOf(bytes)).decode(bytes);
  // oxlint-disable-next-line no-control-regex -- control bytes are what tells a binary file
  return MARKUP.test(text) || /[\x00-\x08\x0e-\x1f]/.test(text) ? null : text;
}

/** Old spreadsheets write Windows-1252, and `Unicode text` means UTF-16; neither says so. */
function encodingOf(bytes: Uint8Array): 'utf-8' | 'utf-16le' | 'windows-1252' {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  return new TextDecoder('utf-8').decode(bytes).includes('\ufffd') ? 'windows-1252' : 'utf-8';
}

interface FoundTable {
  readonly table: RosterTable;
  readonly faults: readonly RosterFault[];
}

/** The separator is the one that makes a header appear; the header is the first that does. */
function findTable(text: string): Result<FoundTable> {
  let columnsMax = 0;
  for (const separator of SEPARATORS) {
    const preview = splitCells(text, separator, HEADER_ROWS_MAX).data;
    columnsMax = Math.max(columnsMax, ...preview.map((cells) => cells.length));
    const at = preview.findIndex(isRosterHeader);
    if (at >= 0) return good(tableOf(text, separator, at));
  }
  return columnsMax > 1
    ? bad('column-missing', 'no line names the columns')
    : bad('not-a-table', 'one column');
}

function tableOf(text: string, separator: string, at: number): FoundTable {
  const { data, errors } = splitCells(text, separator, 0);
  const header = data[at] ?? [];
  const table = { header, headerRow: at + 1, lines: data.slice(at + 1) };
  // A quote that never closes swallows the lines after it; the row where it opens is named.
  const faults = errors
    .filter(({ type }) => type === 'Quotes')
    .map(({ row }): RosterFault => ({
      severity: 'error',
      row: (row ?? 0) + 1,
      column: '',
      code: 'quote-open',
      value: '"',
      otherRow: null,
    }));
  return { table, faults };
}

interface SplitText {
  readonly data: readonly (readonly string[])[];
  readonly errors: readonly papaparse.ParseError[];
}

function splitCells(text: string, separator: string, rowsMax: number): SplitText {
  const { data, errors } = papaparse.parse<string[]>(text, {
    delimiter: separator,
    preview: rowsMax,
    header: false,
    dynamicTyping: false,
    skipEmptyLines: false,
  });
  return { data: data.map((cells) => cells.map(textOfFormula)), errors };
}

/** `="1976"` is the text 1976; any other cell is as it is. */
function textOfFormula(cell: string): string {
  const inner = TEXT_FORMULA.exec(cell)?.[1];
  return inner === undefined ? cell : inner.replaceAll('""', '"');
}
