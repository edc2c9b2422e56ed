/**
 * Yields how full the QR code of a gathering will be while its form is filled in: the office counts
 * with the same code that seals it.
 */
import type { VNode } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import {
  type InvitationSize,
  type InvitationDraft,
  invitationSize,
} from '#core/office-gathering-api.ts';
import { OFFICE_PATHS } from '#core/office-api.ts';
import { call } from '#device/network/office-client.ts';
import { useTexts } from '#app/text/texts.ts';
import { useOfficeTexts } from '../text/texts.ts';

const AFTER_TYPING_MS = 400;
/** From here on a code still fits, and every further letter makes it harder to read. */
const NEAR_SHARE = 0.92;

/** The size of the code; null until it could be counted. Only the latest text is counted. */
export function useInvitationSize(draft: InvitationDraft): InvitationSize | null {
  const [size, setSize] = useState<InvitationSize | null>(null);
  useEffect(() => {
    let isLatest = true;
    const count = async (): Promise<void> => {
      const counted = await call(invitationSize, {
        method: 'POST',
        path: OFFICE_PATHS.invitationSize,
        body: draft,
      });
      if (isLatest) setSize(counted.ok ? counted.value : null);
    };
    const timer = setTimeout(() => void count(), AFTER_TYPING_MS);
    return () => {
      isLatest = false;
      clearTimeout(timer);
    };
  }, [draft.title, draft.place, draft.organiser]);
  return size;
}

/** The gauge. */
export function QrGauge({ size }: { readonly size: InvitationSize | null }): VNode {
  const { gatheringForm: words } = useOfficeTexts();
  const { count } = useTexts();
  if (size === null) {
    return (
      <div class="gauge">
        <b>{words.qr}</b>
        <p class="hint">{words.qrWaiting}</p>
      </div>
    );
  }
  const { bytes, bytesMax, bytesOver } = size;
  const level = bytesOver > 0 ? 'over' : bytes > bytesMax * NEAR_SHARE ? 'near' : 'fits';
  const sentence = { over: words.qrTooLarge, near: words.qrNear, fits: words.qrFits }[level];
  return (
    <div class={`gauge gauge-${level}`}>
      <b>
        {words.qr}: {words.qrSize(count(bytes), count(bytesMax))}
      </b>
      <svg viewBox={`0 0 ${bytesMax} 1`} preserveAspectRatio="none" aria-hidden="true">
        <rect class="bar-rest" width={bytesMax} height="1" />
        <rect class="gauge-fill" width={Math.min(bytes, bytesMax)} height="1" />
      </svg>
      <p role={level === 'over' ? 'alert' : 'status'}>{sentence}</p>
    </div>
  );
}
