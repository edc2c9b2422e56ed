/** A press: the thread that draws, asked for one thing at a time. */
import type { Result } from '#core/fault.ts';
import { openThread } from '../thread.ts';
import type { PressReply, PressRequest } from './worker.ts';

/** The bounds of a press. */
export interface PressBounds {
  readonly printDeadlineMs: number;
  readonly printHeapMbMax: number;
}

/** A press that answers one request at a time. */
export interface Press {
  /** Fails as its thread does. */
  readonly ask: (request: PressRequest) => Promise<Result<PressReply>>;
  readonly close: () => Promise<void>;
}

/** Starts a press. */
export function openPress(bounds: PressBounds): Press {
  const thread = openThread<PressRequest, PressReply>(new URL('./worker.ts', import.meta.url), {
    heapMbMax: bounds.printHeapMbMax,
  });
  return {
    ask: (request) => thread.ask(request, { deadlineMs: bounds.printDeadlineMs }),
    close: () => thread.close(),
  };
}
