/**
 * The printed attendance list (Daftar Hadir). What it says of days and hours is the gathering's
 * and the signing's own, in the gathering's zone; the moment of printing stands in the foot and
 * nowhere else. Its counts are counted from its rows, so that a list and its sums cannot
 * disagree.
 */
import {
  formatClock,
  formatClocks,
  formatDate,
  formatDay,
  formatDays,
  isSameDay,
  type Span,
} from '#core/dates.ts';
import { type Told, factsOf } from '#core/gathering-facts.ts';
import { LIMITS } from '#core/limits.ts';
import type { Turnout } from '#core/office-gathering-api.ts';
import type { Zone } from '#core/time.ts';
import { closingBlock, type Closing } from './closing.ts';
import { makeFoot } from './foot.ts';
import { paginate, type Block, type Mark, type Measure, type Placed } from './layout.ts';
import {
  fieldsBlock,
  headingBlock,
  letterheadBlock,
  runningBlock,
  titleBlock,
  type Field,
  type Letterhead,
} from './letterhead.ts';
import { openPaper } from './paper.ts';
import {
  gridMarks,
  headLine,
  inkMarks,
  makeTableForm,
  rowLine,
  sumLine,
  type AttendanceRow,
  type Line,
  type Sum,
  type TableForm,
} from './table.ts';
import { PROVISIONAL_WORDS, ROW_NOTES } from './words.ts';

/** Everything an attendance list prints: plain data that may cross into a worker. */
export interface AttendanceList {
  readonly letterhead: Letterhead | null;
  readonly gathering: Told;
  readonly recitals: readonly PrintedRecital[];
  readonly rows: readonly AttendanceRow[];
  /** Walk-ins of phones above the ceiling of the gathering: only their number is told. */
  readonly overCeilingCount: number;
  /**
   * One list, or a bundle for each agency, and one for all walk-ins, with its own head, numbers,
   * sum and closing. Walk-ins of phones are a bundle of their own in both.
   */
  readonly grouping: 'one-list' | 'per-agency';
  readonly closing: Closing | null;
  /** Set while the figures may still grow. */
  readonly provisional: Turnout['provisional'];
  /** Until when every desk is known of; null without a desk. */
  readonly knownUntilMs: number | null;
  /** What stands beside the figures, also final ones. */
  readonly remarks: Turnout['remarks'];
  readonly printedAtMs: number;
  /** Short, to be read: two prints with the same rows have the same. */
  readonly digest: string;
}

/** The joint oath as it was recorded. */
export interface PrintedRecital {
  readonly leader: string;
  readonly fromMs: number;
  readonly toMs: number;
  /** Set where the hours cannot be right: when the office first had the entry. */
  readonly receivedAtMs: number | null;
}

/** One page: its lines where they lie, and the table they belong to. */
export interface ListPage {
  readonly lines: readonly Placed<Line>[];
  readonly form: TableForm;
}

/** So many last rows and sums stay with the closing: nobody confirms an empty page. */
const LAST_ROWS = 2;
const LAST_SUMS_MAX = 10;

/**
 * Prints the list: the bytes of the PDF, page by page, drawn only as fast as they are taken, and
 * without those that were sent while it waited.
 */
export function* printAttendanceList(
  list: AttendanceList,
  sentBytes = 0,
): Generator<Uint8Array, void, void> {
  const info = {
    title: `Daftar Hadir: ${list.gathering.title}`,
    author: list.letterhead?.organiser ?? 'Ikrar',
    madeAtMs: list.printedAtMs,
  };
  const paper = openPaper(info, sentBytes);
  const { measure } = paper;
  const pages = planAttendanceList(list, measure);
  const facts = { ...list, zone: list.gathering.zone, notice: noticeOf(list) };
  const foot = makeFoot(facts, { pagesCount: pages.length, measure });
  for (const [index, page] of pages.entries()) {
    yield paper.page([...listMarks(page), ...foot(index + 1)]);
  }
  yield paper.end();
}

/** Decides what lies where, page by page; pure but for the measure of the face. */
export function planAttendanceList(list: AttendanceList, measure: Measure): readonly ListPage[] {
  const { rows } = list;
  const phones = phonesBundle(list);
  if (list.grouping === 'one-list') {
    const seen = rows.filter(({ isByPhone }) => !isByPhone);
    const sums = [sumOf(list, 'Jumlah', seen), ...sumsByCategory(list, seen)];
    const main: Bundle = { heading: null, unit: 'agency', rows: seen, sums };
    return [main, ...phones].flatMap((bundle) => planBundle(list, bundle, measure));
  }
  const agencies = agenciesOf(rows.filter(({ isByPhone }) => !isByPhone));
  const bundles = agencies.map(({ name, isRoster, members }): Bundle => ({
    heading: isRoster ? `Instansi: ${name}` : name,
    unit: isRoster ? 'category' : 'agency',
    rows: members,
    sums: [sumOf(list, 'Jumlah', members)],
  }));
  const recap: Bundle = {
    heading: 'Rekapitulasi per instansi',
    unit: 'agency',
    rows: [],
    sums: [
      ...agencies.map(({ name, members }) => sumOf(list, name, members)),
      ...phones.flatMap(({ sums: [sum] }) =>
        sum === undefined ? [] : [{ ...sum, label: ROW_NOTES.byPhone }],
      ),
      sumOf(list, 'Jumlah seluruhnya', rows),
    ],
  };
  return [...bundles, ...phones, recap].flatMap((bundle) => planBundle(list, bundle, measure));
}

/** Who wrote himself in on a phone: no steward saw him, and no roster names him. */
function phonesBundle(list: AttendanceList): readonly Bundle[] {
  const rows = list.rows.filter(({ isByPhone }) => isByPhone);
  const { overCeilingCount } = list;
  if (rows.length + overCeilingCount === 0) return [];
  const over = {
    label: 'Di atas batas kegiatan, tidak dicetak',
    value: `${overCeilingCount} orang`,
  };
  const sums = [sumOf(list, 'Jumlah', rows), ...(overCeilingCount === 0 ? [] : [over])];
  return [{ heading: ROW_NOTES.byPhone, unit: 'agency', rows, sums }];
}

/** All marks of a page: the grid first, text over it, ink over both. */
export function listMarks({ lines, form }: ListPage): readonly Mark[] {
  const drawn = lines.flatMap(({ block, topPt }) => block.draw(topPt));
  const fills = drawn.filter((mark) => mark.kind === 'fill');
  const others = drawn.filter((mark) => mark.kind !== 'fill');
  return [...fills, ...gridMarks(lines, form), ...others, ...inkMarks(lines, form)];
}

interface AgencyRows {
  readonly name: string;
  /** False for the walk-ins, whose agencies are as many as ways to write them. */
  readonly isRoster: boolean;
  readonly members: readonly AttendanceRow[];
}

/** The rows of each agency of the roster, in the order of the rows, then all walk-ins. */
function agenciesOf(rows: readonly AttendanceRow[]): readonly AgencyRows[] {
  const byNo = Map.groupBy(rows, ({ topAgency }) => topAgency?.no ?? null);
  const walkIns = byNo.get(null) ?? [];
  byNo.delete(null);
  return [
    ...[...byNo.values()].map((members) => ({
      name: members[0]?.topAgency?.name ?? '',
      isRoster: true,
      members,
    })),
    ...(walkIns.length === 0
      ? []
      : [{ name: ROW_NOTES.walkIn, isRoster: false, members: walkIns }]),
  ];
}

/** What is handed over as one: its rows under a head, its sums, its closing. */
interface Bundle {
  readonly heading: string | null;
  /** Which of the two tells more of these rows. */
  readonly unit: TableForm['unit'];
  readonly rows: readonly AttendanceRow[];
  readonly sums: readonly Sum[];
}

function planBundle(list: AttendanceList, bundle: Bundle, measure: Measure): readonly ListPage[] {
  const { gathering, letterhead, closing } = list;
  const form = makeTableForm(bundle.rows, {
    unit: bundle.unit,
    zone: gathering.zone,
    dayMs: gathering.startsAtMs,
  });
  const head = bundle.rows.length === 0 ? [] : [headLine(form, measure)];
  const top: readonly Line[] = [
    ...(letterhead === null ? [] : [other(letterheadBlock(letterhead, measure))]),
    other(titleBlock('DAFTAR HADIR', noticeOf(list), measure)),
    other(fieldsBlock(fieldsOf(list), measure)),
    ...(bundle.heading === null ? [] : [other(headingBlock(bundle.heading, measure))]),
    ...head,
  ];
  const rows = bundle.rows.map((row, index) => rowLine({ row, number: index + 1 }, form, measure));
  const sums = bundle.sums.map((sum) => sumLine(sum, measure));
  const end = closing === null ? [] : [other(closingBlock(closing, gathering.zone, measure))];
  const units = unitsOf([...rows, ...sums], { top, end });
  const again = [other(runningBlock(runningText(list, bundle), measure)), ...head];
  return paginate(units, again).map((lines) => ({ lines, form }));
}

/** The head keeps the first line of the table with it; the closing keeps the sums and last rows. */
function unitsOf(
  [first, ...lines]: readonly Line[],
  { top, end }: { readonly top: readonly Line[]; readonly end: readonly Line[] },
): readonly (readonly Line[])[] {
  const sumsCount = lines.filter(({ kind }) => kind === 'sum').length;
  const cut = Math.max(0, lines.length - LAST_ROWS - Math.min(sumsCount, LAST_SUMS_MAX));
  const singles = lines.slice(0, cut).map((line) => [line]);
  return [
    [...top, ...(first === undefined ? [] : [first])],
    ...singles,
    [...lines.slice(cut), ...end],
  ];
}

function fieldsOf(list: AttendanceList): readonly Field[] {
  return [...factsOf(list.gathering), ...recitalFields(list)];
}

/** Each recital in a line; a head has room for some, and says how many more there are. */
function recitalFields({ recitals, gathering }: AttendanceList): readonly Field[] {
  const shown = recitals.slice(0, LIMITS.printRecitalsMax);
  const moreCount = recitals.length - shown.length;
  return [
    ...shown.map((recital) => ({ label: 'Ikrar', value: toldOf(recital, gathering) })),
    ...(moreCount === 0 ? [] : [{ label: 'Ikrar', value: `dan ${moreCount} lagi` }]),
  ];
}

function toldOf(
  recital: PrintedRecital,
  { zone, startsAtMs }: AttendanceList['gathering'],
): string {
  const { leader, receivedAtMs, ...span } = recital;
  const isOtherDay = !isSameDay(span.fromMs, startsAtMs, zone);
  const hours = isSameDay(span.fromMs, span.toMs, zone)
    ? [...(isOtherDay ? [formatDay(span.fromMs, zone)] : []), formatClocks(span, zone)].join(', ')
    : `${momentOf(span.fromMs, zone)} s.d. ${momentOf(span.toMs, zone)}`;
  const clock =
    receivedAtMs === null ? '' : ` (jam perangkat; diterima ${momentOf(receivedAtMs, zone)})`;
  return `Dibacakan bersama, dipimpin oleh ${leader}, ${hours}${clock}`;
}

function momentOf(ms: number, zone: Zone): string {
  return `${formatDay(ms, zone)} pukul ${formatClock(ms, zone)}`;
}

function runningText(list: AttendanceList, { heading }: Bundle): string {
  const day = formatDays(spanOf(list), list.gathering.zone);
  const whose = heading === null ? [] : [heading];
  return ['Daftar Hadir', list.gathering.title, day, ...whose].join(' · ');
}

function spanOf({ gathering }: AttendanceList): Span {
  return { fromMs: gathering.startsAtMs, toMs: gathering.endsAtMs };
}

function noticeOf(list: AttendanceList): string | null {
  const { unproven, unprovenPhones, wasPutBack, setAside, accepted } = list.remarks;
  const notices = [
    ...(list.provisional === null ? knownNotice(list) : [provisionalNotice(list.provisional)]),
    ...(unproven === 0 ? [] : [`Belum terbukti lengkap dari ${unproven} perangkat atau meja`]),
    ...(unprovenPhones === 0 ? [] : [`Belum terbukti lengkap dari ${unprovenPhones} ponsel`]),
    ...(wasPutBack ? ['Data kantor mungkin pernah dipulihkan dari cadangan'] : []),
    ...(setAside === 0 ? [] : [`${setAside} catatan perlu diperiksa dan belum dihitung`]),
    ...(accepted === 0
      ? []
      : [`${accepted} catatan yang perlu diperiksa diterima atas keputusan penyelenggara`]),
  ];
  return notices.length === 0 ? null : notices.join(' · ');
}

/** A final figure is as good as the last word of the desk that is silent the longest. */
function knownNotice({ knownUntilMs, gathering: { zone } }: AttendanceList): readonly string[] {
  if (knownUntilMs === null) return [];
  const moment = `${formatDate(knownUntilMs, zone)} pukul ${formatClock(knownUntilMs, zone)}`;
  return [`Menurut kabar terakhir tiap meja, sekurang-kurangnya sampai ${moment}`];
}

function provisionalNotice({
  why,
  devicesOutstanding,
}: NonNullable<AttendanceList['provisional']>): string {
  return `Angka sementara, ${PROVISIONAL_WORDS[why](devicesOutstanding)}`;
}

function sumOf(list: AttendanceList, label: string, rows: readonly AttendanceRow[]): Sum {
  const signed = rows.filter((row) => row.signing !== null).length;
  const mark = list.provisional === null ? '' : ' (sementara)';
  return { label, value: `${rows.length} orang, ${signed} bertanda tangan${mark}` };
}

function sumsByCategory(list: AttendanceList, seen: readonly AttendanceRow[]): readonly Sum[] {
  const categories = [...Map.groupBy(seen, (row) => row.category)];
  if (categories.length < 2) return [];
  return categories.map(([category, rows]) =>
    sumOf(list, category === '' ? 'Lain-lain' : category, rows),
  );
}

function other(block: Block): Line {
  return { ...block, kind: 'other' };
}
