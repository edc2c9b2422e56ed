/**
 * Geometry of printed pages: marks, boxes, and text made to fit. Pure, so that what would overlap
 * on paper can be tested without paper. All lengths are points (1/72 inch), y grows downwards.
 */
import { assert } from '#core/assert.ts';
import { LIMITS } from '#core/limits.ts';
import { visibleText } from '#core/plain-text.ts';

export interface Box {
  readonly xPt: number;
  readonly yPt: number;
  readonly widthPt: number;
  readonly heightPt: number;
}

export type Weight = 'regular' | 'bold';
export type Tone = 'black' | 'muted';

/** One line of text; `yPt` is its baseline. */
export interface TextMark {
  readonly kind: 'text';
  readonly text: string;
  readonly xPt: number;
  readonly yPt: number;
  readonly sizePt: number;
  readonly weight: Weight;
  readonly tone: Tone;
}

/** A straight line. */
export interface RuleMark {
  readonly kind: 'rule';
  readonly from: readonly [xPt: number, yPt: number];
  readonly to: readonly [xPt: number, yPt: number];
  readonly widthPt: number;
}

/** A shaded box, behind the head of a table. */
export interface FillMark {
  readonly kind: 'fill';
  readonly box: Box;
}

/** A signature inside its box. */
export interface InkMark {
  readonly kind: 'ink';
  readonly ink: Uint8Array;
  readonly box: Box;
}

/** Everything that can be on a page. */
export type PageMark = TextMark | RuleMark | FillMark | InkMark;

/** How wide a text is at a size of one point. */
export type Measure = (text: string, weight: Weight) => number;

export const A4 = { widthPt: 595.28, heightPt: 841.89 } as const;

/** Where a list may print: a wide left margin for the binder, the foot below. */
export const BODY: Box = { xPt: 52, yPt: 32, widthPt: 510, heightPt: 736 };

/** Something as high as it says, drawn wherever its top comes to lie. */
export interface Block {
  readonly heightPt: number;
  readonly draw: (topPt: number) => readonly PageMark[];
}

/** A block with its place on the page. */
export interface PlacedBlock<B extends Block> {
  readonly block: B;
  readonly topPt: number;
}

/**
 * Fills pages from top to bottom. Blocks of one unit stay together; a unit that no longer fits
 * opens a page, which then begins with the blocks of `again`. A unit higher than a page is a bug.
 */
export function paginate<B extends Block>(
  units: readonly (readonly B[])[],
  again: readonly B[],
): readonly (readonly PlacedBlock<B>[])[] {
  const bottomPt = BODY.yPt + BODY.heightPt;
  const pages: PlacedBlock<B>[][] = [];
  let page: PlacedBlock<B>[] = [];
  let topPt = BODY.yPt;
  const place = (block: B): void => {
    page.push({ block, topPt });
    topPt += block.heightPt;
  };
  for (const unit of units) {
    const heightPt = heightOf(unit);
    if (page.length > 0 && topPt + heightPt > bottomPt) {
      pages.push(page);
      page = [];
      topPt = BODY.yPt;
      again.forEach(place);
    }
    assert(topPt + heightPt <= bottomPt, 'a unit fits on a page');
    unit.forEach(place);
  }
  pages.push(page);
  return pages;
}

/** The height of blocks under one another. */
export function heightOf(blocks: readonly Block[]): number {
  return blocks.reduce((sum, block) => sum + block.heightPt, 0);
}

/** Text broken into lines of one size. */
export interface Fitted {
  readonly lines: readonly string[];
  readonly sizePt: number;
  readonly weight: Weight;
  readonly tone: Tone;
}

/** The room a text has and how it may look; sizes from the wanted one down. */
export interface Room {
  readonly widthPt: number;
  readonly heightPt: number;
  readonly sizesPt: readonly number[];
  readonly weight?: Weight;
  readonly tone?: Tone;
}

/**
 * Breaks text into lines at the first size that fits the room without cutting a word. At the last
 * size a word too wide is cut, and the lines may be higher than the room: nothing ever leaves its
 * width.
 */
export function fitText(text: string, room: Room, measure: Measure): Fitted {
  const weight = room.weight ?? 'regular';
  const tone = room.tone ?? 'black';
  const clean = printable(text);
  let lines: readonly string[] = [];
  let sizePt = 0;
  for (sizePt of room.sizesPt) {
    const line = { unitsMax: room.widthPt / sizePt, weight };
    const words = clean.split(' ');
    const pieces = words.flatMap((word) => breakWord(word, line, measure));
    lines = breakLines(pieces, line, measure);
    const fitsHeight = lines.length * lineHeightPt(sizePt) <= room.heightPt;
    if (pieces.length === words.length && fitsHeight) break;
  }
  return { lines, sizePt, weight, tone };
}

/** The height of a fitted text. */
export function fittedHeightPt(fitted: Fitted): number {
  return fitted.lines.length * lineHeightPt(fitted.sizePt);
}

/** The height of fitted texts under one another. */
export function stackHeightPt(stack: readonly Fitted[]): number {
  return stack.reduce((sum, fitted) => sum + fittedHeightPt(fitted), 0);
}

/** The distance from one baseline to the next. */
export function lineHeightPt(sizePt: number): number {
  return sizePt * 1.17;
}

/**
 * Marks of fitted texts under one another, from `yPt` on, each line at the side or in the middle.
 */
export function textMarks(
  stack: readonly Fitted[],
  at: { readonly box: Box; readonly align: 'left' | 'centre' },
  measure: Measure,
): readonly TextMark[] {
  const marks: TextMark[] = [];
  let topPt = at.box.yPt;
  for (const { lines, sizePt, weight, tone } of stack) {
    for (const text of lines) {
      const freePt = at.box.widthPt - measure(text, weight) * sizePt;
      const xPt = at.box.xPt + (at.align === 'centre' ? freePt / 2 : 0);
      // A capital of this face is 0.71 of its size high: so the line looks centred in its height.
      const yPt = topPt + lineHeightPt(sizePt) / 2 + sizePt * 0.355;
      marks.push({ kind: 'text', text, xPt, yPt, sizePt, weight, tone });
      topPt += lineHeightPt(sizePt);
    }
  }
  return marks;
}

/** The box of the height given in the middle of another. */
export function middleOf(box: Box, heightPt: number): Box {
  return { ...box, yPt: box.yPt + (box.heightPt - heightPt) / 2, heightPt };
}

/**
 * What the embedded face has glyphs for: Latin, Greek, Cyrillic, marks to set over and under
 * them.
 */
const FACE_RANGES: readonly (readonly [first: number, last: number])[] = [
  [0x20, 0x7e],
  [0xa0, 0x17f],
  [0x218, 0x21b],
  [0x2bc, 0x2bc],
  [0x300, 0x301],
  [0x303, 0x303],
  [0x309, 0x309],
  [0x323, 0x323],
  [0x391, 0x3a1],
  [0x3a3, 0x3ce],
  [0x400, 0x486],
  [0x1e80, 0x1e85],
  [0x1ea0, 0x1ef9],
  [0x2010, 0x2011],
  [0x2013, 0x2015],
  [0x2018, 0x201e],
  [0x2020, 0x2022],
  [0x2026, 0x2026],
  [0x2030, 0x2030],
  [0x2039, 0x203a],
  [0x20ac, 0x20ac],
  [0x2122, 0x2122],
];
const MISSING = '\uFFFD';
const JOINERS = /[\u200c\u200d]/;

/** Hamzah and ain of careful transliteration, which the face draws as quotes. */
const QUOTES: Readonly<Record<string, string>> = { ʻ: '‘', ʿ: '‘', ʾ: '’' };

/**
 * The text as the embedded face can print it: one line, single spaces, no invisible signs. A letter
 * the face lacks becomes letter and mark; where that too is missing it is seen to be missing.
 */
function printable(text: string): string {
  return Array.from(visibleText(text), printableSign).join('');
}

function printableSign(sign: string): string {
  if (isInFace(sign)) return sign;
  if (JOINERS.test(sign)) return '';
  const parts = QUOTES[sign] ?? sign.normalize('NFD');
  return Array.from(parts, (part) => (isInFace(part) ? part : MISSING)).join('');
}

function isInFace(sign: string): boolean {
  const point = sign.codePointAt(0) ?? 0;
  return FACE_RANGES.some(([first, last]) => first <= point && point <= last);
}

interface TextLine {
  readonly unitsMax: number;
  readonly weight: Weight;
}

function breakLines(words: readonly string[], line: TextLine, measure: Measure): readonly string[] {
  const lines: string[] = [];
  let current = '';
  for (const word of words) {
    const longer = current === '' ? word : `${current} ${word}`;
    if (measure(longer, line.weight) <= line.unitsMax) {
      current = longer;
    } else {
      lines.push(current);
      current = word;
    }
  }
  if (current !== '') lines.push(current);
  if (lines.length <= LIMITS.printCellLinesMax) return lines;
  return [...lines.slice(0, LIMITS.printCellLinesMax - 1), '…'];
}

/** A word wider than the line is cut, best after a slash or hyphen; any other stays whole. */
function breakWord(word: string, line: TextLine, measure: Measure): readonly string[] {
  if (measure(word, line.weight) <= line.unitsMax) return [word];
  const pieces: string[] = [];
  let rest = '';
  for (const sign of word) {
    if (rest === '' || measure(rest + sign, line.weight) <= line.unitsMax) {
      rest += sign;
      continue;
    }
    const cut = Math.max(rest.lastIndexOf('/'), rest.lastIndexOf('-')) + 1 || rest.length;
    pieces.push(rest.slice(0, cut));
    rest = rest.slice(cut) + sign;
  }
  return [...pieces, rest];
}
