/**
 * The notice that the organiser closed the gathering. It stops nobody: who comes late signs as
 * before, and is counted.
 */
import type { VNode } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { toHex } from '#core/bytes.ts';
import type { Joined } from '#device/device.ts';
import { useDevice } from '#app/device-context.ts';
import { useStationTexts } from '#app/text/station-texts.ts';
import { useTexts } from '#app/text/texts.ts';
import { Notice } from '#app/ui/parts.tsx';

interface ClosedNoticeProps {
  readonly joined: Joined;
  /** True: asks the office at once. Else only when it was not asked lately. */
  readonly isAsked?: boolean;
  /** True while somebody uses the screen: then nothing may move. */
  readonly isStill?: boolean;
}

const LOOK_MS = 30_000;

/** The notice; nothing while the gathering is open, as far as was heard. */
export function ClosedNotice(props: ClosedNoticeProps): VNode | null {
  const { joined, isAsked = false, isStill = false } = props;
  const texts = useTexts();
  const words = useStationTexts();
  const heardMs = useClosedAtMs(joined, isAsked);
  const shown = useRef(heardMs);
  if (!isStill) shown.current = heardMs;
  if (shown.current === null) return null;
  return (
    <Notice kind="info">
      <p>
        <b>{words.closed}</b> {texts.moment(shown.current, joined.gathering.zone)}.
      </p>
      <p>{words.closedLate}</p>
    </Notice>
  );
}

/** First the last known answer, then a new answer of the office, repeated while it is shown. */
function useClosedAtMs({ gathering }: Joined, isAsked: boolean): number | null {
  const device = useDevice();
  const id = toHex(gathering.id);
  const [closedAtMs, setClosedAtMs] = useState<number | null>(null);
  useEffect(() => {
    let isCurrent = true;
    const look = async (when: 'now' | 'again'): Promise<void> => {
      const steward = await device.steward();
      if (!steward.ok) return; // its code is still on the way
      const show = async (): Promise<void> => {
        const kept = await steward.value.closedAtMs();
        if (isCurrent && kept.ok) setClosedAtMs(kept.value);
      };
      await show();
      await steward.value.hearClosing(when);
      await show();
    };
    setClosedAtMs(null);
    void look(isAsked ? 'now' : 'again');
    const timer = setInterval(() => void look('again'), LOOK_MS);
    return () => {
      isCurrent = false;
      clearInterval(timer);
    };
  }, [device, id, isAsked]);
  return closedAtMs;
}
