/**
 * The notice that the office refuses the code of this desk. Without it a steward would look for a
 * network, because the other screens only show that nothing arrives. So the office is asked while
 * such a screen is open.
 */
import type { VNode } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { toHex } from '#core/bytes.ts';
import type { Joined } from '#device/device.ts';
import { useDevice } from '#app/device-context.ts';
import { useStationTexts } from '#app/text/station-texts.ts';
import { useTexts } from '#app/text/texts.ts';
import { Notice } from '#app/ui/parts.tsx';
import { useLive } from '#app/use-live.ts';

const ASK_MS = 60_000;

/**
 * True when the office refused permission. It is asked while a screen is open and permission may be
 * missing.
 */
export function useRefused({ gathering, enrolled }: Joined): boolean {
  const device = useDevice();
  const { phase } = useLive(device.status);
  // Another journal of this device may be without permission, so the office is asked about this
  // one.
  const isDoubted = !enrolled || phase.kind === 'permission';
  const id = toHex(gathering.id);
  const [isRefused, setRefused] = useState(false);
  useEffect(() => {
    if (!isDoubted) return;
    let isCurrent = true;
    const ask = async (): Promise<void> => {
      const prepared = await device.prepare();
      if (!isCurrent) return;
      // A later failure of the network does not undo a refusal.
      if (prepared.ok || prepared.fault.code === 'not-permitted') setRefused(!prepared.ok);
    };
    const askAgain = (): void => void ask();
    askAgain();
    const timer = setInterval(askAgain, ASK_MS);
    addEventListener('online', askAgain);
    return () => {
      isCurrent = false;
      clearInterval(timer);
      removeEventListener('online', askAgain);
      setRefused(false);
    };
  }, [device, id, isDoubted]);
  return isRefused && isDoubted;
}

/** What was refused, and what to do. */
export function RefusedNotice({ grade, enrolled }: Pick<Joined, 'grade' | 'enrolled'>): VNode {
  const { fault } = useTexts();
  const words = useStationTexts();
  return (
    <Notice kind="warn">
      {enrolled ? (
        <p>{words.withdrawn}</p>
      ) : grade === 'phone' ? (
        <p>{fault.notPermitted}</p>
      ) : (
        <p>
          <b>{words.refused}</b> {words.refusedWhat}
        </p>
      )}
      <p>{words.refusedKept}</p>
    </Notice>
  );
}
