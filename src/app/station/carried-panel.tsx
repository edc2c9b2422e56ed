/**
 * The list of carried parcels: from which device, how much, and whether the office has them. A
 * delivered parcel has receipts to take back. Only a person removes it.
 */
import type { VNode } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { Carried, HandFile, Steward } from '#device/device.ts';
import { isUndelivered } from '#device/device-status.ts';
import { useDevice } from '#app/device-context.ts';
import { useParcelsTexts } from '#app/text/parcels-texts.ts';
import { useTexts } from '#app/text/texts.ts';
import { Button, Ticks } from '#app/ui/parts.tsx';
import { said } from '#app/ui/said.tsx';
import { useLive } from '#app/use-live.ts';
import { AskedTwice } from './asked-twice.tsx';
import { HandFileWays } from './hand-file.tsx';

interface CarriedPanelProps {
  readonly steward: Steward;
}

/** The list. */
export function CarriedPanel({ steward }: CarriedPanelProps): VNode {
  const words = useParcelsTexts();
  const { parcels, phase } = useLive(steward.carrying);
  const isOpen = parcels.some(isUndelivered);
  return (
    <section class="panel">
      <h2>{words.carried}</h2>
      {parcels.length === 0 && <p>{words.carriedNone}</p>}
      {isOpen && <p role="status">{words.phase[phase]}</p>}
      {parcels.length > 0 && (
        <ul class="carried">
          {parcels.map((parcel) => (
            <CarriedRow key={parcel.id} parcel={parcel} steward={steward} />
          ))}
        </ul>
      )}
      {isOpen && (
        <Button
          kind="main"
          disabled={phase === 'sending'}
          onPress={() => {
            steward.deliverNow();
          }}
        >
          {words.deliverNow}
        </Button>
      )}
    </section>
  );
}

interface CarriedRowProps extends CarriedPanelProps {
  readonly parcel: Carried;
}

function CarriedRow({ parcel, steward }: CarriedRowProps): VNode {
  const texts = useTexts();
  const words = useParcelsTexts();
  const zone = useLive(useDevice().joined)?.gathering.zone ?? 'WIB';
  const answer = useAnswerTo(steward, parcel);
  const { station, entryCount, madeAtMs, answeredAtMs, refusedCount } = parcel;
  return (
    <li>
      <p>
        <b>
          {said(station === '' ? words.phone : station)}: {words.count(texts.count(entryCount))}
        </b>
      </p>
      <p>{words.madeAt(texts.moment(madeAtMs, zone))}</p>
      {answeredAtMs === null && <p>{words.notArrived}</p>}
      {answeredAtMs !== null && refusedCount === 0 && (
        <p class="all-received">
          <Ticks count={2} />
          {words.arrivedAt(texts.moment(answeredAtMs, zone))}
        </p>
      )}
      {refusedCount > 0 && (
        <p>
          <b>{words.partly(texts.count(refusedCount))}</b> {words.partlyWhat}
        </p>
      )}
      {answer !== null && (
        <>
          <p>{words.bringBack}</p>
          <HandFileWays file={answer} />
        </>
      )}
      {answeredAtMs !== null && <Drop parcel={parcel} steward={steward} />}
    </li>
  );
}

/** Asks before a parcel is removed: its receipts may not have been taken back yet. */
function Drop({ parcel, steward }: CarriedRowProps): VNode {
  const texts = useTexts();
  const words = useParcelsTexts();
  const { id, refusedCount } = parcel;
  return (
    <AskedTwice
      what={words.drop}
      kind="quiet"
      yes={words.dropYes}
      yesKind="danger"
      onYes={() => void steward.drop(id)}
    >
      <p>{words.dropSure}</p>
      {refusedCount > 0 && <p>{words.dropPartly(texts.count(refusedCount))}</p>}
    </AskedTwice>
  );
}

function useAnswerTo(steward: Steward, { id, answeredAtMs }: Carried): HandFile | null {
  const [answer, setAnswer] = useState<HandFile | null>(null);
  useEffect(() => {
    if (answeredAtMs === null) return;
    let isCurrent = true;
    const look = async (): Promise<void> => {
      const found = await steward.answerTo(id);
      if (isCurrent && found.ok) setAnswer(found.value);
    };
    void look();
    return () => {
      isCurrent = false;
    };
  }, [id, answeredAtMs]);
  return answer;
}
