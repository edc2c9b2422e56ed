/**
 * Yields peace between tabs of this app: one of them sends, all of them know. The rule: the turn to
 * send is a Web Lock; a tab that is looked at takes it from one that was frozen with it. Where a
 * browser has no locks every tab sends: the office then answers duplicate, and nothing is lost.
 */
import type { SendPhase } from '../device.ts';
import { isTakenAway, withLock } from './locks.ts';

/** What tabs tell each other. */
export type TabWord =
  /** The tab with the turn is alive; what it is doing. */
  | { readonly kind: 'beat'; readonly phase: SendPhase; readonly heldCount: number }
  /** Something was written to the database. */
  | { readonly kind: 'changed'; readonly isKept: boolean }
  | { readonly kind: 'send-now' }
  /** This device no longer works for the gathering: whatever a page shows of it is past. */
  | { readonly kind: 'left' };

export interface Tabs {
  say(word: TabWord): void;
  close(): void;
}

interface Hearing {
  readonly onWord: (word: TabWord) => void;
  /** The turn came, or was taken away. */
  readonly onTurn: (isOurs: boolean) => void;
  /** Time to say that the tab with the turn is alive. */
  readonly onBeat: () => void;
  readonly monoMs: () => number;
}

const NAME = 'ikrar:courier';
const BEAT_MS = 5_000;
const FROZEN_MS = 20_000;

/** Joins the tabs of this app, and waits for the turn to send. */
export function openTabs(hearing: Hearing): Tabs {
  const channel = 'BroadcastChannel' in globalThis ? new BroadcastChannel(NAME) : null;
  const turn = new Turn(hearing);
  const hear = (word: TabWord): void => {
    if (word.kind === 'beat') turn.heard();
    hearing.onWord(word);
  };
  /** A frozen tab hears, but what it begins in the storage would stand still, and hold up all. */
  let unheard: Map<TabWord['kind'], TabWord> | null = null;
  channel?.addEventListener('message', (message: MessageEvent<unknown>) => {
    const word = parseWord(message.data);
    if (word === null) return;
    if (unheard === null) hear(word);
    else unheard.set(word.kind, word);
  });
  const leaving = new AbortController();
  const { signal } = leaving;
  const onFreeze = (): void => {
    unheard ??= new Map();
  };
  const onResume = (): void => {
    const words = unheard?.values() ?? [];
    unheard = null;
    for (const word of words) hear(word);
  };
  document.addEventListener('freeze', onFreeze, { signal });
  document.addEventListener('resume', onResume, { signal });
  let isOpen = true;
  return {
    say(word) {
      if (isOpen) channel?.postMessage(word);
    },
    close() {
      isOpen = false;
      leaving.abort();
      turn.close();
      channel?.close();
    },
  };
}

/** Owns the lock, or the place in the queue for it. */
class Turn {
  readonly #hearing: Hearing;
  readonly #watch: ReturnType<typeof setInterval>;
  #queue = new AbortController();
  #release: () => void = () => undefined;
  #isOurs = false;
  #isClosed = false;
  #heardMs: number;

  constructor(hearing: Hearing) {
    this.#hearing = hearing;
    this.#heardMs = hearing.monoMs();
    this.#watch = setInterval(() => this.#lookAround(), BEAT_MS);
    void this.#wait();
  }

  heard(): void {
    this.#heardMs = this.#hearing.monoMs();
  }

  close(): void {
    this.#isClosed = true;
    clearInterval(this.#watch);
    this.#queue.abort();
    this.#release();
  }

  #lookAround(): void {
    if (this.#isOurs) return this.#hearing.onBeat();
    if (document.visibilityState !== 'visible') return;
    if (this.#hearing.monoMs() - this.#heardMs < FROZEN_MS) return;
    this.heard();
    this.#queue.abort();
    void this.#hold({ steal: true });
  }

  async #wait(): Promise<void> {
    this.#queue = new AbortController();
    await this.#hold({ signal: this.#queue.signal });
  }

  async #hold(options: LockOptions): Promise<void> {
    try {
      await withLock(NAME, () => this.#keepUntilReleased(), options);
    } catch (error) {
      if (!isTakenAway(error)) throw error;
      // Our place in the queue was given up, or the turn was taken away while we were frozen.
      if (!this.#isOurs || this.#isClosed) return;
      this.#tell(false);
      await this.#wait();
    }
  }

  #keepUntilReleased(): Promise<void> {
    return new Promise((resolve) => {
      this.#release = resolve;
      if (this.#isClosed) resolve();
      else this.#tell(true);
    });
  }

  #tell(isOurs: boolean): void {
    this.#isOurs = isOurs;
    this.heard();
    this.#hearing.onTurn(isOurs);
  }
}

/** A tab of another build may say what we do not know. */
function parseWord(data: unknown): TabWord | null {
  if (typeof data !== 'object' || data === null || !('kind' in data)) return null;
  switch (data.kind) {
    case 'beat':
      // Only the same app writes to this channel, and a phase is shown, never acted upon.
      return 'phase' in data && 'heldCount' in data ? (data as TabWord) : null;
    case 'changed':
      return { kind: 'changed', isKept: 'isKept' in data && data.isKept === true };
    case 'send-now':
    case 'left':
      return { kind: data.kind };
    default:
      return null;
  }
}
