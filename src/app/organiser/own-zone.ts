/** Yields the zone in which the office's own moments are told: the one of the computer in use. */
import { type Zone, zoneOfHours } from '#core/time.ts';

/** Western Indonesian time where the computer is set to no zone of Indonesia. */
export function ownZone(): Zone {
  return zoneOfHours(-new Date().getTimezoneOffset() / 60) ?? 'WIB';
}
