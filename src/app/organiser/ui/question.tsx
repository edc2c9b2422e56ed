/** The dialog before an action that affects people: what it does, its button, and a way back. */
import type { ComponentChildren, VNode } from 'preact';
import { useEffect, useId, useRef } from 'preact/hooks';
import type { Refusal } from '#core/office-answer.ts';
import { Button } from '#app/ui/parts.tsx';
import { told } from '#app/ui/said.tsx';
import { Refused } from './asked.tsx';
import { useOfficeTexts } from '../text/texts.ts';

interface QuestionProps {
  readonly title: string;
  /** What it does, and what stays as it is. */
  readonly what: readonly string[];
  readonly refusal: Refusal | null;
  readonly onClose: () => void;
  /** Of the button that leaves everything as it is; "cancel" where nothing else is said. */
  readonly closeLabel?: string;
  /** Null when there is nothing left to agree to. */
  readonly yes: {
    readonly label: string;
    readonly kind: 'main' | 'danger';
    readonly isBusy: boolean;
    readonly onPress: () => void;
  } | null;
  readonly children?: ComponentChildren;
}

/** The dialog; it opens over the page by being there. */
export function Question(props: QuestionProps): VNode {
  const { title, what, refusal, yes, onClose, closeLabel, children } = props;
  const { act } = useOfficeTexts();
  const heading = useId();
  const ref = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const opener = document.activeElement;
    ref.current?.showModal();
    return () => {
      // Once the dialog is gone: before, nothing outside of it takes the focus.
      requestAnimationFrame(() => {
        const isLost = document.activeElement === document.body;
        if (isLost && opener instanceof HTMLElement) opener.focus();
      });
    };
  }, []);
  return (
    <dialog ref={ref} class="confirm" aria-labelledby={heading} onClose={onClose}>
      <div class="confirm-body">
        <h2 id={heading}>{told(title)}</h2>
        <ul>
          {what.map((sentence) => (
            <li key={sentence}>{sentence}</li>
          ))}
        </ul>
        {children}
        <Refused refusal={refusal} />
        <div class="button-row">
          {yes !== null && (
            <Button kind={yes.kind} disabled={yes.isBusy} onPress={yes.onPress}>
              {yes.label}
            </Button>
          )}
          <Button onPress={onClose}>{closeLabel ?? act.cancel}</Button>
        </div>
      </div>
    </dialog>
  );
}
