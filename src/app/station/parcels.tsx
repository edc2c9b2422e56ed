/**
 * The screen of files that go by hand: what waits goes out, what was brought comes in, and
 * what is carried for others. Nothing here is called received before the office's own
 * receipts were checked and kept.
 */
import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import type { Result } from '#core/fault.ts';
import type { Exported, Steward, TakenFile } from '#device/device.ts';
import { useDevice } from '#app/device-context.ts';
import { type ParcelsTexts } from '#app/text/parcels-id.ts';
import { useParcelsTexts } from '#app/text/parcels-texts.ts';
import { type Texts } from '#app/text/id.ts';
import { faultSentence, useTexts } from '#app/text/texts.ts';
import { Button, Notice, ScreenTitle } from '#app/ui/parts.tsx';
import { isolated, told } from '#app/ui/said.tsx';
import { useLive } from '#app/use-live.ts';
import { CarriedPanel } from './carried-panel.tsx';
import { HandFileWays } from './hand-file.tsx';
import './parcels.css';
import { unreceived } from './summary.ts';
import { useSteward } from './use-steward.ts';

/** The screen. */
export function ParcelsScreen({ onBack }: { readonly onBack: () => void }): VNode {
  const texts = useTexts();
  const words = useParcelsTexts();
  const steward = useSteward();
  return (
    <>
      <header class="bar">
        <p class="bar-words bar-title">{words.title}</p>
        <button type="button" class="bar-button" onClick={onBack}>
          {texts.act.back}
        </button>
      </header>
      <main class="screen screen-status">
        <div class="column">
          <ScreenTitle>{words.title}</ScreenTitle>
          <p>{words.lead}</p>
          {steward !== null && <SavePanel steward={steward} />}
        </div>
        <div class="column">
          {steward !== null && <TakePanel steward={steward} />}
          {steward !== null && <CarriedPanel steward={steward} />}
        </div>
      </main>
    </>
  );
}

interface PanelProps {
  readonly steward: Steward;
}

/** What waits, and the files that hold it. */
export function SavePanel({ steward }: PanelProps): VNode {
  const texts = useTexts();
  const words = useParcelsTexts();
  const status = useLive(useDevice().status);
  const open = unreceived(status);
  const nothing = status.madeCount === 0 ? words.nothingMade : words.nothingWaits;
  const [isSaving, setSaving] = useState(false);
  const [made, setMade] = useState<Result<Exported> | null>(null);
  const save = async (): Promise<void> => {
    setSaving(true);
    setMade(await steward.exportAll());
    setSaving(false);
  };
  const exported = made?.ok === true && open > 0 ? made.value : null;
  return (
    <section class="panel">
      <h2>{words.save}</h2>
      {(open > 0 || status.openCount === 0) && (
        <p>{open === 0 ? nothing : words.waits(texts.count(open))}</p>
      )}
      {exported !== null && <ExportedFiles exported={exported} />}
      {made?.ok === false && open > 0 && (
        <Notice kind="warn">
          <p>
            {made.fault.code === 'not-found' ? words.gone : faultSentence(texts, made.fault.code)}
          </p>
        </Notice>
      )}
      {open > 0 && (
        <Button
          kind={exported === null ? 'main' : 'quiet'}
          disabled={isSaving}
          onPress={() => void save()}
        >
          {isSaving ? words.saving : exported === null ? words.save : words.saveAgain}
        </Button>
      )}
    </section>
  );
}

function ExportedFiles({ exported }: { readonly exported: Exported }): VNode {
  const texts = useTexts();
  const words = useParcelsTexts();
  const { files, entryCount, gatherings } = exported;
  const n = texts.count(entryCount);
  return (
    <div class="exported" role="status">
      <p>
        <b>
          {files.length === 1 ? words.holds(n) : words.holdsParts(n, texts.count(files.length))}
        </b>
      </p>
      <ul>
        {gatherings.map(({ title, entryCount: count }) => (
          <li key={title}>
            {told(
              words.holdsOf(
                texts.count(count),
                title === '' ? words.unknownGathering : isolated(title),
              ),
            )}
          </li>
        ))}
      </ul>
      {files.map((file) => (
        <HandFileWays key={file.name} file={file} />
      ))}
      <ol class="hand-steps">
        {words.steps.map((step) => (
          <li key={step}>{step}</li>
        ))}
      </ol>
      <p>
        <b>{words.notYet}</b>
      </p>
      <p>{words.personal}</p>
    </div>
  );
}

/** A file that somebody brought. */
function TakePanel({ steward }: PanelProps): VNode {
  const texts = useTexts();
  const words = useParcelsTexts();
  const [isReading, setReading] = useState(false);
  const [taken, setTaken] = useState<Result<TakenFile> | null>(null);
  const take = async (input: HTMLInputElement): Promise<void> => {
    const [file] = input.files ?? [];
    if (file === undefined) return;
    setReading(true);
    setTaken(await steward.take(file));
    setReading(false);
    input.value = ''; // the same file may be chosen again
  };
  return (
    <section class="panel">
      <h2>{words.receive}</h2>
      <p>{words.receiveWhat}</p>
      <label class="button file-choice">
        {isReading ? words.reading : words.choose}
        <input
          type="file"
          disabled={isReading}
          onChange={(event) => void take(event.currentTarget)}
        />
      </label>
      {taken !== null && (
        <div role="status">
          <Notice kind={isPlain(taken) ? 'info' : 'warn'}>
            {sentencesOf(taken, words, texts).map((sentence) => (
              <p key={sentence}>{told(sentence)}</p>
            ))}
          </Notice>
        </div>
      )}
    </section>
  );
}

function isPlain(taken: Result<TakenFile>): boolean {
  if (!taken.ok) return false;
  const { value } = taken;
  if (value.kind === 'receipts') return value.refusedCount === 0 && value.returnedCount === 0;
  return value.kind === 'carried';
}

/** What came of a file, in plain sentences. */
function sentencesOf(
  taken: Result<TakenFile>,
  words: ParcelsTexts,
  texts: Texts,
): readonly string[] {
  if (!taken.ok) return [fileFault(taken.fault.code, words, texts)];
  const { value } = taken;
  switch (value.kind) {
    case 'own':
      return [words.own];
    case 'not-ours':
      return [words.notOurs];
    case 'carried': {
      const { station, entryCount } = value.carried;
      const who = station === '' ? words.phone : isolated(station);
      return [
        value.isNew ? words.carriedNew(texts.count(entryCount), who) : words.carriedBefore(who),
      ];
    }
    case 'receipts': {
      const { receivedCount, returnedCount, refusedCount, isOld } = value;
      const isNothing = receivedCount + returnedCount + refusedCount === 0 && !isOld;
      return [
        receivedCount > 0 ? words.received(texts.count(receivedCount)) : '',
        returnedCount > 0 ? words.returned(texts.count(returnedCount)) : '',
        refusedCount > 0 ? words.refused(texts.count(refusedCount)) : '',
        isOld ? words.old : '',
        isNothing ? words.receivedNone : '',
      ].filter((sentence) => sentence !== '');
    }
  }
}

function fileFault(
  code: Extract<Result<never>, { readonly ok: false }>['fault']['code'],
  { fault }: ParcelsTexts,
  texts: Texts,
): string {
  switch (code) {
    case 'malformed':
    case 'not-canonical':
    case 'too-deep':
      return fault.damaged;
    case 'unsealed':
      return fault.unsealed;
    case 'not-a-parcel':
      return fault.notOurs;
    case 'too-large':
      return fault.tooLarge;
    case 'unknown-version':
      return fault.newer;
    case 'not-found':
      return fault.unreadable;
    default:
      return faultSentence(texts, code);
  }
}
