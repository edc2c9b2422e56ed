/**
 * A press: one worker thread that draws, asked for one thing at a time. When it crashes or falls
 * silent every question is answered with a fault, never left open.
 */
import { Worker } from 'node:worker_threads';
import { bad, good, type Result } from '#core/fault.ts';
import type { PressReply, PressRequest } from './worker.ts';

/** The bounds of a press. */
export interface PressBounds {
  readonly printDeadlineMs: number;
  readonly printHeapMbMax: number;
}

/** A worker thread that answers one request at a time. */
export interface Press {
  /** Fails as unavailable after a crash, as timeout when there is no answer within the deadline. */
  readonly ask: (request: PressRequest) => Promise<Result<PressReply>>;
  readonly close: () => Promise<void>;
}

/** Starts a press. */
export function openPress(bounds: PressBounds): Press {
  const worker = new Worker(new URL('./worker.ts', import.meta.url), {
    resourceLimits: { maxOldGenerationSizeMb: bounds.printHeapMbMax },
  });
  // An idle press must not keep the office from stopping.
  worker.unref();
  let answer: ((reply: Result<PressReply>) => void) | null = null;
  let stopped: Result<PressReply> | null = null;
  const stop = (detail: string): void => {
    stopped ??= bad('unavailable', detail);
    answer?.(stopped);
  };
  worker.on('message', (reply: PressReply) => {
    answer?.(good(reply));
  });
  worker.on('error', (error) => {
    stop(`the press crashed: ${String(error)}`);
  });
  worker.on('exit', () => {
    stop('the press stopped');
  });
  return {
    ask: (request) => {
      if (stopped !== null) return Promise.resolve(stopped);
      const replied = new Promise<Result<PressReply>>((resolve) => {
        const deadline = setTimeout(() => {
          answer?.(bad('timeout', 'the press fell silent'));
        }, bounds.printDeadlineMs);
        answer = (reply) => {
          clearTimeout(deadline);
          resolve(reply);
        };
      });
      worker.postMessage(request);
      return replied;
    },
    close: async () => {
      await worker.terminate();
    },
  };
}
