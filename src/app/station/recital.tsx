/** The recital's screen: the joint oath in letters that are read aloud in the sun. */
import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import type { FaultCode } from '#core/fault.ts';
import { useDevice } from '#app/device-context.ts';
import { useRecitalTexts } from '#app/text/recital-texts.ts';
import { faultSentence, useTexts } from '#app/text/texts.ts';
import { Button, Notice, ScreenTitle } from '#app/ui/parts.tsx';
import { said } from '#app/ui/said.tsx';
import { useLive } from '#app/use-live.ts';
import { RecitalBar } from './recital-bar.tsx';
import './recital.css';

/** The screen. */
export function RecitalScreen({ onBack }: { readonly onBack: () => void }): VNode {
  const texts = useTexts();
  const words = useRecitalTexts();
  const joined = useLive(useDevice().joined);
  return (
    <>
      <header class="bar">
        <p class="bar-words bar-title">{words.title}</p>
        <button type="button" class="bar-button" onClick={onBack}>
          {texts.act.back}
        </button>
      </header>
      <main class="screen screen-recital">
        {joined === null || joined.recital === null ? (
          <TextMissing />
        ) : (
          <>
            <div class="recital-text" lang="id">
              <ScreenTitle>
                {joined.recital.title.map((line) => (
                  <span key={line}>{said(line)}</span>
                ))}
              </ScreenTitle>
              {joined.recital.lines.map((line) => (
                <p key={line}>{said(line)}</p>
              ))}
            </div>
            <RecitalBar joined={joined} />
          </>
        )}
      </main>
    </>
  );
}

/**
 * Shown while the office has not sent the text. The QR does not have its digest, so there is no
 * other source.
 */
function TextMissing(): VNode {
  const texts = useTexts();
  const words = useRecitalTexts();
  const device = useDevice();
  const [fault, setFault] = useState<FaultCode | null>(null);
  const ask = async (): Promise<void> => {
    setFault(null);
    const prepared = await device.prepare();
    if (!prepared.ok) setFault(prepared.fault.code);
  };
  return (
    <>
      <ScreenTitle>{words.title}</ScreenTitle>
      <Notice kind="warn">
        <p>{words.missing}</p>
        {fault !== null && <p role="alert">{faultSentence(texts, fault)}</p>}
      </Notice>
      <Button kind="main" onPress={() => void ask()}>
        {texts.act.retry}
      </Button>
    </>
  );
}
