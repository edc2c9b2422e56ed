/**
 * Searches a roster in a worker. Preparing 50,000 people takes a cheap tablet two seconds, and the
 * pad must not wait for that. Questions are answered in order. Each gets an answer, even when the
 * roster is closed meanwhile.
 */
import type { Bytes } from '#core/bytes.ts';
import type { Agency } from '#core/roster.ts';
import type { Listed } from '../device.ts';
import type { Query } from './roster-search.ts';
import type { SearchAsk, SearchReply } from './roster-worker.ts';

/** A roster that is ready to be searched. */
export interface OpenRoster {
  readonly agencies: readonly Agency[];
  /** Null when it was closed before it answered. */
  search(query: Query): Promise<readonly Listed[] | null>;
  close(): void;
}

/** Opens a roster in a worker of its own. */
export async function openInWorker(bytes: Bytes): Promise<OpenRoster> {
  const worker = new Worker(new URL('./roster-worker.ts', import.meta.url), { type: 'module' });
  const desk = questions(worker);
  const opened = await desk.ask({ kind: 'open', bytes });
  return {
    agencies: opened?.kind === 'opened' ? opened.agencies : [],
    async search(query) {
      const found = await desk.ask({ kind: 'search', query });
      return found?.kind === 'found' ? found.people : null;
    },
    close: () => desk.close(),
  };
}

interface Questions {
  /** Null when the worker was closed before it answered. */
  ask(ask: SearchAsk): Promise<SearchReply | null>;
  close(): void;
}

/** Asks a worker; an error in it fails every question that waits. */
function questions(worker: Worker): Questions {
  const waiting: Question[] = [];
  let isClosed = false;
  worker.addEventListener('message', (message: MessageEvent<SearchReply>) => {
    waiting.shift()?.resolve(message.data);
  });
  worker.addEventListener('error', (event) => {
    for (const question of waiting.splice(0)) {
      question.reject(new Error(`the roster worker failed: ${event.message}`));
    }
  });
  return {
    async ask(ask) {
      if (isClosed) return null;
      return new Promise((resolve, reject) => {
        waiting.push({ resolve, reject });
        worker.postMessage(ask);
      });
    },
    close() {
      isClosed = true;
      worker.terminate();
      for (const question of waiting.splice(0)) question.resolve(null);
    },
  };
}

interface Question {
  readonly resolve: (reply: SearchReply | null) => void;
  readonly reject: (error: Error) => void;
}
