/**
 * An office as it is run: a process of its own on a folder of its own, set up by its link.
 * It can be killed at any moment, and started again on what its disk holds; and its ledger is read
 * from that disk, not from what it says.
 */
import type { ChildProcess } from 'node:child_process';
import { createServer } from 'node:net';
import { join, resolve } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import * as v from 'valibot';
import { OFFICE_HEADER, OFFICE_PATHS, sessionAnswer } from '#core/office-api.ts';
import { COMPILED, endChild, endLeftovers, makeFolder, startChild } from './leftovers.ts';
import { PATIENCE } from './patience.ts';

export const PASSWORD = 'empat kata yang panjang';
export const LOGIN = 'penyelenggara';
export const OFFICE_NAME = 'Kantor Uji';

const MAIN = resolve(import.meta.dirname, '../../src/server/main.ts');

/** Below those that systems give to connections that go out, which might take one in between. */
const PORTS = { from: 20_000, count: 10_000 };

/** One row of the ledger; bytes, ids and digests as hex. */
export interface LedgerEntry {
  readonly no: number;
  readonly journal: string;
  readonly seq: number;
  readonly bytes: string;
  readonly digest: string;
  readonly signatory: number | null;
  /** Bit 1 attended, bit 2 signed. */
  readonly acts: number;
  readonly doubt: string | null;
}

export interface Asking {
  readonly method?: 'GET' | 'POST' | 'DELETE';
  readonly body?: unknown;
  /** The media type of a body that is text. */
  readonly type?: string;
}

export interface OfficeProcess extends AsyncDisposable {
  /** Scheme and host as people reach it. */
  readonly origin: string;
  readonly port: number;
  /** Its data folder. */
  readonly folder: string;
  /** Ends it at once, with whatever it was doing. */
  kill(): Promise<void>;
  /** Starts it on what its disk holds; rejects with what it said when it does not start. */
  start(): Promise<void>;
  /** Asks it to stop, and waits until it has. */
  stop(): Promise<void>;
  /** The cookie of its organiser's session: `name=value`. The first call makes the account. */
  session(): Promise<string>;
  /** A request of its organiser, on the straight line to it. Anything but a success throws. */
  ask(path: string, asking?: Asking): Promise<Uint8Array>;
  read<S extends v.GenericSchema>(
    shape: S,
    path: string,
    asking?: Asking,
  ): Promise<v.InferOutput<S>>;
  /** What is on its disk for a gathering, in order of arrival. */
  ledger(gatheringHex: string): readonly LedgerEntry[];
  /** How many entries were set beside the ledger, because they contradict it. */
  strayCount(): number;
}

/** A port that was free a moment ago. */
export async function freePort(): Promise<number> {
  const port = PORTS.from + Math.floor(Math.random() * PORTS.count);
  return (await isFree(port)) ? port : freePort();
}

function isFree(port: number): Promise<boolean> {
  const server = createServer();
  return new Promise((answer) => {
    server.once('error', () => answer(false));
    server.listen(port, '127.0.0.1', () => server.close(() => answer(true)));
  });
}

interface Place {
  readonly port: number;
  /** Under which address it is reached, when that is not its own. */
  readonly origin?: string;
  /** An empty folder of the test's own; else one that is removed afterwards. */
  readonly folder?: string;
  /** Variables on top of its own. Backups are made only where a test asks for them. */
  readonly env?: Readonly<Record<string, string>>;
  /** The program of another release. */
  readonly program?: string;
}

/** Starts an office that is nobody's yet, and gives the link that makes its first organiser. */
export async function openNewOffice(
  place: Place,
): Promise<OfficeProcess & { readonly setupLink: string }> {
  const { port, origin = `http://localhost:${port}`, env = {}, program = MAIN } = place;
  const folder = place.folder ?? makeFolder('office');
  const at = { port, origin, folder, env, program };
  let running = startProcess(at);
  const setupLink = SETUP_LINK.exec(await running.says(SETUP_LINK))?.[1] ?? '';
  let cookie = '';

  const request = async (path: string, asking: Asking = {}): Promise<Response> => {
    const { method = 'GET', body, type } = asking;
    const answer = await fetch(`http://127.0.0.1:${port}${path}`, {
      method,
      headers: {
        [OFFICE_HEADER]: '1',
        cookie,
        ...(body === undefined ? {} : { 'content-type': type ?? 'application/json' }),
      },
      ...(body === undefined
        ? {}
        : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
    return answer;
  };
  const signIn = async (): Promise<void> => {
    const { setupNeeded } = v.parse(
      sessionAnswer,
      await (await request(OFFICE_PATHS.session)).json(),
    );
    const account = { login: LOGIN, password: PASSWORD };
    const [, token = ''] = setupLink.split('#');
    const answer = await (setupNeeded
      ? request(OFFICE_PATHS.setup, {
          method: 'POST',
          body: { ...account, name: 'Penyelenggara Uji', token },
        })
      : request(OFFICE_PATHS.session, { method: 'POST', body: account }));
    cookie = answer.headers.getSetCookie()[0]?.split(';')[0] ?? '';
  };
  const ask = async (path: string, asking?: Asking): Promise<Uint8Array> => {
    if (cookie === '') await signIn();
    return (await request(path, asking)).bytes();
  };
  const rows = (sql: string, ...args: readonly Uint8Array[]) => {
    using database = new DatabaseSync(join(folder, 'office.sqlite'), { readOnly: true });
    return database.prepare(sql).all(...args);
  };

  return {
    origin,
    port,
    folder,
    setupLink,
    session: async () => {
      await ask(OFFICE_PATHS.session);
      return cookie;
    },
    ask,
    read: async (shape, path, asking) => {
      const text = new TextDecoder().decode(await ask(path, asking));
      return v.parse(shape, JSON.parse(text));
    },
    ledger: (gatheringHex) =>
      v.parse(v.array(ledgerRow), rows(LEDGER, Buffer.from(gatheringHex, 'hex'))),
    strayCount: () => rows('SELECT no FROM strays').length,
    kill: () => endChild(running.child),
    stop: () => endChild(running.child, 'SIGTERM'),
    async start() {
      running = startProcess(at);
      await running.says(STARTED);
    },
    async [Symbol.asyncDispose]() {
      await endChild(running.child);
      await endLeftovers([`folder ${folder}`]);
    },
  };
}

const hex = v.pipe(
  v.custom<Uint8Array>((blob) => blob instanceof Uint8Array),
  v.transform((bytes) => Buffer.from(bytes).toString('hex')),
);
const ledgerRow = v.object({
  no: v.number(),
  journal: hex,
  seq: v.number(),
  bytes: hex,
  digest: hex,
  signatory: v.nullable(v.number()),
  acts: v.number(),
  doubt: v.nullable(v.string()),
});

const LEDGER = `
  SELECT entries.no, journals.id AS journal, entries.seq, entries.bytes, entries.digest,
    entries.signatory_no AS signatory, entries.acts, entries.doubt
  FROM entries
  JOIN gatherings ON gatherings.no = entries.gathering_no
  JOIN journals ON journals.no = entries.journal_no
  WHERE gatherings.id = ? ORDER BY entries.no`;

const STARTED = /^Ikrar: /m;
const SETUP_LINK = /^Penyelenggara pertama: (\S+)$/m;

interface Running {
  readonly child: ChildProcess;
  /** What it said until a line came; ends it, and rejects with what it said instead. */
  says(line: RegExp): Promise<string>;
}

function startProcess(at: Required<Place>): Running {
  const child = startChild(process.execPath, [at.program], {
    env: {
      ...process.env,
      IKRAR_DATA: at.folder,
      IKRAR_PORT: String(at.port),
      IKRAR_ORIGIN: at.origin,
      IKRAR_OFFICE: OFFICE_NAME,
      IKRAR_BACKUP_MINUTES: '0',
      NODE_COMPILE_CACHE: COMPILED,
      ...at.env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  return {
    child,
    says: (line) =>
      hear(child, line).catch(async (error: unknown) => {
        await endChild(child);
        throw error;
      }),
  };
}

function hear(child: ChildProcess, until: RegExp): Promise<string> {
  return new Promise((heard, failed) => {
    let said = '';
    const timer = setTimeout(() => {
      failed(new Error(`the office did not start: ${said}`));
    }, PATIENCE.startMs);
    const onPiece = (piece: Buffer): void => {
      said += piece.toString();
      if (!until.test(said)) return;
      clearTimeout(timer);
      heard(said);
    };
    child.stdout?.on('data', onPiece);
    child.stderr?.on('data', onPiece);
    child.once('close', (code) => {
      clearTimeout(timer);
      failed(new Error(`the office ended with ${code}: ${said}`));
    });
  });
}
