/**
 * Loads the code of the steward when it is first needed. It is opened once. A failed attempt is
 * repeated by the next call.
 */
import { type Result, good } from '#core/fault.ts';
import type { Steward } from '../device.ts';
import { loadPart } from '../load-part.ts';
import type { StewardDeps } from './steward.ts';

/** Gives a function that loads and opens it. Fault: unavailable. */
export function stewardLoader(deps: StewardDeps): () => Promise<Result<Steward>> {
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
