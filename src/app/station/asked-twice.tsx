/** A button that asks a question before it acts, with a way back. */
import type { ComponentChildren, VNode } from 'preact';
import { useState } from 'preact/hooks';
import { useTexts } from '#app/text/texts.ts';
import { Button } from '#app/ui/parts.tsx';
import { told, toldInAttribute } from '#app/ui/said.tsx';

interface AskedTwiceProps {
  readonly what: string;
  readonly kind?: 'plain' | 'quiet';
  readonly yes: string;
  readonly yesKind: 'main' | 'danger';
  readonly onYes: () => void;
  /** The text of the question. */
  readonly children?: ComponentChildren;
}

/** The button, and then the question. */
export function AskedTwice(props: AskedTwiceProps): VNode {
  const { what, kind = 'plain', yes, yesKind, onYes, children } = props;
  const texts = useTexts();
  const [isAsked, setAsked] = useState(false);
  const ask = (): void => {
    setAsked(true);
  };
  const cancel = (): void => {
    setAsked(false);
  };
  if (!isAsked) {
    return (
      <Button kind={kind} onPress={ask}>
        {told(what)}
      </Button>
    );
  }
  return (
    <div class="sure" role="alertdialog" aria-label={toldInAttribute(what)}>
      {children}
      <div class="ways">
        <Button onPress={cancel}>{texts.act.cancel}</Button>
        <Button kind={yesKind} onPress={onYes}>
          {yes}
        </Button>
      </div>
    </div>
  );
}
