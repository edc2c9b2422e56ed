/**
 * Marks become pages of a PDF/A-2b with its faces embedded, so that any name prints alike
 * on any machine in ten years. Only this file knows pdfkit. Given the same marks it writes the
 * same bytes.
 */
import PdfDocument from 'pdfkit';
import { decodeInk } from '#core/ink.ts';
import { assert, unreachable } from '#core/assert.ts';
import { openFace } from './face.ts';
import { placeInk } from './ink.ts';
import { PDF_OPENING } from './preamble.ts';
import { A4, textMarks, type InkMark, type PageMark, type Measure, type Weight } from './layout.ts';

const FACES: Readonly<Record<Weight, Buffer>> = {
  regular: openFace(import.meta.resolve('roboto-fontface/fonts/roboto/Roboto-Regular.woff')),
  bold: openFace(import.meta.resolve('roboto-fontface/fonts/roboto/Roboto-Bold.woff')),
};
const COLOURS = { black: '#111111', muted: '#555555', head: '#e9ecef', ink: '#15256b' } as const;
const INK_WIDTH_PT = 0.75;

/** A document that is drawn page by page. */
export interface Pdf {
  readonly measure: Measure;
  /** Draws one page and gives the bytes that are ready. */
  readonly page: (marks: readonly PageMark[]) => Uint8Array;
  /** Closes the document and gives the rest of its bytes. */
  readonly end: () => Uint8Array;
}

/** What a document says of itself. */
export interface DocumentInfo {
  readonly title: string;
  readonly author: string;
  readonly madeAtMs: number;
}

/**
 * Opens a document. The moment it says it was made at is an argument, like all time, and so is how
 * much of its beginning was sent already.
 */
export function openPdf(info: DocumentInfo, sentBytes = 0): Pdf {
  const document = new PdfDocument({
    subset: 'PDF/A-2b',
    pdfVersion: '1.7',
    size: [A4.widthPt, A4.heightPt],
    margin: 0,
    // No face of pdfkit's own: those cannot be embedded.
    font: '',
    autoFirstPage: false,
    lang: 'id-ID',
    displayTitle: true,
    info: {
      Title: withoutMarkup(info.title),
      Author: withoutMarkup(info.author),
      Creator: 'Ikrar',
      CreationDate: new Date(info.madeAtMs),
    },
  });
  if (sentBytes > 0) skipSent(document, sentBytes);
  document.registerFont('regular', FACES.regular).registerFont('bold', FACES.bold);
  const measure: Measure = (text, weight) => document.font(weight).fontSize(1).widthOfString(text);
  return {
    measure,
    page: (marks) => {
      document.addPage();
      for (const mark of marks) draw(document, mark, measure);
      return take(document);
    },
    end: () => {
      document.end();
      return take(document);
    },
  };
}

/**
 * Counts what was sent while the print waited as part of the document: its opening, and comments
 * of any kind up to that place. pdfkit 0.20.2 gives no other way to move what follows.
 */
function skipSent(document: PDFKit.PDFDocument, sentBytes: number): void {
  const opening = take(document);
  assert(PDF_OPENING.equals(opening), 'the opening that was sent is the one of pdfkit');
  const writing = document as unknown as Writing; // its own way to write any object
  writing[WRITE](Buffer.alloc(sentBytes - opening.length, '%'));
  take(document);
}

const WRITE = '_write';

interface Writing {
  [WRITE](bytes: Uint8Array): void;
}

/** pdfkit 0.20.2 writes the title unescaped into XML metadata, where these would break it. */
function withoutMarkup(text: string): string {
  return text.replace(/[<>&]/g, ' ');
}

/** All bytes that are ready: pdfkit hands them out piece by piece. */
function take(document: PDFKit.PDFDocument): Uint8Array {
  const pieces: Uint8Array[] = [];
  let piece: unknown = document.read();
  while (piece instanceof Uint8Array) {
    pieces.push(piece);
    piece = document.read();
  }
  return Uint8Array.from(Buffer.concat(pieces));
}

function draw(document: PDFKit.PDFDocument, mark: PageMark, measure: Measure): void {
  switch (mark.kind) {
    case 'text':
      document.font(mark.weight).fontSize(mark.sizePt).fillColor(COLOURS[mark.tone]);
      document.text(mark.text, mark.xPt, mark.yPt, { lineBreak: false, baseline: 'alphabetic' });
      return;
    case 'rule':
      document.lineWidth(mark.widthPt).lineCap('butt').strokeColor(COLOURS.black);
      document
        .moveTo(...mark.from)
        .lineTo(...mark.to)
        .stroke();
      return;
    case 'fill':
      document.rect(mark.box.xPt, mark.box.yPt, mark.box.widthPt, mark.box.heightPt);
      document.fill(COLOURS.head);
      return;
    case 'ink':
      drawInk(document, mark, measure);
      return;
    default:
      unreachable(mark);
  }
}

/** Ink that cannot be read is said to be so in its place: a blank would look unsigned. */
function drawInk(document: PDFKit.PDFDocument, { ink, box }: InkMark, measure: Measure): void {
  const decoded = decodeInk(ink);
  const placed = decoded.ok ? placeInk(decoded.value, box) : null;
  if (placed === null) {
    const lines = ['Tanda tangan', 'tidak terbaca'];
    const fitted = { lines, sizePt: 6, weight: 'regular', tone: 'muted' } as const;
    const middle = { ...box, yPt: box.yPt + box.heightPt / 2 - 7 };
    for (const mark of textMarks([fitted], { box: middle, align: 'left' }, measure)) {
      draw(document, mark, measure);
    }
    return;
  }
  document.save().translate(placed.xPt, placed.yPt);
  document.lineWidth(INK_WIDTH_PT).lineCap('round').lineJoin('round');
  document.path(placed.path).stroke(COLOURS.ink).restore();
}
