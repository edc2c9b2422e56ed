/**
 * What on a device is still open. The light and the ways of leaving use the same list, so that one
 * never says yes while the other says no.
 */
import type { Inventory, Reason } from './device.ts';

/** Everything that is open, the most serious first. */
export function reasonsOf(inventory: Inventory): readonly Reason[] {
  const { madeCount, receivedCount, unsendableCount, unconfirmedCount, carriedCount } = inventory;
  const reasons: Reason[] = [];
  if (isAlarmed(inventory)) reasons.push({ kind: 'alarm' });
  const waiting = madeCount - receivedCount - unsendableCount;
  if (waiting > 0) reasons.push({ kind: 'waiting', n: waiting });
  if (unsendableCount > 0) reasons.push({ kind: 'unsendable', n: unsendableCount });
  if (unconfirmedCount > 0) reasons.push({ kind: 'unconfirmed', n: unconfirmedCount });
  if (inventory.isWriting) reasons.push({ kind: 'writing' });
  for (const reciting of inventory.reciting) reasons.push({ kind: 'reciting', reciting });
  if (carriedCount > 0) reasons.push({ kind: 'carried', n: carriedCount });
  return reasons;
}

/**
 * What forbids leaving: the open things that staying can still settle. Entries that nobody can send
 * again do not forbid it.
 */
export function obstaclesOf(inventory: Inventory): readonly Reason[] {
  return reasonsOf(inventory).filter(({ kind }) => kind !== 'unsendable');
}

/** A loss that somebody has still to read of, or that the office can still be told of. */
function isAlarmed({ loss }: Inventory): boolean {
  if (loss === null) return false;
  return !loss.isRead || (!loss.isTold && loss.entryCount !== null);
}
