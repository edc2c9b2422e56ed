/**
 * Time. Instants are integer milliseconds since 1970 UTC; what people read is in the zone of the
 * gathering, never of the device. Indonesia has three zones and no summer time.
 */

/** The zones of Indonesia: western, central, eastern. */
export type Zone = 'WIB' | 'WITA' | 'WIT';

/** Every zone, west to east. */
export const ZONES: readonly Zone[] = ['WIB', 'WITA', 'WIT'];

const OFFSET_HOURS: Readonly<Record<Zone, number>> = { WIB: 7, WITA: 8, WIT: 9 };

/** How far the zone is ahead of UTC, in milliseconds. */
export function zoneOffsetMs(zone: Zone): number {
  return OFFSET_HOURS[zone] * 3_600_000;
}

/** The zone on the wire: its whole hours ahead of UTC. */
export function zoneHours(zone: Zone): number {
  return OFFSET_HOURS[zone];
}

/** The zone of so many hours ahead of UTC; null when Indonesia has none such. */
export function zoneOfHours(hours: number): Zone | null {
  return ZONES.find((zone) => OFFSET_HOURS[zone] === hours) ?? null;
}

/** When something happened on a device: its two clocks, and which run of the app. */
export interface Moment {
  readonly wallMs: number;
  readonly monoMs: number;
  readonly boot: Uint8Array;
}
