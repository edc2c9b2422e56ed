/**
 * The receipt for the person: one tick once the entry is on the disk, two once the office
 * has received it. A shared tablet goes back to the start by itself; an own phone stays.
 */
import type { VNode } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { LIMITS } from '#core/limits.ts';
import type { Joined, KeptSigning } from '#device/device.ts';
import { useDevice } from '#app/device-context.ts';
import { useTexts } from '#app/text/texts.ts';
import { IdleGuard } from '#app/ui/idle-guard.tsx';
import { Button, ScreenTitle, Ticks } from '#app/ui/parts.tsx';
import { said } from '#app/ui/said.tsx';
import { useLive } from '#app/use-live.ts';
import type { Stage } from './journey.ts';
import type { Flow } from './use-journey.ts';

interface KeptScreenProps {
  readonly flow: Flow;
  readonly stage: Stage & { readonly at: 'kept' };
  readonly joined: Joined;
}

/** The receipt. */
export function KeptScreen({ flow, stage, joined }: KeptScreenProps): VNode {
  const texts = useTexts();
  const words = texts.kept;
  const { phase, receivedCount } = useLive(useDevice().status);
  const isReceived = useReceived(stage.kept, receivedCount);
  const isStation = joined.grade === 'station';
  const isAwaited = !isReceived && phase.kind !== 'permission';
  const next = (): void => {
    flow.dispatch({ do: 'next' });
  };
  return (
    <main class="screen screen-kept">
      <Ticks count={isReceived ? 2 : 1} />
      <ScreenTitle>{isReceived ? words.received : words.onDevice}</ScreenTitle>
      <p class="name">{said(stage.name)}</p>
      <p>
        {stage.acts.signed ? words.pact : words.attendance},{' '}
        {texts.moment(stage.kept.keptAtMs, joined.gathering.zone)}
      </p>
      <p>
        {words.thanks} {isAwaited && (isStation ? words.waiting : words.keepOpen)}
      </p>
      <div class="actions">
        <Button kind={isStation ? 'main' : 'plain'} onPress={next}>
          {isStation ? words.nextPerson : words.anotherPerson}
        </Button>
      </div>
      {isStation && <IdleGuard afterMs={LIMITS.idleResetMs} onIdle={next} />}
    </main>
  );
}

const LOOK_BACK = 20;

/** True once the office's receipt for this entry was checked and kept; asked at each receipt. */
function useReceived(kept: KeptSigning, receivedCount: number): boolean {
  const device = useDevice();
  const [isReceived, setReceived] = useState(false);
  useEffect(() => {
    let isCurrent = true;
    const look = async (): Promise<void> => {
      const made = await device.made(LOOK_BACK);
      const entry = made.find(({ journal, seq }) => journal === kept.journal && seq === kept.seq);
      if (isCurrent) setReceived(entry !== undefined && entry.state !== 'kept');
    };
    void look();
    return () => {
      isCurrent = false;
    };
  }, [receivedCount, kept]);
  return isReceived;
}
