/**
 * A tablet with Firefox: a profile on the disk that outlives the browser, so that it can be
 * closed and started again; and what its page asked of the database, with which durability.
 */
import type { Page } from '@playwright/test';
import { endLeftovers, makeFolder } from './leftovers.ts';
import { startTablet } from './tablet.ts';

export interface FirefoxTablet extends AsyncDisposable {
  /** Another tab. */
  open(): Promise<Page>;
  /** Ends the browser and starts it again, with what its profile holds. */
  restart(): Promise<void>;
}

/** A transaction of the page, as the browser understood it. */
export interface SeenTransaction {
  readonly mode: string;
  readonly stores: readonly string[];
  readonly durability: string;
}

/** A tablet that never saw the app. */
export async function openFirefoxTablet(): Promise<FirefoxTablet> {
  const profile = makeFolder('firefox');
  let context = await startTablet('firefox', profile);
  return {
    open: () => context.newPage(),
    async restart() {
      await context.close();
      context = await startTablet('firefox', profile);
    },
    async [Symbol.asyncDispose]() {
      await context.close();
      await endLeftovers([`folder ${profile}`]);
    },
  };
}

/** Writes down the page's transactions from its next load on. */
export async function watchTransactions(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const seen: SeenTransaction[] = [];
    const begin = Reflect.get(IDBDatabase.prototype, 'transaction');
    IDBDatabase.prototype.transaction = function (this: IDBDatabase, ...args) {
      const transaction = begin.apply(this, args);
      const { mode, durability, objectStoreNames } = transaction;
      seen.push({ mode, durability, stores: [...objectStoreNames] });
      return transaction;
    };
    Object.assign(globalThis, { seenTransactions: seen });
  });
}

/** What was written down since the page was loaded. */
export function seenTransactions(page: Page): Promise<readonly SeenTransaction[]> {
  // The page put it there itself, above.
  return page.evaluate(
    () => Reflect.get(globalThis, 'seenTransactions') as readonly SeenTransaction[],
  );
}

/** From the page's next load on, so many commits of entries fail after every request succeeded. */
export async function abortCommits(page: Page, count: number): Promise<void> {
  await page.addInitScript((aborts) => {
    let left = aborts;
    const add = Reflect.get(IDBObjectStore.prototype, 'add');
    IDBObjectStore.prototype.add = function (this: IDBObjectStore, ...args) {
      const request = add.apply(this, args);
      if (this.name === 'entries' && left > 0) {
        left -= 1;
        const { transaction } = this;
        // The last request of the transaction is answered after this one.
        request.addEventListener('success', () => queueMicrotask(() => transaction.abort()));
      }
      return request;
    };
  }, count);
}
