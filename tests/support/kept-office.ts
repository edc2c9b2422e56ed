/**
 * An office to keep: everything that its tables can hold, made through the API, and what the office
 * says of it. `npm run skew -- --database` keeps it for the offices to come.
 */
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { gzipSync } from 'node:zlib';
import { assert } from '#core/assert.ts';
import { type Bytes, toHex } from '#core/bytes.ts';
import type { Signatory } from '#core/entry.ts';
import { OFFICE_PATHS } from '#core/office-api.ts';
import { stationList } from '#core/office-gathering-api.ts';
import { carry, fileOf, unheardDevice } from './carrying.ts';
import {
  type TestDevice,
  enrolDevice,
  letters,
  listed,
  newGathering,
  postRoster,
  rosterCsv,
  signing,
} from './field.ts';
import { succeed, tellLater } from './kept-office-later.ts';
import {
  type FieldOffice,
  completenessOf,
  entriesOf,
  makeGathering,
  openFieldOffice,
  turnoutOf,
} from './office-with-field.ts';
import { PASSWORD } from './real-office.ts';

const PEOPLE = 24;
const MINUTE_MS = 60_000;

/** A batch that a device had not sent when the office was kept. */
export interface Unsent {
  readonly headers: Readonly<Record<string, string>>;
  /** As base64. */
  readonly batch: string;
}

/** What an organiser is shown of a gathering. */
export interface ToldGathering {
  readonly id: string;
  readonly turnout: unknown;
  readonly entryTotals: unknown;
  readonly devices: readonly unknown[];
  readonly entries: readonly { readonly name: string; readonly counted: boolean }[];
}

/** What lies beside the database, what the office said, and what is still on its way to it. */
export interface Told {
  /** When it was kept, by its own clock. */
  readonly atMs: number;
  readonly organiser: { readonly login: string; readonly password: string };
  /** The other files of the data folder, as base64. */
  readonly files: Readonly<Record<string, string>>;
  readonly programme: string;
  readonly gatherings: readonly ToldGathering[];
  /** One entry each: the first fills a gap, the second goes on. */
  readonly unsent: readonly Unsent[];
  /** What the office has already. */
  readonly sentBefore: Unsent;
}

/** The database, compressed, and what belongs to it. */
export interface KeptOffice {
  readonly version: number;
  readonly database: Buffer;
  readonly told: Told;
}

/** Makes the office of the present schema. */
export async function makeKeptOffice(): Promise<KeptOffice> {
  await using at = await openFieldOffice({ people: PEOPLE });
  const invited = await makeGathering(at, {
    ...newGathering(at.programme.id),
    title: 'Rapat undangan',
    invites: { agencies: [1], categories: [] },
  });
  const desk = await fillGathering(at);
  await fillRest(at);
  await tellLater(at);
  at.clock.nowMs += 5 * MINUTE_MS;
  const programme = at.programme.id;
  const gatherings = [await tellGathering(at)];
  const main = at.gathering;
  Object.assign(at, { gathering: invited });
  const other = await enrolDevice(at, await at.stationUrl('Meja rapat'));
  await other.sync([other.keep(await signing(listed(11)))]);
  await succeed(at, OFFICE_PATHS.closed(invited.id));
  gatherings.push(await tellGathering(at));
  Object.assign(at, { gathering: main });
  const unsent = [await batchOf(desk, [3]), await batchOf(desk, [5])];
  const sentBefore = await batchOf(desk, [0, 1]);
  let kept: Pick<KeptOffice, 'version' | 'database'> & Pick<Told, 'files'> = {
    version: 0,
    database: Buffer.alloc(0),
    files: {},
  };
  await at.restart(() => {
    kept = { ...packed(at.folder), files: filesOf(at.folder) };
  });
  const { version, database, files } = kept;
  const organiser = { login: 'uji', password: PASSWORD };
  const told = { atMs: at.clock.nowMs, organiser, files, programme, gatherings };
  return { version, database, told: { ...told, unsent, sentBefore } };
}

/** Desks, phones, gaps, doubts, contradictions, a parcel. Resolves with a desk that has more. */
async function fillGathering(at: FieldOffice): Promise<TestDevice> {
  at.clock.nowMs += 40 * MINUTE_MS;
  const [one, two, lost, forked] = [
    await enrolDevice(at, await at.stationUrl('Meja 1')),
    await enrolDevice(at, await at.stationUrl('Meja 2')),
    await enrolDevice(at, await at.stationUrl('Meja 3')),
    await enrolDevice(at, await at.stationUrl('Meja 4')),
  ];
  const phone = await enrolDevice(at, at.gathering.invitation.url);
  for (const no of [1, 2, 3, 4, 5, 6]) one.keep(await signing(listed(no)));
  await one.sync(one.entries.slice(0, 3));
  await one.sync(one.entries.slice(4, 5));
  at.clock.nowMs += MINUTE_MS;

  two.keep(await signing(listed(2)));
  const mistaken = two.keep(await signing(listed(7)));
  two.keep({ kind: 'revocation', target: mistaken.id, reason: 'keliru', station: 'Meja 2' });
  two.keep(await signing(guest('Tamu Meja')));
  two.keep(await signing(listed(8), { acts: { attended: true, signed: false } }));
  two.keep({ kind: 'note', text: 'Hujan, dipindah ke aula.' });
  two.keep({ kind: 'revocation', target: new Uint8Array(16), reason: 'tak ada', station: '' });
  await two.sync(two.entries);

  await lost.sync([lost.keep(await signing(listed(9)))], { claimedSeq: 3 });
  const givenUp = OFFICE_PATHS.givenUp(at.gathering.id, toHex(lost.journal));
  await succeed(at, givenUp, { body: { reason: 'Hanyut, 100%' } });
  const stolen = await enrolDevice(at, await at.stationUrl('Meja 5'));
  await stolen.sync([stolen.keep(await signing(listed(17)))]);
  const permission = OFFICE_PATHS.permission(at.gathering.id, toHex(stolen.journal));
  await succeed(at, permission, { method: 'DELETE' });

  const first = forked.keep(await signing(listed(10)));
  forked.keep(await signing(listed(12)));
  forked.rewind(1);
  forked.keep(await signing(listed(13)));
  forked.keep(await signing(listed(14)), { id: first.id });
  await forked.sync(forked.entries.slice(0, 2));
  await forked.sync(forked.entries.slice(2));

  phone.keep(await signing(listed(15)));
  phone.keep(await signing(guest('Tamu Telepon')));
  await phone.sync(phone.entries);

  const { device, proof } = await unheardDevice(at, at.gathering.invitation.url);
  device.keep(await signing(listed(16)));
  const file = fileOf(at, { enrolments: [proof], batches: [await device.seal(device.entries)] });
  await carry(at, file);
  return one;
}

/** A second organiser, codes without a tablet, and a name that is spelled anew. */
async function fillRest(at: FieldOffice): Promise<void> {
  const second = { name: 'Kawan Uji', login: 'kawan', password: `${PASSWORD} dua` };
  await succeed(at, OFFICE_PATHS.organisers, { body: second });
  for (const name of ['Meja kosong', 'Meja batal']) await at.stationUrl(name);
  const stations = OFFICE_PATHS.stations(at.gathering.id);
  const list = (await at.organise(stations)).read(stationList);
  const cancelled = list.stations.find(({ name }) => name === 'Meja batal');
  const code = OFFICE_PATHS.station(at.gathering.id, String(cancelled?.no));
  await succeed(at, code, { method: 'DELETE' });
  const last = `Orang Uji ${letters(PEOPLE - 1)}`;
  const csv = rosterCsv(PEOPLE).replace(`${last};`, `${last}, S.Sos.;`);
  await postRoster(at, at.programme.id, { csv, commit: 1 });
}

function guest(name: string): Signatory {
  return { kind: 'walk-in', name, number: '', position: 'Tamu', unit: '', category: 'guest' };
}

async function batchOf(device: TestDevice, places: readonly number[]): Promise<Unsent> {
  const run = device.entries.filter((_, at) => places.includes(at));
  return { headers: device.headers, batch: base64(await device.seal(run)) };
}

/** What an organiser is shown of a gathering, as far as every office since the first shows it. */
export async function tellGathering(at: FieldOffice): Promise<ToldGathering> {
  const { totals } = await turnoutOf(at);
  const { devices, totals: entryTotals } = await completenessOf(at);
  const { made, received, missing, signings } = entryTotals;
  const { total, entries } = await entriesOf(at);
  assert(total === entries.length, 'all entries are on one page');
  return {
    id: at.gathering.id,
    turnout: totals,
    entryTotals: { made, received, missing, signings },
    devices: devices
      .map((device) => ({
        id: device.id,
        station: device.station,
        grade: device.grade,
        claimed: device.claimed,
        contiguous: device.contiguous,
        received: device.received,
        missing: device.missing,
        forked: device.forked,
        givenUp: device.givenUp,
      }))
      .toSorted((a, b) => (a.id < b.id ? -1 : 1)),
    entries: entries
      .map(({ digest, seq, kind, who, doubt, revoked, counted }) => {
        return { digest, seq, kind, name: who?.name ?? '', doubt, revoked, counted };
      })
      .toSorted((a, b) => (a.digest < b.digest ? -1 : 1)),
  };
}

/** The closed database of a folder, without what its pages held before. */
function packed(folder: string): Pick<KeptOffice, 'version' | 'database'> {
  const path = join(folder, 'office.sqlite');
  const sqlite = new DatabaseSync(path);
  const version = Number(sqlite.prepare('pragma user_version').get()?.['user_version']);
  sqlite.exec('vacuum; pragma wal_checkpoint(truncate)');
  sqlite.close();
  return { version, database: gzipSync(readFileSync(path), { level: 9 }) };
}

/** Everything in the data folder but the database. */
function filesOf(folder: string): Readonly<Record<string, string>> {
  const found = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !/^office\.(sqlite.*|lock)$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name));
  return Object.fromEntries(
    found.map((path) => [
      path.slice(folder.length + 1).replaceAll('\\', '/'),
      base64(readFileSync(path)),
    ]),
  );
}

function base64(bytes: Bytes | Buffer): string {
  return Buffer.from(bytes).toString('base64');
}
