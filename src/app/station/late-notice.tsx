/**
 * What a device says that came late: its code had ended, or another device used it first.
 * It is a notice and no bar. Everything is kept and sent, and waits for the organiser.
 */
import type { VNode } from 'preact';
import { LATENESS } from '#core/admission.ts';
import type { Joined } from '#device/device.ts';
import { useStationTexts } from '#app/text/station-texts.ts';
import { Notice } from '#app/ui/parts.tsx';

/** The notice; nothing for a device in time. */
export function LateNotice({ late }: Pick<Joined, 'late'>): VNode | null {
  const words = useStationTexts();
  if (late === null) return null;
  const why = LATENESS.find((one) => one === late);
  return (
    <Notice kind="warn">
      <p>
        <b>{why === undefined ? words.lateOther : words.late[why]}</b> {words.lateKept}
      </p>
      {late !== 'over' && <p>{words.lateWay}</p>}
    </Notice>
  );
}
