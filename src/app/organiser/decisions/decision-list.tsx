/**
 * The decisions of a gathering, newest first: what was decided of whom, why, by whom and
 * when, and what became of it. After a restore it says which may be gone.
 */
import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import { OFFICE_PATHS } from '#core/office-api.ts';
import { type GatheringView, completeness } from '#core/office-gathering-api.ts';
import { useTexts } from '#app/text/texts.ts';
import { Button } from '#app/ui/parts.tsx';
import { isolated, told, toldInAttribute } from '#app/ui/said.tsx';
import { Asked } from '../ui/asked.tsx';
import { TakeBackDialog } from './decide-dialog.tsx';
import {
  type DecisionLine,
  type Target,
  askDecisions,
  reasonOf,
  shownOf,
  takenBackBy,
} from './decisions.ts';
import { nameOf } from '../ui/device-words.ts';
import { Judging } from './judging.tsx';
import { LostNotice } from './lost-notice.tsx';
import { Empty } from '../ui/page.tsx';
import { useOfficeTexts } from '../text/texts.ts';
import { useWatched } from '../ui/use-watched.ts';

interface DecisionsProps {
  readonly shown: GatheringView;
}

/** The part of a gathering's screen. */
export function Decisions({ shown }: DecisionsProps): VNode {
  const { decisions: words } = useOfficeTexts();
  const devices = useWatched(completeness, OFFICE_PATHS.completeness(shown.id));
  return (
    <>
      <p>{words.intro}</p>
      <Asked about={shown.id} ask={() => askDecisions(shown.id)}>
        {({ decisions }, askAgain) => (
          <>
            <LostNotice
              shown={shown}
              lost={devices.last?.value.lostDecisions ?? null}
              onConfirmed={() => {
                devices.askNow();
                askAgain();
              }}
            />
            <List shown={shown} decisions={decisions} onAskAgain={askAgain} />
          </>
        )}
      </Asked>
      <Judging shown={shown} />
    </>
  );
}

interface ListProps extends DecisionsProps {
  readonly decisions: readonly DecisionLine[];
  readonly onAskAgain: () => void;
}

function List({ shown, decisions, onAskAgain }: ListProps): VNode {
  const { decisions: words } = useOfficeTexts();
  const [target, setTarget] = useState<Target | null>(null);
  const shownLines = shownOf(decisions);
  return (
    <section class="stack">
      <div class="title-row">
        <h2>{words.list}</h2>
        <Button onPress={onAskAgain}>{words.refresh}</Button>
      </div>
      {shownLines.length === 0 ? (
        <Empty what={words.empty} next={words.emptyNext} />
      ) : (
        <ol class="decision-list">
          {shownLines.map((line) => (
            <li key={`${line.epoch} ${line.seq}`}>
              <Decision shown={shown} line={line} decisions={decisions} onTakeBack={setTarget} />
            </li>
          ))}
        </ol>
      )}
      {target !== null && (
        <TakeBackDialog
          shown={shown}
          target={target}
          onClose={() => {
            setTarget(null);
            onAskAgain();
          }}
        />
      )}
    </section>
  );
}

interface DecisionProps extends Pick<ListProps, 'shown' | 'decisions'> {
  readonly line: DecisionLine;
  readonly onTakeBack: (target: Target) => void;
}

function Decision({ shown, line, decisions, onTakeBack }: DecisionProps): VNode {
  const { decisions: words } = useOfficeTexts();
  const { moment } = useTexts();
  const { act, atMs, by, reason, takenBack } = line;
  const about = takenBackBy(line);
  const name = useTargetName(line);
  const why = takenBack === null ? '' : reasonOf(decisions, line);
  return (
    <>
      <p class="entry-name">
        {words.acts[act]}
        {name !== '' && (
          <>
            {': '}
            {told(name)}
          </>
        )}
      </p>
      {reason !== '' && <p>{told(words.because(isolated(reason)))}</p>}
      <p class="muted">{told(words.by(isolated(by), moment(atMs, shown.zone)))}</p>
      {takenBack !== null && (
        <p>
          <span class="mark">
            {told(words.takenBack(isolated(takenBack.by), moment(takenBack.atMs, shown.zone)))}
          </span>{' '}
          {why !== '' && told(words.because(isolated(why)))}
        </p>
      )}
      {about !== null && (
        <div class="button-row">
          <Button
            label={toldInAttribute(words.of(words.takeBack, name))}
            onPress={() => {
              onTakeBack({ ...about, name: toldInAttribute(name) });
            }}
          >
            {words.takeBack}
          </Button>
        </div>
      )}
    </>
  );
}

/** What a decision is about, in a sentence to be told; empty where it is about all of them. */
function useTargetName({ journal, digest, station, name }: DecisionLine): string {
  const { decisions: words, stations } = useOfficeTexts();
  if (journal === null) return '';
  const device = isolated(nameOf({ station, id: journal }, stations));
  if (digest === null) return words.deviceOf(device);
  return words.entryOf(name === '' ? words.entry : isolated(name), device);
}
