/**
 * What a steward is told once this device has heard that the organiser closed the gathering.
 * It is a notice and no bar. Whoever comes late signs as before, and is counted.
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
  /** The office is asked at once, and not only when it was not asked lately. */
  readonly isAsked?: boolean;
  /** Somebody is using the screen: nothing may move under their finger. */
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

/** First what was heard before, then what the office says now; and again while it is shown. */
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
