/**
 * The foot of every page: what must be known of the paper, when it was printed, the digest of its
 * data, and which page of how many. A provisional print says so here too, on each page.
 */
import { formatClock, formatDay } from '#core/dates.ts';
import type { Zone } from '#core/time.ts';
import {
  BODY,
  fitText,
  stackHeightPt,
  textMarks,
  type Box,
  type PageMark,
  type Measure,
} from './layout.ts';

const BOX: Box = { ...BODY, yPt: BODY.yPt + BODY.heightPt + 10, heightPt: 42 };
const RULE_PT = BOX.yPt - 5;
const TEXT_PT = 6.6;
const PAGE_PT = 7.5;
const GAP_PT = 3;

/** What stands in the foot, beside the page's number. */
export interface FootFacts {
  /** What a reader of the paper must know of it. */
  readonly text: string;
  readonly printedAtMs: number;
  readonly zone: Zone;
  readonly digest: string;
  readonly notice: string | null;
}

/** Prepares the foot once for all pages of a document. */
export function makeFoot(
  facts: FootFacts,
  { pagesCount, measure }: { readonly pagesCount: number; readonly measure: Measure },
): (pageNumber: number) => readonly PageMark[] {
  const room = { widthPt: BOX.widthPt, heightPt: 20, sizesPt: [TEXT_PT] };
  const words = [
    ...(facts.notice === null ? [] : [fitText(facts.notice, { ...room, weight: 'bold' }, measure)]),
    fitText(facts.text, { ...room, tone: 'muted' }, measure),
  ];
  const day = formatDay(facts.printedAtMs, facts.zone);
  const clock = formatClock(facts.printedAtMs, facts.zone);
  const printed = `Dicetak ${day} pukul ${clock} · Sidik data ${facts.digest}`;
  const last = { ...BOX, yPt: BOX.yPt + stackHeightPt(words) + GAP_PT };
  const below = textMarks([fitText(printed, room, measure)], { box: last, align: 'left' }, measure);
  const endPt = BOX.xPt + BOX.widthPt;
  const fixed: readonly PageMark[] = [
    { kind: 'rule', from: [BOX.xPt, RULE_PT], to: [endPt, RULE_PT], widthPt: 0.4 },
    ...textMarks(words, { box: BOX, align: 'left' }, measure),
    ...below,
  ];
  const yPt = below.at(-1)?.yPt ?? last.yPt;
  return (pageNumber) => {
    const text = `halaman ${pageNumber} dari ${pagesCount}`;
    const xPt = endPt - measure(text, 'bold') * PAGE_PT;
    return [
      ...fixed,
      { kind: 'text', text, xPt, yPt, sizePt: PAGE_PT, weight: 'bold', tone: 'black' },
    ];
  };
}
