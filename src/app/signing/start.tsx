/** The first screen of a new device: scan the poster, or paste its code. */
import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import type { FaultCode } from '#core/fault.ts';
import { faultSentence, useTexts } from '#app/text/texts.ts';
import { Button, Notice, ScreenTitle, TextField } from '#app/ui/parts.tsx';
import type { Flow } from './use-journey.ts';
import type { Stage } from './journey.ts';
import { Scanner } from './scanner.tsx';

interface StartProps {
  readonly flow: Flow;
  readonly stage: Stage & { readonly at: 'start' };
}

/** A code has about 700 characters. */
const CODE_CHARS_MAX = 2_000;

/** The start screen. A code that is refused leaves nothing behind. */
export function Start({ flow, stage }: StartProps): VNode {
  const texts = useTexts();
  const [isScanning, setScanning] = useState(false);
  const [cameraFault, setCameraFault] = useState<FaultCode | null>(null);
  const [code, setCode] = useState('');
  const isJoined = flow.journey.grade !== null;

  const read = (text: string): void => {
    setScanning(false);
    void flow.read(text);
  };

  return (
    <main class="screen">
      <ScreenTitle>{texts.start.title}</ScreenTitle>
      {stage.fault !== null && (
        <Notice kind="alarm">
          <p>{faultSentence(texts, stage.fault)}</p>
          {!isJoined && <p>{texts.start.nothingKept}</p>}
        </Notice>
      )}
      {cameraFault !== null && (
        <Notice kind="warn">
          <p>{faultSentence(texts, cameraFault)}</p>
        </Notice>
      )}
      {isScanning ? (
        <Scanner
          onText={read}
          onClose={() => {
            setScanning(false);
          }}
          onFault={(fault) => {
            setScanning(false);
            setCameraFault(fault);
          }}
        />
      ) : (
        <section class="stack">
          <p>{stage.reading ? texts.start.reading : texts.start.intro}</p>
          <Button
            kind="main"
            disabled={stage.reading}
            onPress={() => {
              setCameraFault(null);
              setScanning(true);
            }}
          >
            {texts.start.scan}
          </Button>
        </section>
      )}
      <section class="stack ruled">
        <h2>{texts.start.orType}</h2>
        <TextField
          label={texts.start.typeLabel}
          hint={texts.start.typeHint}
          value={code}
          charsMax={CODE_CHARS_MAX}
          onText={setCode}
        />
        <Button
          disabled={stage.reading || code.trim() === ''}
          onPress={() => {
            read(code);
          }}
        >
          {texts.start.use}
        </Button>
        <p>{texts.start.askSteward}</p>
      </section>
      {isJoined && (
        <Button
          kind="quiet"
          onPress={() => {
            flow.dispatch({ do: 'next' });
          }}
        >
          {texts.act.back}
        </Button>
      )}
    </main>
  );
}
