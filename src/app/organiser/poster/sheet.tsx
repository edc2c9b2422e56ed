/**
 * A sheet for the wall or the desk, as it will be printed on A4 or A3. It is in Indonesian in every
 * language of the screen, because people at the gathering read it.
 */
import type { ComponentChildren, VNode } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { isolated, said, toldInAttribute } from '#app/ui/said.tsx';
import { QrPicture } from './qr-picture.tsx';

/** A size of paper. */
export type PaperSize = 'a4' | 'a3';

const LENGTHS = [
  { charsMax: 34, name: 'short' },
  { charsMax: 70, name: 'medium' },
  { charsMax: Infinity, name: 'long' },
] as const;

interface SheetProps {
  readonly paper: PaperSize;
  readonly by: string;
  readonly title: string;
  readonly children: ComponentChildren;
}

/** The sheet; on the screen it is a preview of itself. */
export function Sheet({ paper, by, title, children }: SheetProps): VNode {
  const length = LENGTHS.find(({ charsMax }) => title.length <= charsMax)?.name ?? 'long';
  return (
    <div class="sheet-frame">
      <section
        class="sheet"
        data-paper={paper}
        data-length={length}
        lang="id"
        aria-label={toldInAttribute(isolated(title))}
      >
        <div class="sheet-head">
          <p class="sheet-by">{said(by)}</p>
          <p class="sheet-title">{said(title)}</p>
        </div>
        {children}
      </section>
    </div>
  );
}

interface SheetCodeProps {
  readonly text: string;
  readonly label: string;
  readonly call: string;
}

/** The code in its frame, and what it is for. */
export function SheetCode({ text, label, call }: SheetCodeProps): VNode {
  return (
    <div class="sheet-code">
      <QrPicture text={text} label={label} />
      <p class="sheet-call">{call}</p>
    </div>
  );
}

/** The three steps of somebody who does it for the first time. */
export function SheetSteps({ steps }: { readonly steps: readonly string[] }): VNode {
  return (
    <ol class="sheet-steps">
      {steps.map((step, index) => (
        <li key={step}>
          <b aria-hidden="true">{index + 1}</b>
          <span>{step}</span>
        </li>
      ))}
    </ol>
  );
}

/** The size of paper, and a verb that prints on one once the sheet is drawn for it. */
export function usePrinting(): readonly [PaperSize, (paper: PaperSize) => void] {
  const [asked, setAsked] = useState<{ readonly paper: PaperSize; readonly isDue: boolean }>({
    paper: 'a4',
    isDue: false,
  });
  useEffect(() => {
    if (!asked.isDue) return;
    setAsked({ ...asked, isDue: false });
    print();
  }, [asked]);
  return [
    asked.paper,
    (paper) => {
      setAsked({ paper, isDue: true });
    },
  ];
}
