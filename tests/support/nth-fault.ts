/**
 * A disk that fails at one chosen call: the tests count every call that the device makes of
 * IndexedDB, and let the nth one fail as browsers do. What fails is the browser's own call; nothing
 * of the device is replaced.
 */

/** How a call fails. */
export type Fault =
  /** The call throws, as on a connection that is gone. */
  | { readonly kind: 'throws'; readonly name: string }
  /** The call is made, and its transaction is aborted under it. */
  | { readonly kind: 'aborts' }
  /** The browser closes the connection beneath, as iOS does: from then on it really is closed. */
  | { readonly kind: 'closes' };

export interface Ambush {
  /** Fails the nth call from now on, and with `lasting` every one after it. */
  lay(fault: Fault, at: { readonly n: number; readonly lasting: boolean }): void;
  /** Ends it, and tells whether anything failed. */
  lift(): boolean;
  close(): void;
}

interface Laid {
  readonly fault: Fault;
  readonly lasting: boolean;
  left: number;
  hasFired: boolean;
}

const VERBS = ['get', 'getAll', 'put', 'add', 'delete', 'clear', 'openCursor', 'count'] as const;

type Original = (this: unknown, ...args: unknown[]) => unknown;

/** Puts the ambush between the browser and its IndexedDB. Nothing fails before one is laid. */
export function openAmbush(): Ambush {
  let laid: Laid | null = null;
  const undo: (() => void)[] = [];

  const strikes = (): Fault | null => {
    if (laid === null) return null;
    laid.left -= 1;
    if (laid.left > 0 || (laid.left < 0 && !laid.lasting)) return null;
    laid.hasFired = true;
    return laid.fault;
  };

  const wrap = (prototype: object, verb: string, around: (call: Call) => unknown): void => {
    const original: Original = Reflect.get(prototype, verb);
    const wrapped = function (this: object, ...args: readonly unknown[]): unknown {
      return around({ on: this, run: () => original.apply(this, [...args]), fault: strikes() });
    };
    Reflect.set(prototype, verb, wrapped);
    undo.push(() => Reflect.set(prototype, verb, original));
  };

  wrap(IDBFactory.prototype, 'open', orThrow);
  wrap(IDBDatabase.prototype, 'transaction', (call) => {
    if (call.fault?.kind === 'closes' && call.on instanceof IDBDatabase) call.on.close();
    return orThrow(call);
  });
  for (const verb of VERBS) wrap(IDBObjectStore.prototype, verb, ofStore);

  return {
    lay(fault, { n, lasting }) {
      laid = { fault, lasting, left: n, hasFired: false };
    },
    lift() {
      const { hasFired = false } = laid ?? {};
      laid = null;
      return hasFired;
    },
    close() {
      for (const put of undo) put();
    },
  };
}

interface Call {
  readonly on: object;
  readonly run: () => unknown;
  readonly fault: Fault | null;
}

function orThrow({ run, fault }: Call): unknown {
  if (fault?.kind === 'throws') throw new DOMException('injected', fault.name);
  return run();
}

function ofStore(call: Call): unknown {
  const answer = orThrow(call);
  if (!(call.on instanceof IDBObjectStore)) return answer;
  const { transaction } = call.on;
  if (call.fault?.kind === 'aborts') transaction.abort();
  if (call.fault?.kind === 'closes') transaction.db.close();
  return answer;
}
