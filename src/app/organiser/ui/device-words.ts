/** What is said of a device in more than one place: its name, its silence, what it lacks. */
import type { DeviceState } from '#core/office-gathering-api.ts';
import { useTexts } from '#app/text/texts.ts';
import { useOfficeTexts } from '../text/texts.ts';

/** A desk by its name; a phone by the beginning of its journal. */
export function nameOf(
  { station, id }: Pick<DeviceState, 'station' | 'id'>,
  words: { readonly phone: string },
): string {
  return station === '' ? `${words.phone} ${id.slice(0, 8)}` : station;
}

/** Entries that are missing although later ones arrived: they are not simply on their way. */
export function holesOf({ missing, claimed }: DeviceState): DeviceState['missing'] {
  return missing.filter(({ to }) => to < claimed);
}

/** How many entries went with a cleared storage, as far as the office does not have them. */
export function lostCount({ losses }: DeviceState): number {
  return losses.reduce((sum, loss) => sum + (loss.isDoubtful ? 0 : loss.missingCount), 0);
}

/** `14–17, 21, dan 30` */
export function rangesText(ranges: DeviceState['missing'], and: string): string {
  const texts = ranges.map(({ from, to }) => (from === to ? `${from}` : `${from}–${to}`));
  const last = texts.at(-1) ?? '';
  if (texts.length < 2) return last;
  return `${texts.slice(0, -1).join(', ')}${texts.length > 2 ? ',' : ''} ${and} ${last}`;
}

const MINUTE_MS = 60_000;

/** Minutes since a device was heard; null where that was just now, or never. */
export function silentMinutes({ lastSeenAtMs }: DeviceState, nowMs: number): number | null {
  const minutes = lastSeenAtMs === null ? 0 : Math.floor((nowMs - lastSeenAtMs) / MINUTE_MS);
  return minutes < SILENT_MINUTES ? null : minutes;
}

/** A device at work beats every minute. */
const SILENT_MINUTES = 5;

/**
 * `9 catatan dibuat, 7 diterima (6 tanda tangan)`: a note or a revocation is an entry too, and what
 * has not come may be either.
 */
export function useCountWords({
  claimed,
  received,
  signings,
}: Pick<DeviceState, 'claimed' | 'received' | 'signings'>): string {
  const { stations: words } = useOfficeTexts();
  const { count } = useTexts();
  const counts = words.counts(count(claimed), count(received));
  return received === signings ? counts : `${counts} (${words.signings(count(signings))})`;
}
