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
  const header = findHeader(text);
  if (!header.ok) return header;
  const read = readTable(text, header.value);
  if (!read.ok) return read;
  const judged = judgeRows(read.value.table);
  return good({ ...judged, faults: [...read.value.faults, ...judged.faults] });
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

type Newline = '\r\n' | '\n' | '\r';

/** How the lines of a text are written, and how many stand above the header. */
interface CsvForm {
  readonly separator: string;
  readonly newline: Newline;
  readonly above: number;
}

/** The separator is the one that makes a header appear; the header is the first that does. */
function findHeader(text: string): Result<CsvForm> {
  const head = text.slice(0, LIMITS.rosterLineCharsMax);
  let columnsMax = 0;
  for (const separator of SEPARATORS) {
    const options = { delimiter: separator, preview: HEADER_ROWS_MAX };
    const { data, meta } = papaparse.parse<string[]>(head, options);
    const rows = data.map(textsOf);
    columnsMax = Math.max(columnsMax, ...rows.map((cells) => cells.length));
    const above = rows.findIndex(isRosterHeader);
    const newline = meta.linebreak as Newline; // papaparse knows no other
    if (above >= 0) return good({ separator, newline, above });
  }
  return columnsMax > 1
    ? bad('column-missing', 'no line names the columns')
    : bad('not-a-table', 'one column');
}

interface FoundTable {
  readonly table: RosterTable;
  readonly faults: readonly RosterFault[];
}

/**
 * The lines below the header, read piece by piece, so that what is not kept takes no room: blank
 * lines, and people beyond what a roster may have, who are counted all the same. A line that is far
 * too long ends the reading, and is a fault.
 */
function readTable(text: string, form: CsvForm): Result<FoundTable> {
  const lines = new KeptLines(form.above);
  const faults: RosterFault[] = [];
  const note = (row: number, code: RosterFault['code']): void => {
    const value = code === 'quote-open' ? '"' : '';
    faults.push({ severity: 'error', row, column: '', code, value, otherRow: null });
  };
  let begun = '';
  for (let at = 0; at < text.length && begun.length < LIMITS.rosterLineCharsMax;) {
    const piece = begun + text.slice(at, at + LIMITS.rosterPieceCharsMax);
    at += LIMITS.rosterPieceCharsMax;
    const { data, quotes, end } = readPiece(piece, { form, isLast: at >= text.length });
    for (const place of quotes) note(lines.rowsCount + 1 + place, 'quote-open');
    for (const cells of data) lines.add(cells);
    begun = piece.slice(end);
  }
  if (begun.length >= LIMITS.rosterLineCharsMax) {
    const { data, quotes } = readPiece(begun, { form, isLast: true });
    note(lines.rowsCount + 1, quotes.has(0) ? 'quote-open' : 'line-too-long');
    lines.add(data[0] ?? []);
  }
  const many = lines.tooMany;
  if (many !== null) return bad('too-many-rows', many);
  const columns = lines.header.findLastIndex((cell) => cell.trim() !== '') + 1;
  if (columns > LIMITS.rosterColumnsMax) return bad('not-a-table', `${columns} columns`);
  return good({
    table: { header: lines.header, headerRow: form.above + 1, lines: lines.kept },
    faults,
  });
}

interface CsvPiece {
  readonly data: readonly (readonly string[])[];
  /**
   * By place, the lines with a quote that does not close as it should: one that never does
   * swallows the lines after it.
   */
  readonly quotes: ReadonlySet<number>;
  /** Where the last whole line ends. */
  readonly end: number;
}

/** Reads the lines of a piece, but for one that goes on in the next. */
function readPiece(
  piece: string,
  { form, isLast }: { readonly form: CsvForm; readonly isLast: boolean },
): CsvPiece {
  const parser = new papaparse.Parser({ delimiter: form.separator, newline: form.newline });
  const read = parser.parse(piece, 0, !isLast) as papaparse.ParseResult<string[]>; // its own rows
  const quotes = read.errors.flatMap(({ type, row = 0 }) =>
    type === 'Quotes' && row < read.data.length ? [row] : [],
  );
  return {
    data: read.data,
    quotes: new Set(quotes),
    end: isLast ? piece.length : read.meta.cursor,
  };
}

/** The lines of a table as they come: the header, and those below it. */
class KeptLines {
  readonly kept: (readonly string[])[] = [];
  header: readonly string[] = [];
  rowsCount = 0;
  /** How many lines below the header say something, and where the last of them is. */
  #peopleCount = 0;
  #lastPlace = -1;
  readonly #above: number;

  constructor(above: number) {
    this.#above = above;
  }

  /** What of them is too many; null when they are as many as a roster may have. */
  get tooMany(): string | null {
    if (this.#peopleCount > LIMITS.rosterRowsMax) return String(this.#peopleCount);
    if (this.#lastPlace < LIMITS.rosterLinesMax) return null;
    return `somebody stands on row ${this.#lastPlace + this.#above + 2}`;
  }

  add(row: readonly string[]): void {
    this.rowsCount += 1;
    const place = this.rowsCount - this.#above - 2;
    if (place < -1 || (row.length === 1 && row[0] === '')) return;
    const cells = textsOf(row);
    if (place === -1) this.header = cells;
    else if (cells.some((cell) => cell.trim() !== '')) this.#keep(place, cells);
  }

  #keep(place: number, cells: readonly string[]): void {
    this.#peopleCount += 1;
    this.#lastPlace = place;
    if (this.#peopleCount > LIMITS.rosterRowsMax || place >= LIMITS.rosterLinesMax) return;
    while (this.kept.length < place) this.kept.push(BLANK);
    this.kept.push(cells);
  }
}

const BLANK: readonly string[] = [];

function textsOf(cells: readonly string[]): readonly string[] {
  return cells.map(textOfFormula);
}

/** `="1976"` is the text 1976; any other cell is as it is. */
function textOfFormula(cell: string): string {
  const inner = TEXT_FORMULA.exec(cell)?.[1];
  return inner === undefined ? cell : inner.replaceAll('""', '"');
}
