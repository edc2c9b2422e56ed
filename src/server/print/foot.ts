/**
 * The foot of every page: what kind of signature this is, when it was printed, which page of how
 * many, and a code to check the data by. A provisional print says so here too, on each page.
 */
import { create } from 'qrcode';
import { formatClock, formatDay } from '#core/dates.ts';
import type { Zone } from '#core/time.ts';
import {
  BODY,
  fitText,
  textMarks,
  type Box,
  type Fitted,
  type Mark,
  type Measure,
} from './layout.ts';

const FOOT_TEXT =
  'Tanda tangan direkam langsung pada perangkat panitia sebagai tanda tangan elektronik tidak ' +
  'tersertifikasi. Keutuhan data dapat diperiksa melalui kode di samping. Dokumen rekapitulasi ' +
  'disahkan tersendiri oleh pejabat berwenang.';

const TOP_PT = BODY.yPt + BODY.heightPt + 8;
const QR_PT = 42;
const GAP_PT = 10;

/** What stands in the foot, beside the page's number. */
export interface FootFacts {
  readonly printedAtMs: number;
  readonly zone: Zone;
  readonly check: { readonly digest: string; readonly qr: string };
  readonly notice: string | null;
}

/** Prepares the foot once for all pages of a document. */
export function makeFoot(
  facts: FootFacts,
  { pagesCount, measure }: { readonly pagesCount: number; readonly measure: Measure },
): (pageNumber: number) => readonly Mark[] {
  const qrBox = {
    xPt: BODY.xPt + BODY.widthPt - QR_PT,
    yPt: TOP_PT,
    widthPt: QR_PT,
    heightPt: QR_PT,
  };
  const textBox = {
    xPt: BODY.xPt,
    yPt: TOP_PT,
    widthPt: BODY.widthPt - QR_PT - GAP_PT,
    heightPt: QR_PT,
  };
  const fixed: readonly Mark[] = [
    {
      kind: 'rule',
      from: [BODY.xPt, TOP_PT - 4],
      to: [BODY.xPt + BODY.widthPt, TOP_PT - 4],
      widthPt: 0.4,
    },
    { kind: 'fill', boxes: qrModules(facts.check.qr, qrBox), shade: 'black' },
    ...textMarks(footTexts(facts, textBox, measure), { box: textBox, align: 'left' }, measure),
  ];
  return (pageNumber) => {
    const text = `halaman ${pageNumber} dari ${pagesCount}`;
    const xPt = textBox.xPt + textBox.widthPt - measure(text, 'bold') * 7.5;
    const yPt = TOP_PT + QR_PT - 2;
    return [...fixed, { kind: 'text', text, xPt, yPt, sizePt: 7.5, weight: 'bold', tone: 'black' }];
  };
}

function footTexts(facts: FootFacts, box: Box, measure: Measure): readonly Fitted[] {
  const room = { widthPt: box.widthPt, heightPt: 20, sizesPt: [6.2] };
  const day = formatDay(facts.printedAtMs, facts.zone);
  const clock = formatClock(facts.printedAtMs, facts.zone);
  return [
    ...(facts.notice === null ? [] : [fitText(facts.notice, { ...room, weight: 'bold' }, measure)]),
    fitText(FOOT_TEXT, { ...room, tone: 'muted' }, measure),
    fitText(`Dicetak ${day} pukul ${clock} · Sidik data ${facts.check.digest}`, room, measure),
  ];
}

/** The dark modules of a QR code as boxes, neighbours in a row joined. */
function qrModules(text: string, box: Box): readonly Box[] {
  const { modules } = create(text, { errorCorrectionLevel: 'M' });
  const sidePt = box.widthPt / modules.size;
  const boxes: Box[] = [];
  for (let row = 0; row < modules.size; row++) {
    let start = 0;
    for (let column = 0; column <= modules.size; column++) {
      if (column < modules.size && modules.get(row, column) !== 0) continue;
      if (column > start) {
        boxes.push({
          xPt: box.xPt + start * sidePt,
          yPt: box.yPt + row * sidePt,
          widthPt: (column - start) * sidePt,
          heightPt: sidePt,
        });
      }
      start = column + 1;
    }
  }
  return boxes;
}
