/**
 * A QR code as vectors, sharp at any size of paper. Level M, as the invitation is measured
 * for; Base32 and the address become the segments that need the fewest squares.
 */
import { create } from 'qrcode';
import type { VNode } from 'preact';

/** Squares left white around a code, so that cameras find its edge. */
const QUIET = 4;

/** A code: how many squares a side has with its quiet edge, and the path of its dark squares. */
export interface QrPath {
  readonly side: number;
  readonly path: string;
}

/** The code of a text. */
export function qrPath(text: string): QrPath {
  const { modules } = create(text, { errorCorrectionLevel: 'M' });
  const { size } = modules;
  const runs: string[] = [];
  for (let y = 0; y < size; y += 1) {
    for (let x = 0; x < size; x += 1) {
      if (modules.get(y, x) === 0) continue;
      const from = x;
      while (x + 1 < size && modules.get(y, x + 1) !== 0) x += 1;
      runs.push(`M${from + QUIET} ${y + QUIET}h${x - from + 1}v1h-${x - from + 1}z`);
    }
  }
  return { side: size + 2 * QUIET, path: runs.join('') };
}

interface QrPictureProps {
  readonly text: string;
  /** What it is, for those who cannot see it. */
  readonly label: string;
}

/** The picture. */
export function QrPicture({ text, label }: QrPictureProps): VNode {
  const { side, path } = qrPath(text);
  return (
    <svg
      class="qr"
      viewBox={`0 0 ${side} ${side}`}
      role="img"
      aria-label={label}
      shape-rendering="crispEdges"
    >
      <path d={`M0 0h${side}v${side}H0z`} fill="#fff" />
      <path d={path} fill="#000" />
    </svg>
  );
}
