/**
 * Leader election among the tabs of this app: one tab sends, and it tells the others. The leader
 * has a Web Lock. A visible tab steals the lock from a leader that is frozen. Where a browser has
 * no locks every tab sends; the office then answers duplicate, and nothing is lost.
 */
import type { SendPhase } from '../device.ts';
import { isTakenAway, withLock } from './locks.ts';

/** A message between tabs. */
export type TabMessage =
  /**
   * The leader is alive, and this is what it does. `heldCount` counts the entries that are cooling
   * down; the field keeps its old name, because a tab of an earlier build may read it.
   */
  | { readonly kind: 'beat'; readonly phase: SendPhase; readonly heldCount: number }
  /** Something was written to the database. */
  | { readonly kind: 'changed'; readonly isKept: boolean }
  | { readonly kind: 'send-now' }
  /** This device has left its gathering: every page loads itself again. */
  | { readonly kind: 'left' };

export interface Tabs {
  say(word: TabMessage): void;
  close(): void;
}

interface Hearing {
  readonly onMessage: (word: TabMessage) => void;
  /** This tab became the leader, or is no longer the leader. */
  readonly onLeader: (isOurs: boolean) => void;
  /** Time for the leader to say that it is alive. */
  readonly onBeat: () => void;
  readonly monoMs: () => number;
}

const NAME = 'ikrar:courier';
const BEAT_MS = 5_000;
const FROZEN_MS = 20_000;

/** Joins the other tabs, and waits to become the leader. */
export function openTabs(hearing: Hearing): Tabs {
  const channel = 'BroadcastChannel' in globalThis ? new BroadcastChannel(NAME) : null;
  const lock = new LeaderLock(hearing);
  const hear = (word: TabMessage): void => {
    if (word.kind === 'beat') lock.heard();
    hearing.onMessage(word);
  };
  /**
   * The newest message of each kind that came while this tab was frozen. A frozen tab must not act
   * on it: a transaction that it begins would stay open and block the other tabs.
   */
  let unheard: Map<TabMessage['kind'], TabMessage> | null = null;
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
      lock.close();
      channel?.close();
    },
  };
}

/** Owns the leader's lock, or the request for it. */
class LeaderLock {
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
      // This tab stopped waiting for the lock, or another tab stole it while this one was frozen.
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
    this.#hearing.onLeader(isOurs);
  }
}

/** Reads a message; null for one that this build does not know. */
function parseWord(data: unknown): TabMessage | null {
  if (typeof data !== 'object' || data === null || !('kind' in data)) return null;
  switch (data.kind) {
    case 'beat':
      // Only this app writes to the channel. A phase is only shown, so it is not checked further.
      return 'phase' in data && 'heldCount' in data ? (data as TabMessage) : null;
    case 'changed':
      return { kind: 'changed', isKept: 'isKept' in data && data.isKept === true };
    case 'send-now':
    case 'left':
      return { kind: data.kind };
    default:
      return null;
  }
}
