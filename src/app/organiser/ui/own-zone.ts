/** The zone in which the office's own moments are told: the one of the computer in use. */
import { type Zone, zoneOfHours } from '#core/time.ts';

/** At a moment, now if none is named; WIB where the computer is set to no zone of Indonesia. */
export function ownZone(atMs = Date.now()): Zone {
  return zoneOfHours(-new Date(atMs).getTimezoneOffset() / 60) ?? 'WIB';
}
