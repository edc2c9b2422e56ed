/**
 * The notice of a device that was admitted late. It stops nobody: everything is kept and sent, and
 * waits for the organiser.
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
