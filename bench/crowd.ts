/**
 * A gathering with a crowd, for benches: a seeded office on a folder, and devices that have signed.
 */
import { assert } from '#core/assert.ts';
import { type PactRef, defaultPacts, pactRef } from '#core/pact.ts';
import { type Config, readConfig } from '#server/config.ts';
import { digest } from '#server/keys.ts';
import { AMBIENT, openOffice } from '#server/office.ts';
import { makeStation } from '#server/stations.ts';
import { type FieldDevice, openFieldDevice } from '../scripts/demo/field-device.ts';
import { injectInto } from '../scripts/demo/inject.ts';
import { bigRoster, rosterCsv } from '../scripts/demo/kabupaten.ts';
import { seedGathering, seedProgramme } from '../scripts/demo/seed.ts';
import { handInk, signingOf } from '../scripts/demo/signing.ts';

const FIELDS = { government: 'Kabupaten Lontara Bahari', election: 'Pemilihan Bupati', year: 2031 };
const INKS_COUNT = 500;
const SECONDS_EACH = 14;

export interface Crowd {
  readonly config: Config;
  readonly devices: readonly FieldDevice[];
}

/** Everybody of a roster signs once, spread over the devices; the office is closed again. */
export async function openCrowd({
  dataFolder,
  peopleCount,
  devicesCount,
}: {
  readonly dataFolder: string;
  readonly peopleCount: number;
  readonly devicesCount: number;
}): Promise<Crowd> {
  const config = { ...readConfig({ IKRAR_DATA: dataFolder }), log: false };
  const office = await openOffice(config);
  const field = { ...AMBIENT, post: injectInto(office.app) };
  const programme = await seedProgramme(
    office.context,
    { ...FIELDS, title: 'Netralitas ASN', zone: 'WITA', letterhead: { lines: [], address: '' } },
    rosterCsv(bigRoster(peopleCount, 1)),
  );
  const { row } = await seedGathering(office.context, programme, {
    programme: programme.id,
    title: 'Apel Gabungan',
    kind: 'apel',
    place: 'Lapangan',
    startsAt: '2031-10-07T07:30',
    endsAt: null,
    zone: 'WITA',
    organiser: 'Bakesbangpol',
    leader: '',
    number: '',
    closing: null,
    invites: 'all',
    validHours: 72,
  });
  const devices: FieldDevice[] = [];
  for (let i = 1; i <= devicesCount; i++) {
    const { url } = await makeStation(office.context, row, `Meja ${i}`);
    devices.push(await openFieldDevice(url, field));
  }
  const people = await office.context.database.query
    .selectFrom('signatories')
    .select(['no', 'name', 'category'])
    .where('category', '=', 'asn')
    .orderBy('no')
    .execute();
  const pact = await asnPact();
  const inks = Array.from({ length: INKS_COUNT }, (_, seed) => handInk(seed));
  for (const [at, person] of people.entries()) {
    const ink = inks[at % inks.length];
    assert(ink !== undefined, 'there are inks');
    const signatory = { ...person, kind: 'listed' } as const;
    const signing = signingOf(signatory, { pact, ink, station: 'Meja 1' });
    const wallMs = row.starts_at_ms + Math.floor(at / devicesCount) * SECONDS_EACH * 1000;
    devices[at % devicesCount]?.keep(signing, { wallMs });
  }
  await office.close();
  return { config, devices };
}

async function asnPact(): Promise<PactRef> {
  const pact = defaultPacts(FIELDS).find(({ code }) => code === 'asn');
  assert(pact !== undefined, 'there is a pact for civil servants');
  return pactRef(pact, digest);
}
