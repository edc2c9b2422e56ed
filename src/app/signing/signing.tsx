/**
 * Shows the screen of the journey's present stage. Each turn gets a new screen, which starts empty.
 */
import type { ComponentChildren, VNode } from 'preact';
import type { Joined } from '#device/device.ts';
import { useDevice } from '#app/device-context.ts';
import { Lazy, type Loaded } from '#app/ui/lazy.tsx';
import { useLive } from '#app/use-live.ts';
import { Confirm } from './confirm.tsx';
import { KeptScreen } from './kept.tsx';
import { OfferScreen } from './offer.tsx';
import { Sign } from './sign.tsx';
import { Start } from './start.tsx';
import type { Flow } from './use-journey.ts';
import { WalkInForm } from './walk-in-form.tsx';

type DeskPart = typeof import('./desk.tsx');

const DESK: Loaded<DeskPart> = { now: null };

/** The screen of the journey. */
export function Signing({ flow }: { readonly flow: Flow }): VNode | null {
  const { stage, turn } = flow.journey;
  const joined = useLive(useDevice().joined);
  if (stage.at === 'start') return <Start key={turn} flow={flow} stage={stage} />;
  if (stage.at === 'offer') return <OfferScreen flow={flow} stage={stage} />;
  return joined === null ? null : <Turn key={turn} flow={flow} joined={joined} />;
}

function Turn({ flow, joined }: { readonly flow: Flow; readonly joined: Joined }): VNode | null {
  const { stage } = flow.journey;
  switch (stage.at) {
    case 'start':
    case 'offer':
      return null;
    case 'resume':
      return <AtDesk>{(desk) => <desk.Resume flow={flow} stage={stage} />}</AtDesk>;
    case 'find':
      return <AtDesk>{(desk) => <desk.Find flow={flow} joined={joined} />}</AtDesk>;
    case 'form':
      return <WalkInForm flow={flow} joined={joined} before={stage.fields} />;
    case 'confirm':
      return (
        <Confirm flow={flow} stage={stage} joined={joined}>
          {joined.grade === 'station' && (
            <AtDesk as="part">{(desk) => <desk.StewardOptions flow={flow} stage={stage} />}</AtDesk>
          )}
        </Confirm>
      );
    case 'sign':
      return <Sign flow={flow} stage={stage} joined={joined} />;
    case 'kept':
      return <KeptScreen flow={flow} stage={stage} joined={joined} />;
  }
}

interface AtDeskProps {
  readonly as?: 'screen' | 'part';
  readonly children: (desk: DeskPart) => ComponentChildren;
}

/**
 * A screen of the desk's code. It was loaded with the search, so nobody waits for it during a turn.
 */
function AtDesk({ as = 'screen', children }: AtDeskProps): VNode {
  return (
    <Lazy load={() => import('./desk.tsx')} loaded={DESK} as={as}>
      {children}
    </Lazy>
  );
}
