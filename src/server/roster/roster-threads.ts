/**
 * The threads that judge roster files: two at most, each for one file, whose memory goes with it.
 * Further files wait, as many and as long as is bounded, so that every one is answered before a
 * proxy loses patience.
 */
import { type FaultCode, type Result, bad } from '#core/fault.ts';
import { LIMITS } from '#core/limits.ts';
import type { RosterReply, RosterRequest } from './roster-worker.ts';
import { type Thread, openThread } from '../thread.ts';

/** The bounds of the threads, from LIMITS unless a test needs to reach them. */
export interface RosterBounds {
  readonly rosterThreadsMax: number;
  readonly rosterWaitingMax: number;
  readonly rosterWaitMs: number;
  readonly rosterDeadlineMs: number;
  readonly rosterHeapMbMax: number;
}

/** Asks the thread of one file. */
export type AskJudge = (request: RosterRequest) => Promise<Result<RosterReply>>;

export interface RosterThreads {
  /**
   * Lends a thread to a piece of work. Faults besides its own: busy, when too many wait or one
   * waited too long. What is asked of the thread fails as roster-unread, when the file is more than
   * it can read in its time and memory.
   */
  lend<T>(work: (ask: AskJudge) => Promise<Result<T>>): Promise<Result<T>>;
  /** Ends the work under way; what comes later is unavailable. */
  close(): Promise<void>;
}

/** What of a thread's faults is the file's: more than the memory, or the time, that it has. */
const UNREAD: readonly FaultCode[] = ['too-large', 'timeout'];

export function openRosterThreads(bounds: RosterBounds = LIMITS): RosterThreads {
  const places = openPlaces(bounds);
  const open = new Set<Thread<RosterRequest, RosterReply>>();
  let isClosed = false;
  return {
    async lend(work) {
      if (!(await places.take())) return bad('busy', 'other roster files are being read');
      if (isClosed) {
        places.give();
        return bad('unavailable', 'the office stops');
      }
      const thread = openThread<RosterRequest, RosterReply>(
        new URL('./roster-worker.ts', import.meta.url),
        { heapMbMax: bounds.rosterHeapMbMax },
      );
      open.add(thread);
      const endsAtMs = performance.now() + bounds.rosterDeadlineMs;
      try {
        return await work(async (request) => {
          const deadlineMs = Math.max(1, endsAtMs - performance.now());
          const reply = await thread.ask(request, { deadlineMs });
          if (reply.ok || !UNREAD.includes(reply.fault.code)) return reply;
          return bad('roster-unread', reply.fault.detail);
        });
      } finally {
        open.delete(thread);
        await thread.close();
        places.give();
      }
    },
    async close() {
      isClosed = true;
      await Promise.all([...open].map((thread) => thread.close()));
    },
  };
}

interface Places {
  /** False when there is none, now or after the longest wait. */
  take(): Promise<boolean>;
  give(): void;
}

function openPlaces(bounds: RosterBounds): Places {
  const waiting = new Set<() => void>();
  let freeCount = bounds.rosterThreadsMax;
  return {
    take() {
      if (freeCount > 0) {
        freeCount -= 1;
        return Promise.resolve(true);
      }
      if (waiting.size >= bounds.rosterWaitingMax) return Promise.resolve(false);
      return new Promise((resolve) => {
        const granted = (): void => {
          clearTimeout(timer);
          resolve(true);
        };
        const timer = setTimeout(() => {
          waiting.delete(granted);
          resolve(false);
        }, bounds.rosterWaitMs);
        waiting.add(granted);
      });
    },
    give() {
      const [next] = waiting;
      if (next === undefined) {
        freeCount += 1;
        return;
      }
      waiting.delete(next);
      next();
    },
  };
}
