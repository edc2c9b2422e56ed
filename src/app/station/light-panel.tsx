/**
 * Shows the light by colour and by shape. When it is not safe, it says what is open and what to do.
 */
import type { VNode } from 'preact';
import type { DeviceStatus } from '#device/device.ts';
import type { Reason } from '#device/device.ts';
import { useDevice } from '#app/device-context.ts';
import { useStationTexts } from '#app/text/station-texts.ts';
import { useTexts } from '#app/text/texts.ts';
import { Button } from '#app/ui/parts.tsx';
import { isolated, told } from '#app/ui/said.tsx';
import { type Light, type InventoryReading, lightOf } from './light.ts';

interface LightPanelProps {
  readonly reading: InventoryReading;
  readonly status: DeviceStatus;
}

/** The light, and what it means. */
export function LightPanel({ reading, status }: LightPanelProps): VNode {
  const { light: words } = useStationTexts();
  const light = lightOf(reading, status);
  return (
    <section class={`light light-${light.kind}`} aria-label={words.label}>
      <p class="light-words" role="status">
        <Lamp light={light} />
        {words.title[light.kind]}
      </p>
      {light.kind === 'safe' && <p>{light.isArchived ? words.archived : words.safeWhy}</p>}
      {light.kind === 'empty' && <p>{words.emptyWhy}</p>}
      {light.kind === 'failed' && <p>{words.failedWhy}</p>}
      {light.kind === 'open' && <Open reasons={light.reasons} status={status} />}
    </section>
  );
}

interface ReasonsProps {
  readonly reasons: readonly Reason[];
}

/** What is open on this device, in words. */
export function Reasons({ reasons }: ReasonsProps): VNode {
  const { light: words } = useStationTexts();
  const { count } = useTexts();
  const wordsOf = (reason: Reason): string => {
    if ('n' in reason) return words[reason.kind](count(reason.n));
    if (reason.kind !== 'reciting') return words[reason.kind];
    const { isHere, title } = reason.reciting;
    return isHere ? words.reciting : words.recitingElsewhere(isolated(title));
  };
  return (
    <ul>
      {reasons.map((reason) => (
        <li key={'reciting' in reason ? reason.reciting.gathering : reason.kind}>
          {told(wordsOf(reason))}
        </li>
      ))}
    </ul>
  );
}

interface OpenProps extends ReasonsProps {
  readonly status: DeviceStatus;
}

function Open({ reasons, status }: OpenProps): VNode {
  const { light: words, sendNow } = useStationTexts();
  const device = useDevice();
  const mustSend = reasons.some(({ kind }) => kind === 'waiting' || kind === 'unconfirmed');
  return (
    <>
      <Reasons reasons={reasons} />
      {mustSend && (
        <>
          <Button
            kind="main"
            disabled={status.phase.kind === 'sending'}
            onPress={() => {
              device.sendNow();
            }}
          >
            {sendNow}
          </Button>
          <p>{words.whatToDo}</p>
        </>
      )}
    </>
  );
}

function Lamp({ light }: { readonly light: Light }): VNode {
  return (
    <svg class="lamp" viewBox="0 0 64 64" aria-hidden="true">
      <circle cx="32" cy="32" r="28" />
      {light.kind === 'safe' && <path d="M18 33 28 43 47 22" />}
      {(light.kind === 'open' || light.kind === 'failed') && <path d="M32 16v20M32 46v1" />}
    </svg>
  );
}
