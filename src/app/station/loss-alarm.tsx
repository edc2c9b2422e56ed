/**
 * The alarm of a storage that was cleared or put back: when, how much was in it, and what to
 * do. It stays until the steward has confirmed having read it; afterwards a line still tells.
 */
import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import type { FaultCode } from '#core/fault.ts';
import type { Zone } from '#core/time.ts';
import type { SeenLoss } from '#device/device.ts';
import { useDevice } from '#app/device-context.ts';
import { useStationTexts } from '#app/text/station-texts.ts';
import { faultSentence, useTexts } from '#app/text/texts.ts';
import { Button, Notice } from '#app/ui/parts.tsx';

interface LossAlarmProps {
  readonly loss: SeenLoss;
  readonly zone: Zone;
}

/** The alarm, or the line that is left of it. */
export function LossAlarm({ loss, zone }: LossAlarmProps): VNode {
  const texts = useTexts();
  const { loss: words } = useStationTexts();
  const device = useDevice();
  const [fault, setFault] = useState<FaultCode | null>(null);
  const { atMs, entryCount, isRead, isTold } = loss;
  const when = texts.moment(atMs, zone);
  const told = isTold ? words.told : entryCount === null ? words.tellYourself : words.untold;
  if (isRead) {
    return (
      <Notice kind="warn">
        <p>{words.line(when)}</p>
        <p>{told}</p>
      </Notice>
    );
  }

  const confirm = async (): Promise<void> => {
    const steward = await device.steward();
    const confirmed = steward.ok ? await steward.value.confirmLoss() : steward;
    setFault(confirmed.ok ? null : confirmed.fault.code);
  };

  return (
    <Notice kind="alarm">
      <h2>{words.title}</h2>
      <p>{words.when(when)}</p>
      <p>{entryCount === null ? words.unknown : words.howMany(texts.count(entryCount))}</p>
      <ol class="steps">
        {words.steps.map((step) => (
          <li key={step}>{step}</li>
        ))}
      </ol>
      <p>{told}</p>
      {fault !== null && <p>{faultSentence(texts, fault)}</p>}
      <Button onPress={() => void confirm()}>{words.confirm}</Button>
    </Notice>
  );
}
