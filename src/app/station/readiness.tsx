/**
 * The answer to the steward's question before leaving: can this device work without a
 * network.
 */
import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import type { FaultCode } from '#core/fault.ts';
import type { Joined } from '#device/device.ts';
import { useDevice } from '#app/device-context.ts';
import { useStationTexts } from '#app/text/station-texts.ts';
import { faultSentence, useTexts } from '#app/text/texts.ts';
import { Button, Fact, Notice, Ticks } from '#app/ui/parts.tsx';
import { useLive } from '#app/use-live.ts';
import { missingOf } from './missing.ts';
import { RefusedNotice, useRefused } from './refused.tsx';

interface ReadinessProps {
  readonly joined: Joined;
  readonly isAppKept: boolean;
}

/** Ready, or everything that is missing and how to get it. */
export function Readiness({ joined, isAppKept }: ReadinessProps): VNode {
  const texts = useTexts();
  const words = useStationTexts();
  const device = useDevice();
  const { persistent } = useLive(device.status);
  const [isPreparing, setPreparing] = useState(false);
  const [fault, setFault] = useState<FaultCode | null>(null);
  const isRefused = useRefused(joined);
  const missing = missingOf({ ...joined, enrolled: joined.enrolled && !isRefused }, isAppKept);

  const prepare = async (): Promise<void> => {
    setPreparing(true);
    setFault(null);
    const prepared = await device.prepare();
    setPreparing(false);
    if (!prepared.ok) setFault(prepared.fault.code);
  };

  return (
    <section class="panel">
      <h2 class="readiness">
        {missing.length === 0 && <Ticks count={1} />}
        {missing.length === 0 ? words.ready : words.notReady}
      </h2>
      {missing.length > 0 && (
        <>
          <ul>
            {missing.map((one) => (
              <li key={one}>{words.missing[one]}</li>
            ))}
          </ul>
          {isRefused && <RefusedNotice {...joined} />}
          {/* A late device gets no roster, however long it is connected: LateNotice says the way. */}
          {!isRefused && joined.late === null && <p>{words.connectOnce}</p>}
        </>
      )}
      {joined.grade === 'station' && (
        <dl class="facts">
          <Fact name={words.roster}>{texts.count(joined.rosterCount)}</Fact>
        </dl>
      )}
      {fault !== null && !isRefused && (
        <Notice kind="warn">
          <p>{faultSentence(texts, fault)}</p>
        </Notice>
      )}
      {persistent === false && (
        <Notice kind="warn">
          <p>{words.notPersistent}</p>
        </Notice>
      )}
      <Button disabled={isPreparing} onPress={() => void prepare()}>
        {isPreparing ? words.preparing : words.prepare}
      </Button>
    </section>
  );
}
