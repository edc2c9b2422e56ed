/** An office for tests: real parts on a temporary folder, a clock and chance given from outside. */
import { copyFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import * as v from 'valibot';
import type { Bytes } from '#core/bytes.ts';
import { OFFICE_HEADER, OFFICE_PATHS } from '#core/office-api.ts';
import type { Config } from '#server/config.ts';
import { AMBIENT, type Office, openOffice } from '#server/office.ts';
import { endLeftovers, makeFolder } from './leftovers.ts';

export const ORIGIN = 'https://ikrar.example';
export const PASSWORD = 'empat kata yang panjang';
const START_MS = Date.UTC(2024, 9, 7, 0, 0);

/** What an answer holds, whatever its media type. */
export interface Reply {
  readonly status: number;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly bytes: Bytes;
  json(): unknown;
  /** The answer as its schema reads it. */
  read<S extends v.GenericSchema>(shape: S): v.InferOutput<S>;
}

export interface Asking {
  readonly method?: 'GET' | 'POST' | 'DELETE';
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface TestOffice extends AsyncDisposable {
  readonly folder: string;
  readonly office: Office;
  readonly clock: { nowMs: number };
  /** Any request, without a session. */
  ask(url: string, asking?: Asking): Promise<Reply>;
  /** A request of the organiser who was set up. */
  organise(url: string, asking?: Asking): Promise<Reply>;
  /** The headers of such a request, for one that goes over a real line. */
  sessionHeaders(): Promise<Readonly<Record<string, string>>>;
  /** Stops, and starts again on the same folder. */
  restart(change?: () => void | Promise<void>): Promise<void>;
  /** Puts an older copy in the place of the database; only while the office is stopped. */
  putBack(copy: string): void;
}

export async function openTestOffice(config: Partial<Config> = {}): Promise<TestOffice> {
  const folder = makeFolder('real');
  const clock = { nowMs: START_MS };
  const open = (): Promise<Office> =>
    openOffice(
      {
        dataFolder: folder,
        appFolder: null,
        host: '127.0.0.1',
        port: 0,
        origin: ORIGIN,
        officeName: 'Kantor Uji',
        log: false,
        // Requests in process come from here: a test says for whom by X-Forwarded-For.
        proxies: ['127.0.0.1'],
        ...config,
      },
      { ...AMBIENT, now: () => clock.nowMs },
    );
  let office = await open();
  let cookie = '';
  const ask = async (url: string, asking: Asking = {}): Promise<Reply> => {
    const { body } = asking;
    const isRaw = body instanceof Uint8Array || typeof body === 'string';
    const answer = await office.app.inject({
      method: asking.method ?? 'GET',
      url,
      ...(body === undefined ? {} : { body: isRaw ? Buffer.from(body) : JSON.stringify(body) }),
      headers: {
        ...(body === undefined || isRaw ? {} : { 'content-type': 'application/json' }),
        ...asking.headers,
      },
    });
    return {
      status: answer.statusCode,
      headers: answer.headers,
      bytes: new Uint8Array(await buffer(answer.stream())),
      json: () => answer.json<unknown>(),
      read: (shape) => v.parse(shape, answer.json()),
    };
  };
  const signUp = async (): Promise<void> => {
    const [, token = ''] = office.setupLink?.split('#') ?? [];
    const account = { token, name: 'Penyelenggara Uji', login: 'uji', password: PASSWORD };
    const answer = await ask(OFFICE_PATHS.setup, {
      method: 'POST',
      body: account,
      headers: { [OFFICE_HEADER]: '1' },
    });
    cookie = String(answer.headers['set-cookie']).split(';')[0] ?? '';
  };
  const sessionHeaders = async (): Promise<Readonly<Record<string, string>>> => {
    if (cookie === '') await signUp();
    return { [OFFICE_HEADER]: '1', cookie };
  };
  return {
    folder,
    get office() {
      return office;
    },
    clock,
    ask,
    async organise(url, asking = {}) {
      return ask(url, {
        ...asking,
        headers: { ...(await sessionHeaders()), ...asking.headers },
      });
    },
    sessionHeaders,
    async restart(change) {
      await office.close();
      await change?.();
      office = await open();
    },
    putBack(copy) {
      const path = join(folder, 'office.sqlite');
      for (const end of ['', '-wal', '-shm']) rmSync(path + end, { force: true });
      copyFileSync(copy, path);
    },
    async [Symbol.asyncDispose]() {
      await office.close();
      await endLeftovers([`folder ${folder}`]);
    },
  };
}
