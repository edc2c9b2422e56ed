/** What a device still needs before it may be carried to a field without a network. */
import type { Joined } from '#device/device.ts';

/** What may be missing. */
export type Missing = 'app' | 'permission' | 'pacts' | 'roster';

/** Everything that is missing, in the order in which it is put right. */
export function missingOf(joined: Joined, isAppKept: boolean): readonly Missing[] {
  const missing: Missing[] = [];
  if (!isAppKept) missing.push('app');
  if (!joined.enrolled) missing.push('permission');
  if (joined.pacts === null) missing.push('pacts');
  if (joined.grade === 'station' && joined.rosterCount === 0) missing.push('roster');
  return missing;
}
