/**
 * Admits tries of a password by the rule of core/throttle.ts. The failures of an account from one
 * address make that pair wait. Those of an account from anywhere make everybody wait who is not
 * known, a short while and once. A browser where the account has signed in before waits for its own
 * failures alone, so nobody elsewhere can keep its organiser out. And there are only so many tries
 * for each address, and in all: when strangers are too many they stand in line, one place for each
 * address, and whoever comes when his place is due is let in. What is remembered is in memory, and
 * bounded.
 */
import { LIMITS } from '#core/limits.ts';
import { type FailureTally, type ThrottleRule, tallied, waitMs } from '#core/throttle.ts';
import { countedAs } from './proxies.ts';

/** Who tries. */
export interface Try {
  /** Empty for the setup link. */
  readonly login: string;
  readonly address: string;
  /** What tells this browser apart, when the account has signed in there before. */
  readonly browser: string | null;
}

/** Whether the try is taken. It counts as a failure until it succeeds. */
export type Admission =
  | {
      readonly isAdmitted: true;
      /** How long the next try waits if this one fails, but for the pace of all. */
      readonly nextWaitMs: number;
      succeed(): void;
    }
  | { readonly isAdmitted: false; readonly waitMs: number };

export interface Throttle {
  admit(wanted: Try): Admission;
  /** How much it remembers at the moment. */
  size(): number;
}

const waits = { waitMaxMs: LIMITS.triesWaitMaxMs, forgetMs: LIMITS.triesForgetMs };
const PAIR: ThrottleRule = {
  ...waits,
  failuresFree: LIMITS.triesFreeMax,
  waitBaseMs: LIMITS.triesWaitBaseMs,
};
const ADDRESS: ThrottleRule = { ...PAIR, failuresFree: LIMITS.addressTriesFreeMax };
const ACCOUNT: ThrottleRule = {
  ...waits,
  failuresFree: LIMITS.accountTriesFreeMax,
  waitBaseMs: LIMITS.accountWaitBaseMs,
  waitMaxMs: LIMITS.accountWaitMaxMs,
};
/** At a constant pace once the free ones are used up. */
const pace = (failuresFree: number, everyMs: number): ThrottleRule => ({
  failuresFree,
  waitBaseMs: everyMs,
  waitMaxMs: everyMs,
  forgetMs: everyMs,
});
const ADDRESS_PACE = pace(LIMITS.addressChecksFreeMax, LIMITS.addressCheckMs);
const WHOLE_PACE = pace(LIMITS.checksFreeMax, LIMITS.checkMs);
/** The key of all who are not known, together. */
const STRANGERS = 'strangers';

/** A throttle by a clock that only grows. */
export function openThrottle(nowMs: () => number): Throttle {
  const book = openBook<FailureTally>(LIMITS.throttleKeysMax);
  /** When the wait is over that a pair was told. */
  const turns = openBook<number>(LIMITS.throttleKeysMax / 2);
  const line = openLine(book);

  const hasTurn = (key: string, nowAtMs: number): boolean => {
    const dueMs = turns.get(key);
    return dueMs !== undefined && dueMs <= nowAtMs && nowAtMs < dueMs + LIMITS.triesWaitMaxMs;
  };
  const giveTurn = (key: string, dueMs: number, nowAtMs: number): void => {
    const before = turns.get(key) ?? 0;
    if (before <= nowAtMs) turns.set(key, dueMs);
  };

  return {
    size: () => book.size() + turns.size() + line.size(),
    admit(wanted) {
      const now = nowMs();
      const pair = pairOf(wanted);
      const counts = countsOf(wanted);
      const waited = hasTurn(pair, now);
      const ownMs = counts
        .filter(({ rule, key }) => key !== STRANGERS && (rule !== ACCOUNT || !waited))
        .map(({ rule, key }) => waitMs(rule, book.get(key), now));
      const network = countedAs(wanted.address);
      const placeMs = wanted.browser === null ? line.placeOf(network, now) : null;
      const lineMs = placeMs === null ? lineWaitMs(counts, now) : Math.max(0, placeMs - now);
      const longestMs = Math.max(...ownMs, lineMs);
      if (longestMs > 0) {
        if (placeMs === null && lineMs > 0 && Math.max(...ownMs) === 0)
          line.givePlace(network, now + lineMs);
        giveTurn(pair, now + longestMs, now);
        return { isAdmitted: false, waitMs: longestMs };
      }
      turns.delete(pair);
      if (placeMs !== null) line.leave(network);
      const uncounted = counts.filter(({ key }) => key !== STRANGERS || placeMs === null);
      const taken = uncounted.map((count): TakenTry => {
        const before = book.get(count.key);
        const after = tallied(count.rule, before, now);
        book.set(count.key, after);
        return { ...count, before, after };
      });
      const nextMs = taken
        .filter(({ isPace }) => !isPace)
        .map(({ rule, after }) => waitMs(rule, after, now));
      return {
        isAdmitted: true,
        nextWaitMs: Math.max(...nextMs),
        succeed() {
          for (const one of taken) takeBack(one);
        },
      };
    },
  };

  /** How long until the next place in the line; 0 for whoever need not stand in it. */
  function lineWaitMs(counts: readonly Count[], nowAtMs: number): number {
    const isStranger = counts.some(({ key }) => key === STRANGERS);
    return isStranger ? waitMs(WHOLE_PACE, book.get(STRANGERS), nowAtMs) : 0;
  }

  /** A pair that got in has a clean slate; for the others it is as if it had not tried. */
  function takeBack({ rule, key, isPace, before, after }: TakenTry): void {
    if (isPace) return;
    const tally = book.get(key);
    const isLast = tally === after;
    if (rule === PAIR || (isLast && before === undefined)) book.delete(key);
    else if (isLast && before !== undefined) book.set(key, before);
    else if (tally !== undefined) book.set(key, { ...tally, failures: tally.failures - 1 });
  }
}

/** The line of strangers: one place for each network, and when it is due. */
function openLine(book: Book<FailureTally>) {
  const places = openBook<number>(LIMITS.throttleKeysMax / 2);
  return {
    size: () => places.size(),
    leave: (network: string) => places.delete(network),
    /** Null for a network that has no place, or did not come in time. */
    placeOf(network: string, nowAtMs: number): number | null {
      const dueMs = places.get(network);
      return dueMs !== undefined && nowAtMs < dueMs + LIMITS.strangerPlaceMs ? dueMs : null;
    },
    /** The slot is counted when it is given, so that the next in line comes after it. */
    givePlace(network: string, dueMs: number): void {
      places.set(network, dueMs);
      book.set(STRANGERS, tallied(WHOLE_PACE, book.get(STRANGERS), dueMs));
    },
  };
}

interface Count {
  readonly rule: ThrottleRule;
  readonly key: string;
  /** Whether successes count as well. */
  readonly isPace: boolean;
}

interface TakenTry extends Count {
  readonly before: FailureTally | undefined;
  readonly after: FailureTally;
}

/** What a try is counted on. */
function countsOf(wanted: Try): readonly Count[] {
  const { login, address, browser } = wanted;
  const pair = { rule: PAIR, key: pairOf(wanted), isPace: false };
  if (browser !== null) return [pair, { rule: WHOLE_PACE, key: 'known', isPace: true }];
  const network = countedAs(address);
  return [
    pair,
    { rule: ACCOUNT, key: `account ${login}`, isPace: false },
    { rule: ADDRESS, key: `address ${network}`, isPace: false },
    { rule: ADDRESS_PACE, key: `pace ${network}`, isPace: true },
    { rule: WHOLE_PACE, key: STRANGERS, isPace: true },
  ];
}

function pairOf({ login, address, browser }: Try): string {
  return browser === null ? `pair ${login} ${countedAs(address)}` : `browser ${login} ${browser}`;
}

interface Book<T> {
  get(key: string): T | undefined;
  set(key: string, value: T): void;
  delete(key: string): void;
  size(): number;
}

/** Beyond its bound it forgets what was written first. */
function openBook<T>(most: number): Book<T> {
  const rows = new Map<string, T>();
  return {
    get: (key) => rows.get(key),
    set(key, value) {
      rows.delete(key);
      rows.set(key, value);
      const [oldest] = rows.size > most ? rows.keys() : [];
      if (oldest !== undefined) rows.delete(oldest);
    },
    delete: (key) => void rows.delete(key),
    size: () => rows.size,
  };
}
