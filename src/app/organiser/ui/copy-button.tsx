/** A button that copies a text, and says whether the browser did it. */
import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import { useOfficeTexts } from '../text/texts.ts';

interface CopyButtonProps {
  readonly label: string;
  readonly text: () => string;
}

/** The button. */
export function CopyButton({ label, text }: CopyButtonProps): VNode {
  const { act } = useOfficeTexts();
  const [state, setState] = useState<'idle' | 'copied' | 'refused'>('idle');
  const copy = async (): Promise<void> => {
    // A page without a secure origin has no clipboard.
    const clipboard = 'clipboard' in navigator ? navigator.clipboard : null;
    const copied = await clipboard?.writeText(text()).then(
      () => true,
      () => false,
    );
    setState(copied === true ? 'copied' : 'refused');
  };
  return (
    <>
      <button type="button" class="button" onClick={() => void copy()}>
        {label}
      </button>
      <span role="status">{{ idle: '', copied: act.copied, refused: act.copyRefused }[state]}</span>
    </>
  );
}
