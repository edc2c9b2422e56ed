/**
 * Yields what every device made and what the office has of it, in plain words. A device that cannot
 * be known to be complete is never called complete.
 */
import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import type { Completeness, DeviceState, GatheringView } from '#core/office-gathering-api.ts';
import { useTexts } from '#app/text/texts.ts';
import { Button } from '#app/ui/parts.tsx';
import { Empty } from './page.tsx';
import { useOfficeTexts } from './text/texts.ts';
import { WithdrawDialog } from './withdraw-dialog.tsx';

interface DeviceListProps {
  readonly shown: GatheringView;
  readonly state: Completeness;
  readonly onChanged: () => void;
}

/** The devices: desks first, then the phones of signatories, folded up. */
export function DeviceList({ shown, state, onChanged }: DeviceListProps): VNode {
  const { stations: words } = useOfficeTexts();
  const { count } = useTexts();
  const [leaving, setLeaving] = useState<DeviceState | null>(null);
  if (state.devices.length === 0) {
    return (
      <section class="stack">
        <h2>{words.devices}</h2>
        <Empty what={words.empty} next={words.emptyNext} />
      </section>
    );
  }
  const desks = state.devices.filter(({ grade }) => grade === 'station');
  const phones = state.devices.filter(({ grade }) => grade === 'phone');
  const cards = { shown, onWithdraw: setLeaving };
  return (
    <section class="stack">
      <div class="title-row">
        <h2>{words.devices}</h2>
        <b role="status">
          {words.counts(count(state.totals.made), count(state.totals.received))}
          {state.totals.missing > 0 && `, ${words.missingCount(count(state.totals.missing))}`}
        </b>
      </div>
      <Cards devices={desks} {...cards} />
      {phones.length > 0 && (
        <details open={phones.some(isTorn)}>
          <summary>{words.phones(count(phones.length))}</summary>
          <Cards devices={phones} {...cards} />
        </details>
      )}
      {leaving !== null && (
        <WithdrawDialog
          gathering={shown.id}
          device={leaving.id}
          name={nameOf(leaving, words)}
          onClose={() => {
            setLeaving(null);
            onChanged();
          }}
        />
      )}
    </section>
  );
}

interface CardsProps {
  readonly shown: GatheringView;
  readonly devices: readonly DeviceState[];
  readonly onWithdraw: (device: DeviceState) => void;
}

function Cards({ devices, ...rest }: CardsProps): VNode {
  return (
    <ul class="device-list">
      {devices.map((device) => (
        <li key={device.id} class={`device-card device-${lookOf(device)}`}>
          <Card device={device} {...rest} />
        </li>
      ))}
    </ul>
  );
}

/** Entries that are missing although later ones arrived: they are not simply on their way. */
function holesOf({ missing, claimed }: DeviceState): DeviceState['missing'] {
  return missing.filter(({ to }) => to < claimed);
}

function isTorn(device: DeviceState): boolean {
  return device.forked || holesOf(device).length > 0;
}

function lookOf(device: DeviceState): 'torn' | 'behind' | 'whole' | 'withdrawn' {
  if (isTorn(device)) return 'torn';
  if (device.withdrawnAtMs !== null) return 'withdrawn';
  return device.outstanding || device.missingCount > 0 ? 'behind' : 'whole';
}

/** A desk by its name; a phone by the beginning of its journal. */
function nameOf({ station, id }: DeviceState, words: { readonly phone: string }): string {
  return station === '' ? `${words.phone} ${id.slice(0, 8)}` : station;
}

interface CardProps extends Omit<CardsProps, 'devices'> {
  readonly device: DeviceState;
}

function Card({ shown, device, onWithdraw }: CardProps): VNode {
  const { stations: words } = useOfficeTexts();
  const { count, moment } = useTexts();
  const { forked, withdrawnAtMs, quarantined } = device;
  const holes = holesOf(device);
  return (
    <>
      <h3>{nameOf(device, words)}</h3>
      <p>
        <b>{useStateWords(device)}</b>
      </p>
      {holes.length > 0 && <p class="fault">{words.missing(rangesText(holes, words.and))}</p>}
      {forked && <p class="fault">{words.forked}</p>}
      {quarantined > 0 && <p>{words.quarantined(count(quarantined))}</p>}
      <p class="muted">{useContactWords(shown, device)}</p>
      {withdrawnAtMs !== null ? (
        <p>
          <span class="mark">{words.withdrawn(moment(withdrawnAtMs, shown.zone))}</span>
        </p>
      ) : (
        <div class="button-row">
          <Button
            kind="danger"
            onPress={() => {
              onWithdraw(device);
            }}
          >
            {words.withdraw}
          </Button>
        </div>
      )}
    </>
  );
}

/** `212 dibuat, 212 diterima, tidak ada yang hilang` */
function useStateWords(device: DeviceState): string {
  const { stations: words } = useOfficeTexts();
  const { count } = useTexts();
  const { claimed, received, kept, outstanding } = device;
  const made = Math.max(claimed, received);
  if (made === 0) return words.nothingYet;
  const parts = [words.counts(count(made), count(received))];
  const open = made - received;
  // What it said it keeps was said before this batch arrived, so it only confirms what is open.
  if (open > 0)
    parts.push(kept >= open ? words.keeps(count(open)) : words.missingCount(count(open)));
  else parts.push(outstanding ? words.unknown : words.nothingMissing);
  return parts.join(', ');
}

const CLOCK_WARN_MS = 120_000;

function useContactWords(shown: GatheringView, device: DeviceState): string {
  const { stations: words } = useOfficeTexts();
  const { moment } = useTexts();
  const { lastSeenAtMs, battery, clockOffsetMs } = device;
  const parts = [
    lastSeenAtMs === null
      ? words.never
      : `${words.lastContact} ${moment(lastSeenAtMs, shown.zone)}`,
  ];
  if (battery !== null) parts.push(words.battery(battery));
  if (clockOffsetMs !== null && Math.abs(clockOffsetMs) > CLOCK_WARN_MS) {
    parts.push(words.clock(Math.round(-clockOffsetMs / 60_000)));
  }
  return parts.join(' · ');
}

/** `14–17, 21, dan 30` */
function rangesText(ranges: DeviceState['missing'], and: string): string {
  const texts = ranges.map(({ from, to }) => (from === to ? `${from}` : `${from}–${to}`));
  const last = texts.at(-1) ?? '';
  if (texts.length < 2) return last;
  return `${texts.slice(0, -1).join(', ')}${texts.length > 2 ? ',' : ''} ${and} ${last}`;
}
