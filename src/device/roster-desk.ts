/**
 * Yields the search over a roster, done by a worker: making 50,000 people ready takes a cheap
 * tablet two seconds, and the pad must not wait for that. The rule: questions are answered in their
 * order.
 */
import type { Bytes } from '#core/bytes.ts';
import type { Agency, RosterRow } from '#core/roster.ts';
import type { Query } from './roster-search.ts';

/** A roster that is ready to be searched. */
export interface OpenRoster {
  readonly agencies: readonly Agency[];
  search(query: Query): Promise<readonly RosterRow[]>;
  close(): void;
}

/** What the page says to the worker: first the roster, then questions. */
export type DeskAsk =
  | { readonly kind: 'open'; readonly bytes: Bytes }
  | { readonly kind: 'search'; readonly query: Query };

/** What the worker answers, each to one question. */
export type DeskReply =
  | { readonly kind: 'opened'; readonly agencies: readonly Agency[] }
  | { readonly kind: 'found'; readonly rows: readonly RosterRow[] };

/** Opens a roster in a worker of its own. */
export async function openInWorker(bytes: Bytes): Promise<OpenRoster> {
  const worker = new Worker(new URL('./roster-worker.ts', import.meta.url), { type: 'module' });
  const ask = questions(worker);
  const opened = await ask({ kind: 'open', bytes });
  return {
    agencies: opened.kind === 'opened' ? opened.agencies : [],
    async search(query) {
      const found = await ask({ kind: 'search', query });
      return found.kind === 'found' ? found.rows : [];
    },
    close: () => worker.terminate(),
  };
}

/** Asks a worker; an error in it fails every question that waits. */
function questions(worker: Worker): (ask: DeskAsk) => Promise<DeskReply> {
  const waiting: Question[] = [];
  worker.addEventListener('message', (message: MessageEvent<DeskReply>) => {
    waiting.shift()?.resolve(message.data);
  });
  worker.addEventListener('error', (event) => {
    for (const question of waiting.splice(0)) {
      question.reject(new Error(`the roster worker failed: ${event.message}`));
    }
  });
  return (ask) =>
    new Promise((resolve, reject) => {
      waiting.push({ resolve, reject });
      worker.postMessage(ask);
    });
}

interface Question {
  readonly resolve: (reply: DeskReply) => void;
  readonly reject: (error: Error) => void;
}
