/**
 * Judges the entries of a gathering again by the present rules. It first shows what would change,
 * and changes nothing. Until an organiser confirms, entries keep the rules of their receipt.
 */
import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import { LEDGER_DOUBTS } from '#core/doubt.ts';
import { OFFICE_PATHS } from '#core/office-api.ts';
import { type JudgementView, judgement } from '#core/office-decision-api.ts';
import type { GatheringView } from '#core/office-gathering-api.ts';
import { call } from '#device/network/office-client.ts';
import { useTexts } from '#app/text/texts.ts';
import { Button } from '#app/ui/parts.tsx';
import { Refused } from '../ui/asked.tsx';
import { Question } from '../ui/question.tsx';
import { useOfficeTexts } from '../text/texts.ts';
import { useDoing } from '../ui/use-doing.ts';

interface JudgingProps {
  readonly shown: GatheringView;
}

/** The panel. It asks only when it is wanted: judging takes the office its time. */
export function Judging({ shown }: JudgingProps): VNode {
  const { judging: words } = useOfficeTexts();
  const { count } = useTexts();
  const doing = useDoing();
  const [found, setFound] = useState<JudgementView | null>(null);
  const [isAsking, setAsking] = useState(false);
  const [done, setDone] = useState<number | null>(null);

  const look = async (): Promise<void> => {
    setDone(null);
    const path = OFFICE_PATHS.judgement(shown.id);
    const ended = await doing.run(() => call(judgement, { path }));
    if (ended.done) setFound(ended.value);
  };

  return (
    <section class="office-panel">
      <h2>{words.title}</h2>
      <p>{words.intro}</p>
      <div class="button-row">
        <Button disabled={doing.isBusy} onPress={() => void look()}>
          {doing.isBusy ? words.looking : words.look}
        </Button>
      </div>
      <Refused refusal={doing.refusal} />
      <div role="status">
        {done !== null && (
          <p>
            <b>{words.done(count(done))}</b>
          </p>
        )}
        {found !== null && <Difference found={found} />}
      </div>
      {found !== null && found.changes.length > 0 && (
        <div class="button-row">
          <Button
            onPress={() => {
              setAsking(true);
            }}
          >
            {words.go}
          </Button>
        </div>
      )}
      {found !== null && isAsking && (
        <JudgingQuestion
          shown={shown}
          changed={changedIn(found)}
          onDone={(judged) => {
            setDone(changedIn(judged));
            setFound(null);
          }}
          onClose={() => {
            setAsking(false);
          }}
        />
      )}
    </section>
  );
}

function changedIn({ changes }: JudgementView): number {
  return changes.reduce((sum, change) => sum + change.count, 0);
}

/** What changes, label by label, and what that does to the figures. */
function Difference({ found }: { readonly found: JudgementView }): VNode {
  const { judging: words } = useOfficeTexts();
  const { code, count } = useTexts();
  const { olderCount, changes } = found;
  const labelOf = (doubt: (typeof changes)[number]['from']): string =>
    doubt === null ? words.plain : LEDGER_DOUBTS[doubt][code];
  return (
    <div class="stack">
      {olderCount > 0 && <p>{words.older(count(olderCount))}</p>}
      {changes.length === 0 ? (
        <p>{words.same}</p>
      ) : (
        <>
          <div class="table-frame" tabIndex={0} role="region" aria-label={words.changes}>
            <table class="leaf-table">
              <caption>{words.changes}</caption>
              <thead>
                <tr>
                  <th scope="col">{words.from}</th>
                  <th scope="col">{words.to}</th>
                  <th scope="col" class="figure">
                    {words.entries}
                  </th>
                </tr>
              </thead>
              <tbody>
                {changes.map((change) => (
                  <tr key={`${change.from} ${change.to}`}>
                    <td data-head={words.from}>{labelOf(change.from)}</td>
                    <td data-head={words.to}>{labelOf(change.to)}</td>
                    <td data-head={words.entries} class="figure">
                      {count(change.count)}
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
          <Figures found={found} />
        </>
      )}
    </div>
  );
}

const FIGURES = ['attended', 'signed', 'extraAttended', 'extraSigned'] as const;

function Figures({ found: { before, after } }: { readonly found: JudgementView }): VNode {
  const { judging: words } = useOfficeTexts();
  const { count } = useTexts();
  return (
    <div class="table-frame" tabIndex={0} role="region" aria-label={words.figures}>
      <table>
        <caption>{words.figures}</caption>
        <thead>
          <tr>
            <th scope="col">{words.figure}</th>
            <th scope="col" class="figure">
              {words.before}
            </th>
            <th scope="col" class="figure">
              {words.after}
            </th>
          </tr>
        </thead>
        <tbody>
          {FIGURES.map((figure) => (
            <tr key={figure}>
              <th scope="row">{words[figure]}</th>
              <td class="figure">{count(before[figure])}</td>
              <td class="figure">
                {before[figure] === after[figure] ? (
                  count(after[figure])
                ) : (
                  <b>{count(after[figure])}</b>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

interface JudgingQuestionProps extends JudgingProps {
  readonly changed: number;
  readonly onDone: (judged: JudgementView) => void;
  readonly onClose: () => void;
}

function JudgingQuestion({ shown, changed, onDone, onClose }: JudgingQuestionProps): VNode {
  const { judging: words } = useOfficeTexts();
  const { count } = useTexts();
  const doing = useDoing();
  const judge = async (): Promise<void> => {
    const path = OFFICE_PATHS.judgement(shown.id);
    const ended = await doing.run(() => call(judgement, { method: 'POST', path }));
    if (!ended.done) return;
    onClose();
    onDone(ended.value);
  };
  return (
    <Question
      title={words.sureTitle}
      what={words.sureWhat(count(changed))}
      refusal={doing.refusal}
      onClose={onClose}
      yes={{
        label: doing.isBusy ? words.going : words.yes,
        kind: 'danger',
        isBusy: doing.isBusy,
        onPress: () => void judge(),
      }}
    />
  );
}
