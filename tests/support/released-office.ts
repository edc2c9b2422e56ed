/**
 * What is kept of released offices: a database of each schema with what the office then said of
 * it, and the program of the first office.
 */
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { OFFICE_HEADER, OFFICE_PATHS, type Programme, programme } from '#core/office-api.ts';
import { type GatheringView, gathering } from '#core/office-gathering-api.ts';
import { identityAt } from '#server/db/ground.ts';
import type { Told } from './kept-office.ts';
import { makeFolder } from './leftovers.ts';
import type { FieldOffice } from './office-with-field.ts';
import { type Reply, type TestOffice, openTestOffice } from './real-office.ts';

const FOLDER = join(import.meta.dirname, '../skew');
const END = '.sqlite.gz';

/** The schemas of which a database is kept, the oldest first. */
export const KEPT_SCHEMAS: readonly number[] = readdirSync(join(FOLDER, 'databases'))
  .filter((name) => name.endsWith(END))
  .map((name) => Number(name.slice(0, -END.length)))
  .toSorted((a, b) => a - b);

/** An office of today on a kept database, with its organiser signed in. */
export interface UpgradedOffice extends FieldOffice {
  readonly told: Told;
  /** The same for another gathering. */
  lookAt(gatheringHex: string): Promise<void>;
}

/** Puts a kept database and what lies beside it into a folder, as its office left them. */
export function layOut(schema: number, folder: string): Told {
  const kept = join(FOLDER, 'databases', String(schema));
  const told = JSON.parse(readFileSync(`${kept}.json`, 'utf8')) as Told; // the test holds its bytes
  const path = join(folder, 'office.sqlite');
  writeFileSync(path, gunzipSync(readFileSync(kept + END)));
  for (const [name, text] of Object.entries(told.files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), Buffer.from(text, 'base64'), { mode: 0o600 });
  }
  // An upgrade finds the file where it was: it is no copy that somebody put back.
  const sidecar = join(folder, 'generation.json');
  const generation = JSON.parse(readFileSync(sidecar, 'utf8')) as object;
  writeFileSync(sidecar, JSON.stringify({ ...generation, file: identityAt(path) }));
  return told;
}

/** Opens a kept database with the code of today. */
export async function openUpgraded(schema: number): Promise<UpgradedOffice> {
  const at = await openTestOffice();
  let told: Told | undefined;
  await at.restart(() => {
    told = layOut(schema, at.folder);
    at.clock.nowMs = told.atMs;
  });
  if (told === undefined) throw new Error('a restart changes the folder');
  const organise = await signIn(at, told.organiser);
  const view = async (id: string): Promise<GatheringView> =>
    (await organise(OFFICE_PATHS.gathering(id))).read(gathering);
  const made: Programme = (await organise(OFFICE_PATHS.programme(told.programme))).read(programme);
  const [first] = told.gatherings;
  return Object.assign(at, {
    told,
    organise,
    programme: made,
    gathering: await view(first?.id ?? ''),
    stationUrl: () => Promise.reject(new Error('its desks have their codes')),
    async lookAt(this: { gathering: GatheringView }, id: string): Promise<void> {
      this.gathering = await view(id);
    },
  });
}

async function signIn(
  at: TestOffice,
  organiser: Told['organiser'],
): Promise<TestOffice['organise']> {
  const headers = { [OFFICE_HEADER]: '1' };
  const answer = await at.ask(OFFICE_PATHS.session, { method: 'POST', body: organiser, headers });
  if (answer.status !== 200) throw new Error(`the sign-in is answered ${answer.status}`);
  const cookie = String(answer.headers['set-cookie']).split(';')[0] ?? '';
  return (url, asking = {}): Promise<Reply> =>
    at.ask(url, { ...asking, headers: { ...headers, cookie, ...asking.headers } });
}

/** The program of a released office, in a folder of its own. */
export function unpackOffice(commit: string): string {
  const program = join(makeFolder('released'), 'office.mjs');
  const packed = readFileSync(join(FOLDER, 'offices', `${commit}.mjs.br`));
  writeFileSync(program, brotliDecompressSync(packed));
  return program;
}
