/** Runs in the page: names typed key by key on a station that has the whole roster. */
import { type Agency, type RosterRow, encodeRoster } from '#core/roster.ts';
import { type Query, openSearch } from '#device/roster/roster-search.ts';
import { joinedDevice, until } from '../tests/support/device.ts';
import { openMemoryOffice } from '../tests/support/memory-office.ts';

export interface Typing {
  readonly rows: readonly RosterRow[];
  readonly agencies: readonly Agency[];
  readonly queries: readonly string[];
  readonly births: readonly string[];
}

export interface Typed {
  readonly readyMs: number;
  /** From key to answer, through the worker and with the database; a worker is never slowed. */
  readonly wholeMs: readonly number[];
  /** The search alone, in the slowed page. */
  readonly nameMs: readonly number[];
  readonly birthMs: readonly number[];
  readonly agencyMs: readonly number[];
  readonly typoMs: readonly number[];
  /** The longest that the page could not answer while the roster was made ready. */
  readonly blockedMs: number;
  readonly foundCount: number;
}

export async function run({ rows, agencies, queries, births }: Typing): Promise<Typed> {
  const roster = encodeRoster({ programme: 'bench', agencies, rows });
  const device = await joinedDevice(await openMemoryOffice({ roster }), 'station');
  await until(device.joined, (joined) => joined?.rosterCount === rows.length);
  const ready = await watchBlocking(() => device.findByName('budi'));
  const wholeMs = await typeAll(queries, (text) => device.findByName(text));
  const search = openSearch({ rows, agencies });
  return {
    readyMs: ready.ms,
    blockedMs: ready.blockedMs,
    wholeMs,
    nameMs: await typeAll(queries, (text) => search(byName(text))),
    birthMs: await typeAll(births, (text) => search(byBirth(text))),
    agencyMs: await typeAll(queries, (text) => search(byAgency(text))),
    typoMs: await typeAll(queries.map(misspelt), (text) => search(byName(text)), 'whole'),
    foundCount: search(byName('mu')).length,
  };
}

const byName = (text: string): Query => ({ by: 'name', text });
const byAgency = (text: string): Query => ({ by: 'agency', agency: 3, text });
const byBirth = (digits: string): Query => ({ by: 'birth-date', digits });

/** The first texts are typed by somebody who is not measured: the code is compiled on the way. */
const WARM_UP = 5;

/** Types each text key by key, or at once; milliseconds from key to answer. */
async function typeAll(
  texts: readonly string[],
  find: (text: string) => unknown,
  how: 'keys' | 'whole' = 'keys',
): Promise<readonly number[]> {
  const times: number[] = [];
  for (const [i, text] of texts.entries()) {
    if (i === WARM_UP) times.length = 0;
    for (let end = how === 'keys' ? 1 : text.length; end <= text.length; end++) {
      const before = performance.now();
      await find(text.slice(0, end));
      times.push(performance.now() - before);
    }
  }
  return times;
}

/** Two letters in the middle of the name change places. */
function misspelt(text: string): string {
  const at = Math.floor(text.length / 2);
  return `${text.slice(0, at)}${text[at + 1] ?? ''}${text[at] ?? ''}${text.slice(at + 2)}`;
}

async function watchBlocking(
  work: () => Promise<unknown>,
): Promise<{ readonly ms: number; readonly blockedMs: number }> {
  const start = performance.now();
  let last = start;
  let blockedMs = 0;
  const timer = setInterval(() => {
    blockedMs = Math.max(blockedMs, performance.now() - last);
    last = performance.now();
  }, 4);
  await work();
  clearInterval(timer);
  blockedMs = Math.max(blockedMs, performance.now() - last);
  return { ms: performance.now() - start, blockedMs };
}
