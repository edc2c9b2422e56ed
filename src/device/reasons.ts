/**
 * Why a device is not done: what on it is still open. The light and the ways out
 * ask the same question, so that nobody is told both that it may be switched off and that it may
 * not be emptied.
 */
import type { Inventory, Reason } from './device.ts';

/** Everything that is open, the gravest first. */
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

/** What holds whoever would leave. Of what nobody can send again there is nothing to be kept. */
export function obstaclesOf(inventory: Inventory): readonly Reason[] {
  return reasonsOf(inventory).filter(({ kind }) => kind !== 'unsendable');
}

/** A loss that somebody has still to read of, or that the office can still be told of. */
function isAlarmed({ loss }: Inventory): boolean {
  if (loss === null) return false;
  return !loss.isRead || (!loss.isTold && loss.entryCount !== null);
}
