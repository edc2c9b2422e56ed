/**
 * A disk that fails: the browser's own IndexedDB, with a fault put in at one place. It must
 * be opened before the device is, since a device binds what it finds when it opens its database.
 */
import { randomBytes } from '#device/keys.ts';

/** What was seen of one transaction. */
export interface SeenTransaction {
  readonly mode: IDBTransactionMode;
  readonly stores: readonly string[];
  readonly durability: IDBTransactionDurability;
}

/** What the disk will do next, to writes or reads of entries. */
export interface Plan {
  /** Aborts after every request succeeded, as a commit that fails does. */
  abortsAtCommit: number;
  /** Transactions that cannot begin, and the name of the error. */
  deadWrites: number;
  deadReads: number;
  deadName: string;
  /** Entries that are written as something else. */
  corruptions: number;
}

/** A disk that does as planned, and what was seen on it. */
export interface BadDisk {
  readonly plan: Plan;
  readonly seen: SeenTransaction[];
  readonly log: string[];
  close(): void;
}

const NO_PLAN: Plan = {
  abortsAtCommit: 0,
  deadWrites: 0,
  deadReads: 0,
  deadName: 'UnknownError',
  corruptions: 0,
};

/** Connections of the tests themselves, which see the disk as it is. */
const ownConnections = new WeakSet<IDBDatabase>();

/** Puts the faults between the browser and its IndexedDB. */
export function openBadDisk(): BadDisk {
  const plan: Plan = { ...NO_PLAN };
  const seen: SeenTransaction[] = [];
  const log: string[] = [];
  const begin = Reflect.get(IDBDatabase.prototype, 'transaction');
  const add = Reflect.get(IDBObjectStore.prototype, 'add');

  IDBDatabase.prototype.transaction = function (this: IDBDatabase, ...args) {
    if (ownConnections.has(this)) return begin.apply(this, args);
    const [names, mode = 'readonly'] = args;
    const isOfEntries = [names].flat().includes('entries');
    const dead = mode === 'readonly' ? 'deadReads' : 'deadWrites';
    if (isOfEntries && takeOne(plan, dead)) throw new DOMException('gone', plan.deadName);
    const transaction = begin.apply(this, args);
    const stores = [...transaction.objectStoreNames];
    seen.push({ mode: transaction.mode, stores, durability: transaction.durability });
    if (isOfEntries) {
      log.push(`${mode} begins`);
      transaction.addEventListener('complete', () => log.push(`${mode} complete`));
    }
    return transaction;
  };

  IDBObjectStore.prototype.add = function (this: IDBObjectStore, ...args) {
    if (this.name !== 'entries') return add.apply(this, args);
    const [row] = args as [object]; // entries are rows
    const isCorrupt = takeOne(plan, 'corruptions');
    const request = add.call(this, isCorrupt ? { ...row, bytes: new Uint8Array(3) } : row);
    if (takeOne(plan, 'abortsAtCommit')) {
      const { transaction } = this;
      // The last request of the transaction is answered after this one.
      request.addEventListener('success', () => queueMicrotask(() => transaction.abort()));
    }
    return request;
  };

  return {
    plan,
    seen,
    log,
    close() {
      IDBDatabase.prototype.transaction = begin;
      IDBObjectStore.prototype.add = add;
    },
  };
}

/** Every row of a store. */
export async function rowsOf(store: string): Promise<readonly unknown[]> {
  const db = await openRaw();
  const rows: readonly unknown[] = await settled(db.transaction(store).objectStore(store).getAll());
  db.close();
  return rows;
}

/** Puts a store back to these rows. */
export async function putBack(store: string, rows: readonly unknown[]): Promise<void> {
  const db = await openRaw();
  const transaction = db.transaction(store, 'readwrite');
  await settled(transaction.objectStore(store).clear());
  for (const row of rows) await settled(transaction.objectStore(store).put(row));
  db.close();
}

/** Writes what cannot be compressed until there is no room for a signature any more. */
export async function fillDisk(): Promise<void> {
  const db = await openBallast();
  for (let size = 60_000; size > 200;) if (!(await addBallast(db, size))) size /= 3;
  db.close();
}

/** Whether so many bytes find room now; they do not stay. */
export async function triesToWrite(size: number): Promise<boolean> {
  const db = await openBallast();
  const isRoom = await addBallast(db, size);
  await settled(db.transaction('bytes', 'readwrite').objectStore('bytes').clear());
  db.close();
  return isRoom;
}

async function openBallast(): Promise<IDBDatabase> {
  const request = indexedDB.open('ballast');
  request.addEventListener('upgradeneeded', () => {
    request.result.createObjectStore('bytes', { autoIncrement: true });
  });
  const db = await settled<IDBDatabase>(request);
  ownConnections.add(db);
  return db;
}

function addBallast(db: IDBDatabase, size: number): Promise<boolean> {
  const bytes = randomBytes(Math.floor(size));
  const transaction = db.transaction('bytes', 'readwrite', { durability: 'strict' });
  transaction.objectStore('bytes').add(bytes);
  return new Promise((resolve) => {
    transaction.addEventListener('complete', () => resolve(true));
    transaction.addEventListener('abort', () => resolve(false));
  });
}

function takeOne(plan: Plan, what: keyof Omit<Plan, 'deadName'>): boolean {
  if (plan[what] === 0) return false;
  plan[what] -= 1;
  return true;
}

/** Opens the device's database beside it. */
async function openRaw(): Promise<IDBDatabase> {
  const db = await settled<IDBDatabase>(indexedDB.open('ikrar'));
  ownConnections.add(db);
  return db;
}

function settled<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.addEventListener('success', () => resolve(request.result));
    request.addEventListener('error', () => reject(new Error('the request failed')));
  });
}
