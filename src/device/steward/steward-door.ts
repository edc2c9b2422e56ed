/**
 * Yields the door to what a steward does by hand: its code comes when it is first asked for. The
 * rule: it is opened once, and an attempt that failed is made again.
 */
import { type Result, good } from '#core/fault.ts';
import type { Steward } from '../device.ts';
import { loadPart } from '../load-part.ts';
import type { StewardDeps } from './steward.ts';

/** Opens it once. Fault: unavailable. */
export function openStewardDoor(deps: StewardDeps): () => Promise<Result<Steward>> {
  let opened: Promise<Result<Steward>> | null = null;
  return async () => {
    opened ??= open(deps);
    const steward = await opened;
    if (!steward.ok) opened = null;
    return steward;
  };
}

async function open(deps: StewardDeps): Promise<Result<Steward>> {
  const code = await loadPart(() => import('./steward.ts'));
  return code.ok ? good(await code.value.openSteward(deps)) : code;
}
