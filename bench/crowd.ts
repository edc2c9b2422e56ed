/**
 * A gathering with a crowd, for benches: a seeded office on a folder, and devices that have signed.
 */
import { assert } from '#core/assert.ts';
import { NOTHING_PRINTED } from '#core/gathering-facts.ts';
import { type PactRef, defaultPacts, pactRef } from '#core/pact.ts';
import { type Config, readConfig } from '#server/config.ts';
import { digest } from '#server/keys.ts';
import type { ListedSignatory } from '#core/entry.ts';
import type { GatheringRow } from '#server/db/schema.ts';
import { AMBIENT, type Office, openOffice } from '#server/office.ts';
import { makeStation } from '#server/gathering/stations.ts';
import { type FieldDevice, openFieldDevice } from '../scripts/demo/field-device.ts';
import { injectInto } from '../scripts/demo/inject.ts';
import { bigRoster, rosterCsv } from '../scripts/demo/kabupaten.ts';
import { seedGathering, seedProgramme, valueOf } from '../scripts/demo/seed.ts';
import { handInk, signingOf } from '../scripts/demo/signing.ts';

const FIELDS = { government: 'Kabupaten Lontara Bahari', election: 'Pemilihan Bupati', year: 2031 };
const INKS_COUNT = 500;
const SECONDS_EACH = 14;

export interface Crowd {
  readonly config: Config;
  /** The devices of each gathering. */
  readonly gatherings: readonly (readonly FieldDevice[])[];
}

/** Everybody of a roster signs once at every gathering; the office is closed again. */
export async function openCrowd(size: {
  readonly dataFolder: string;
  readonly peopleCount: number;
  readonly devicesCount: number;
  readonly gatheringsCount: number;
}): Promise<Crowd> {
  const config = { ...valueOf(readConfig({ IKRAR_DATA: size.dataFolder })), log: false };
  const office = await openOffice(config);
  const programme = await seedProgramme(
    office,
    { ...FIELDS, title: 'Netralitas ASN', zone: 'WITA', letterhead: { lines: [], address: '' } },
    rosterCsv(bigRoster(size.peopleCount, 1)),
  );
  const people = await office.context.database.query
    .selectFrom('signatories')
    .select(['no', 'name', 'category'])
    .where('category', '=', 'asn')
    .orderBy('no')
    .execute();
  const gatherings = [];
  for (let count = 0; count < size.gatheringsCount; count++) {
    const { row } = await seedGathering(office.context, programme, gatheringOf(programme.id));
    const devices = await openDevices(office, row, size.devicesCount);
    await signAll(devices, people, row.starts_at_ms);
    gatherings.push(devices);
  }
  await office.close();
  return { config, gatherings };
}

function gatheringOf(programme: string): Parameters<typeof seedGathering>[2] {
  return {
    programme,
    title: 'Apel Gabungan',
    kind: 'apel',
    place: 'Lapangan',
    startsAt: '2031-10-07T07:30',
    endsAt: null,
    zone: 'WITA',
    organiser: 'Bakesbangpol',
    ...NOTHING_PRINTED,
    invites: 'all',
    validHours: 72,
  };
}

async function openDevices(
  { app, context }: Office,
  gathering: GatheringRow,
  count: number,
): Promise<readonly FieldDevice[]> {
  const field = { ...AMBIENT, post: injectInto(app) };
  const devices: FieldDevice[] = [];
  for (let i = 1; i <= count; i++) {
    const station = { name: `Meja ${i}`, again: false };
    const { url } = valueOf(await makeStation(context, gathering, station));
    devices.push(await openFieldDevice(url, field));
  }
  return devices;
}

async function signAll(
  devices: readonly FieldDevice[],
  people: readonly Omit<ListedSignatory, 'kind'>[],
  startsAtMs: number,
): Promise<void> {
  const pact = await asnPact();
  const inks = Array.from({ length: INKS_COUNT }, (_, seed) => handInk(seed));
  for (const [at, person] of people.entries()) {
    const ink = inks[at % inks.length];
    assert(ink !== undefined, 'there are inks');
    const signatory = { ...person, kind: 'listed' } as const;
    const signing = signingOf(signatory, { pact, ink, station: 'Meja 1' });
    const wallMs = startsAtMs + Math.floor(at / devices.length) * SECONDS_EACH * 1000;
    devices[at % devices.length]?.keep(signing, { wallMs });
  }
}

async function asnPact(): Promise<PactRef> {
  const pact = defaultPacts(FIELDS).find(({ code }) => code === 'asn');
  assert(pact !== undefined, 'there is a pact for civil servants');
  return pactRef(pact, digest);
}
