/**
 * Yields the desks whose code no tablet has used yet. A sheet may be lost, and whoever finds it
 * gets the roster: so a code can be withdrawn, after it is said what that does.
 */
import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import { type GatheringView, type StationList, stationList } from '#core/office-gathering-api.ts';
import { OFFICE_PATHS } from '#core/office-api.ts';
import { call, tell } from '#device/network/office-client.ts';
import { useTexts } from '#app/text/texts.ts';
import { Button } from '#app/ui/parts.tsx';
import { isolated, said, told } from '#app/ui/said.tsx';
import { Asked } from '../ui/asked.tsx';
import { Question } from '../ui/question.tsx';
import { useOfficeTexts } from '../text/texts.ts';
import { useDoing } from '../ui/use-doing.ts';

type Station = StationList['stations'][number];

interface WaitingCodesProps {
  readonly shown: GatheringView;
}

/** The desks; nothing when none waits. */
export function WaitingCodes({ shown }: WaitingCodesProps): VNode {
  const { stations: words } = useOfficeTexts();
  const { moment } = useTexts();
  const [question, setQuestion] = useState<Station | null>(null);
  return (
    <Asked
      about={shown.id}
      ask={() => call(stationList, { path: OFFICE_PATHS.stations(shown.id) })}
    >
      {({ stations }, askAgain) => {
        const waiting = stations.filter(({ isOpen }) => isOpen);
        if (waiting.length === 0) return null;
        return (
          <section class="office-panel">
            <h2>{words.waiting}</h2>
            <p>{words.waitingWhat}</p>
            <ul class="stack">
              {waiting.map((station) => (
                <li key={station.no}>
                  <p>
                    <b>{said(station.name)}</b> ·{' '}
                    {(station.isOver ? words.overSince : words.validUntil)(
                      moment(station.expiresAtMs, shown.zone),
                    )}
                  </p>
                  {station.isOver && <p class="muted">{words.overWhat}</p>}
                  <Button kind="danger" onPress={() => setQuestion(station)}>
                    {told(words.withdrawCode(isolated(station.name)))}
                  </Button>
                </li>
              ))}
            </ul>
            {question !== null && (
              <WithdrawCode
                gathering={shown.id}
                station={question}
                onClose={() => {
                  setQuestion(null);
                  askAgain();
                }}
              />
            )}
          </section>
        );
      }}
    </Asked>
  );
}

interface WithdrawCodeProps {
  readonly gathering: string;
  readonly station: Station;
  readonly onClose: () => void;
}

/** The question before. */
function WithdrawCode({ gathering, station, onClose }: WithdrawCodeProps): VNode {
  const { stations: words } = useOfficeTexts();
  const doing = useDoing();

  const withdraw = async (): Promise<void> => {
    const path = OFFICE_PATHS.station(gathering, String(station.no));
    const ended = await doing.run(() => tell({ method: 'DELETE', path }));
    if (ended.done) onClose();
  };
  const isUsed = doing.refusal?.code === 'conflict';

  return (
    <Question
      title={words.withdrawCodeTitle(isolated(station.name))}
      what={words.withdrawCodeWhat}
      refusal={isUsed ? null : doing.refusal}
      onClose={onClose}
      {...(isUsed ? { closeLabel: words.understood } : {})}
      yes={
        isUsed
          ? null
          : {
              label: doing.isBusy ? words.withdrawing : words.withdrawCodeYes,
              kind: 'danger',
              isBusy: doing.isBusy,
              onPress: () => void withdraw(),
            }
      }
    >
      {isUsed && <p role="alert">{words.codeUsed}</p>}
    </Question>
  );
}
