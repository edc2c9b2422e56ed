/**
 * How each paper of core/papers.ts is made: read from the database, then planned page by page. A
 * kind without its two functions does not compile.
 */
import { PAPERS, type PaperKind, type PaperOf } from '#core/papers.ts';
import type { ReadContext } from '../context.ts';
import type { GatheringRow } from '../db/schema.ts';
import { makeFoot } from '../print/foot.ts';
import type { Measure } from '../print/layout.ts';
import { openPdf } from '../print/pdf.ts';
import {
  ATTENDANCE_FOOT,
  type AttendanceList,
  planAttendanceList,
  readAttendanceList,
} from './attendance-list.ts';
import { type ListPage, pageMarks } from './bundle.ts';
import { noticeOf } from './head.ts';
import {
  UNSIGNED_FOOT,
  type UnsignedList,
  planUnsignedList,
  readUnsignedList,
} from './unsigned-list.ts';

/** What each paper is read into. */
interface FactsByKind {
  readonly 'attendance-list': AttendanceList;
  readonly 'unsigned-list': UnsignedList;
}

/** A paper that was read, and can be printed. */
export type PaperFacts = FactsByKind[PaperKind];

interface PaperMaker<K extends PaperKind> {
  readonly read: (
    context: ReadContext,
    gathering: GatheringRow,
    paper: PaperOf<K>,
  ) => Promise<FactsByKind[K]>;
  readonly plan: (facts: FactsByKind[K], measure: Measure) => readonly ListPage[];
  /** What the foot of every page says of the paper. */
  readonly foot: string;
}

const MAKERS: { readonly [K in PaperKind]: PaperMaker<K> } = {
  'attendance-list': { read: readAttendanceList, plan: planAttendanceList, foot: ATTENDANCE_FOOT },
  'unsigned-list': { read: readUnsignedList, plan: planUnsignedList, foot: UNSIGNED_FOOT },
};

/** Reads everything that a paper of a gathering prints. */
export function readPaper<K extends PaperKind>(
  context: ReadContext,
  gathering: GatheringRow,
  paper: PaperOf<K>,
): Promise<FactsByKind[K]> {
  return MAKERS[paper.kind].read(context, gathering, paper);
}

/**
 * Prints a paper: the bytes of the PDF, page by page, drawn only as fast as they are taken, and
 * without those that were sent while it waited.
 */
export function* printPaper(facts: PaperFacts, sentBytes = 0): Generator<Uint8Array, void, void> {
  const { kind, gathering, letterhead, printedAtMs, digest } = facts;
  const info = {
    title: `${PAPERS[kind].name.id}: ${gathering.title}`,
    author: letterhead?.organiser ?? 'Ikrar',
    madeAtMs: printedAtMs,
  };
  const pdf = openPdf(info, sentBytes);
  const { measure } = pdf;
  const pages = planOf(kind, facts, measure);
  const foot = makeFoot(
    {
      text: MAKERS[kind].foot,
      printedAtMs,
      zone: gathering.zone,
      digest,
      notice: noticeOf(facts),
    },
    { pagesCount: pages.length, measure },
  );
  for (const [index, page] of pages.entries()) {
    yield pdf.page([...pageMarks(page), ...foot(index + 1)]);
  }
  yield pdf.end();
}

function planOf<K extends PaperKind>(
  kind: K,
  facts: FactsByKind[K],
  measure: Measure,
): readonly ListPage[] {
  return MAKERS[kind].plan(facts, measure);
}
