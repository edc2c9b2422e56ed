/**
 * A tablet with WebKit: WebKitGTK's own small browser on a display in memory, steered by the
 * W3C WebDriver protocol. Its profile ends with it; it is not the browser of an iPhone.
 */
import { once } from 'node:events';
import type { Readable } from 'node:stream';
import { setTimeout as wait } from 'node:timers/promises';
import * as v from 'valibot';
import type { Ink, Point } from '#core/ink.ts';
import { otherEnginePath } from '../../scripts/ensure-browser.ts';
import { endChild, startChild } from './leftovers.ts';
import { freePort } from './office-process.ts';
import { PATIENCE } from './patience.ts';

export interface WebKitTablet extends AsyncDisposable {
  go(url: string): Promise<void>;
  reload(): Promise<void>;
  /** Waits until a text is to be seen. */
  see(text: string | RegExp): Promise<void>;
  /** Presses the button of that name. */
  press(name: string): Promise<void>;
  /** Touches the row that has the text. */
  touchRow(text: string): Promise<void>;
  /** Types into the only field on the screen. */
  type(text: string): Promise<void>;
  /** Writes on the pad with the pointer. */
  write(ink: Ink): Promise<void>;
  /** Runs in the page: the body of an async function, and what it returns. */
  run(body: string): Promise<unknown>;
}

const ENVIRONMENT = { GDK_BACKEND: 'x11', LIBGL_ALWAYS_SOFTWARE: '1', NO_AT_BRIDGE: '1' };

/** The name under which the protocol hands out elements. */
const ELEMENT = 'element-6066-11e4-a52e-4f735466cecf';
const elementAnswer = v.object({ [ELEMENT]: v.string() });
const sessionAnswer = v.object({ sessionId: v.string() });
const failure = v.object({ error: v.string(), message: v.string() });
const scriptAnswer = v.object({ value: v.optional(v.unknown()), error: v.optional(v.string()) });
const rectAnswer = v.object({ x: v.number(), y: v.number(), width: v.number() });

/** A tablet that never saw the app. */
export async function openWebKitTablet(): Promise<WebKitTablet> {
  const display = await openDisplay();
  const driver = await openDriver(display.name);
  const { sessionId } = v.parse(
    sessionAnswer,
    await driver.ask('POST', '/session', {
      capabilities: { alwaysMatch: { browserName: 'MiniBrowser' } },
    }),
  );
  const ask: Ask = (method, path, body) => driver.ask(method, `/session/${sessionId}${path}`, body);
  return {
    ...verbsOf(ask),
    async [Symbol.asyncDispose]() {
      try {
        await ask('DELETE', '');
      } finally {
        await driver.end();
        await display.end();
      }
    },
  };
}

type Ask = (method: 'GET' | 'POST' | 'DELETE', path: string, body?: unknown) => Promise<unknown>;

function verbsOf(ask: Ask): Omit<WebKitTablet, typeof Symbol.asyncDispose> {
  const run = async (body: string): Promise<unknown> => {
    const script = `${ASYNC}(async () => { ${body} })`;
    const said = await ask('POST', '/execute/async', { script, args: [] });
    const { error, value } = v.parse(scriptAnswer, said);
    if (error !== undefined) throw new Error(`in the page: ${error}`);
    return value;
  };
  const find = (xpath: string): Promise<string> =>
    soon(async () => {
      const found = await ask('POST', '/element', { using: 'xpath', value: xpath });
      return v.parse(elementAnswer, found)[ELEMENT];
    });
  // A screen that changes may take the element away between the two words.
  const click = (xpath: string): Promise<unknown> =>
    soon(async () => ask('POST', `/element/${await find(xpath)}/click`, {}));

  return {
    run,
    go: async (url) => void (await ask('POST', '/url', { url })),
    reload: async () => void (await ask('POST', '/refresh', {})),
    press: async (name) => void (await click(`//button[normalize-space(.)="${name}"]`)),
    touchRow: async (text) =>
      void (await click(
        `//*[contains(@class,"row")][contains(., "${text}")]//ancestor-or-self::button`,
      )),
    async type(text) {
      await ask('POST', `/element/${await find('//input')}/value`, { text });
    },
    see: (text) =>
      soon(async () => {
        const shown = String(await run('return document.body.innerText'));
        const isThere = typeof text === 'string' ? shown.includes(text) : text.test(shown);
        if (!isThere) throw new Error(`not to be seen: ${String(text)}, but: ${shown}`);
      }),
    async write({ width, strokes }) {
      const pad = v.parse(rectAnswer, await run(PAD_RECT));
      const move = ({ x, y }: Point) => ({
        type: 'pointerMove',
        duration: 8,
        x: Math.round(pad.x + (x / width) * pad.width),
        y: Math.round(pad.y + (y / width) * pad.width),
      });
      const steps = strokes.flatMap(([first, ...rest]) =>
        first === undefined
          ? []
          : [move(first), { type: 'pointerDown', button: 0 }, ...rest.map(move), PEN_UP],
      );
      const pointer = { type: 'pointer', id: 'hand', parameters: { pointerType: 'mouse' } };
      await ask('POST', '/actions', { actions: [{ ...pointer, actions: steps }] });
    },
  };
}

const PEN_UP = { type: 'pointerUp', button: 0 };
const PAD_RECT = `
  const pad = document.querySelector('.ink-pad');
  pad.scrollIntoView();
  const { x, y, width } = pad.getBoundingClientRect();
  return { x, y, width };`;
/** Calls a function, and hands its answer or its error to the driver. */
const ASYNC = `
  const done = arguments[arguments.length - 1];
  ((work) => work().then((value) => done({ value }), (error) => done({ error: String(error) })))`;

/** Again and again, until it works or the patience is over. */
async function soon<T>(work: () => Promise<T>): Promise<T> {
  const start = Date.now();
  for (;;) {
    try {
      return await work();
    } catch (error) {
      if (Date.now() - start > PATIENCE.seenMs) throw error;
      await wait(100);
    }
  }
}

interface Display {
  readonly name: string;
  end(): Promise<void>;
}

/** A display that nobody looks at; it takes the first free number. */
async function openDisplay(): Promise<Display> {
  const args = ['-displayfd', '3', '-screen', '0', '1280x1024x24', '-nolisten', 'tcp'];
  const child = startChild('Xvfb', args, { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] });
  const numbers = child.stdio[3] as Readable; // asked for as a pipe, one line above
  const [number] = await once(numbers, 'data', { signal: AbortSignal.timeout(PATIENCE.startMs) });
  return { name: `:${String(number).trim()}`, end: () => endChild(child) };
}

interface Driver {
  readonly ask: Ask;
  readonly end: () => Promise<void>;
}

async function openDriver(display: string): Promise<Driver> {
  const path = otherEnginePath('webkit');
  if (path === undefined) throw new Error('no WebKit');
  const port = await freePort();
  const child = startChild(path, ['-p', String(port)], {
    stdio: 'ignore',
    env: { ...process.env, ...ENVIRONMENT, DISPLAY: display },
  });
  const ask: Ask = async (method, to, body) => {
    const answer = await fetch(`http://127.0.0.1:${port}${to}`, {
      method,
      signal: AbortSignal.timeout(PATIENCE.answerMs),
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const { value } = v.parse(v.object({ value: v.unknown() }), await answer.json());
    if (v.is(failure, value)) throw new Error(`${to}: ${value.error}: ${value.message}`);
    return value;
  };
  await soon(() => ask('GET', '/status'));
  return { ask, end: () => endChild(child) };
}
