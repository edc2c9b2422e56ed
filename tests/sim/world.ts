/**
 * The world of one seed: virtual time, chance, and what happens next. The same
 * seed tells the same story, to the byte; nothing here reads a real clock or waits.
 */
import { hash } from 'node:crypto';
import { type Bytes, joinBytes, toHex } from '#core/bytes.ts';
import { SIZES } from '#core/id.ts';
import { type Chance, chance } from '../../scripts/demo/chance.ts';

/** Mistakes that others made, each to be caught. They live around the product's parts, not in. */
export const BUGS = [
  'remove-before-send',
  'sending-state',
  'any-200-settles',
  'give-up',
  'purge-on-receipt',
  'drop-on-401',
  'ignore-office-that-went-back',
  'no-halving',
  'relaxed-durability',
  'dedupe-by-seq',
  'current-journal-only',
  'receipt-not-verified',
  'chain-not-checked',
  'commit-after-answer',
  'settle-up-to-highest',
  'no-new-journal',
  'tick-before-complete',
  'left-journals-are-silent',
  'broken-link-not-a-fork',
  'epoch-goes-back',
  'forked-is-not-sent-again',
  'safe-by-one-backup',
  'export-settles',
  'doubt-is-for-ever',
  'label-from-the-future',
] as const;

export type Bug = (typeof BUGS)[number];

/** What an invariant says when it is broken. */
export class Violation extends Error {
  override readonly name = 'Violation';
}

type Happening = () => void | Promise<void>;

interface Planned {
  readonly atMs: number;
  readonly order: number;
  readonly run: Happening;
}

/** Owns the time of one seed. */
export class World {
  readonly chance: Chance;
  readonly bug: Bug | null;
  readonly totals = new Map<string, number>();
  /** While true, what can go wrong does. */
  isFaulty = true;
  nowMs = 0;
  readonly #queue: Planned[] = [];
  #planned = 0;

  constructor(seed: number, bug: Bug | null) {
    this.chance = chance(seed);
    this.bug = bug;
  }

  /** The true time, as the office has it. */
  wallMs(): number {
    return 1_780_000_000_000 + this.nowMs;
  }

  /** Does something later. */
  after(delayMs: number, run: Happening): void {
    const atMs = this.nowMs + Math.max(0, Math.ceil(delayMs));
    const planned = { atMs, order: this.#planned++, run };
    let [low, high] = [0, this.#queue.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      // The next is last; of the same time, the one planned first.
      if ((this.#queue[middle]?.atMs ?? 0) > planned.atMs) low = middle + 1;
      else high = middle;
    }
    this.#queue.splice(low, 0, planned);
  }

  /** Lets time pass; `check` runs after everything that happens. */
  async runUntil(endMs: number, check: () => void): Promise<void> {
    for (let next = this.#queue.at(-1); next !== undefined && next.atMs <= endMs;) {
      this.#queue.pop();
      this.nowMs = next.atMs;
      await next.run();
      check();
      next = this.#queue.at(-1);
    }
    this.nowMs = endMs;
  }

  /** True with this likelihood while things go wrong. */
  fails(likelihood: number): boolean {
    return this.isFaulty && this.chance.next() < likelihood;
  }

  count(what: string, by = 1): void {
    this.totals.set(what, (this.totals.get(what) ?? 0) + by);
  }

  random(size: number): Bytes {
    return Uint8Array.from({ length: size }, () => this.chance.int(0, 255));
  }
}

export function digestOf(bytes: Uint8Array): Bytes {
  return Uint8Array.from(hash('sha256', bytes, 'buffer'));
}

/** A cheap seal: whoever does not know the key cannot make it. Its key id begins the key. */
export function sealerOf(key: Bytes): {
  readonly kid: Bytes;
  seal(message: Bytes): Promise<Bytes>;
} {
  return {
    kid: key.slice(0, SIZES.kid),
    seal: (message) => Promise.resolve(cheapSeal(key, message)),
  };
}

export function isSealedBy(key: Bytes, message: Bytes, seal: Bytes): boolean {
  return toHex(cheapSeal(key, message)) === toHex(seal);
}

function cheapSeal(key: Bytes, message: Bytes): Bytes {
  const half = digestOf(joinBytes([key, message]));
  return joinBytes([half, half]);
}
