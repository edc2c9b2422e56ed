/** Where lines of text lie on a planned page, and whether two boxes meet. */
import type { Box, TextMark } from '#server/print/layout.ts';
import { openPdf } from '#server/print/pdf.ts';

const TIGHT_PT = 0.01;

/** Measures text in the face of our papers. */
export const { measure } = openPdf({ title: '', author: '', madeAtMs: 0 });

export function within(inner: Box, outer: Box): boolean {
  return (
    inner.xPt >= outer.xPt - TIGHT_PT &&
    inner.yPt >= outer.yPt - TIGHT_PT &&
    inner.xPt + inner.widthPt <= outer.xPt + outer.widthPt + TIGHT_PT &&
    inner.yPt + inner.heightPt <= outer.yPt + outer.heightPt + TIGHT_PT
  );
}

export function meet(a: Box, b: Box): boolean {
  return (
    a.xPt + a.widthPt > b.xPt + TIGHT_PT &&
    b.xPt + b.widthPt > a.xPt + TIGHT_PT &&
    a.yPt + a.heightPt > b.yPt + TIGHT_PT &&
    b.yPt + b.heightPt > a.yPt + TIGHT_PT
  );
}

/**
 * The box a line of text takes up, from the top of its tall letters to the foot of its long ones.
 */
export function boxOf({ text, xPt, yPt, sizePt, weight }: TextMark): Box {
  const widthPt = measure(text, weight) * sizePt;
  return { xPt, yPt: yPt - 0.75 * sizePt, widthPt, heightPt: 0.96 * sizePt };
}
