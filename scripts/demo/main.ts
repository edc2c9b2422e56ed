/**
 * `npm run demo`: an office on a fresh folder with a fictional kabupaten, one programme, and three
 * gatherings shaped like real ones: a hall session with guests who only attend, a joint apel where
 * leaders sign too, and a district session of village heads. Prints what to open, and as whom.
 */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';
import { assert } from '#core/assert.ts';
import { type GatheringView, newGathering } from '#core/office-gathering-api.ts';
import type { Zone } from '#core/time.ts';
import { zoneOffsetMs } from '#core/time.ts';
import { readConfig } from '#server/config.ts';
import type { Context } from '#server/context.ts';
import type { GatheringRow, ProgrammeRow } from '#server/db/schema.ts';
import { findGathering, makeGathering } from '#server/gatherings.ts';
import { openOffice } from '#server/office.ts';
import { addOrganiser } from '#server/organisers.ts';
import type { Answer } from '#server/problem.ts';
import { findProgramme, makeProgramme } from '#server/programmes.ts';
import { importRoster } from '#server/rosters.ts';
import { makeStation } from '#server/stations.ts';
import { type Kabupaten, makeKabupaten, rosterCsv, selections } from './kabupaten.ts';

const SEED = 7;
const ACCOUNT = { login: 'demo', name: 'Penyelenggara Demo', password: 'lontara bahari 2031' };
const DAY_MS = 24 * 3_600_000;

const config = readConfig({ IKRAR_OFFICE: 'Bakesbangpol Lontara Bahari', ...process.env });
const dataFolder = join(config.dataFolder, 'demo');
rmSync(dataFolder, { recursive: true, force: true });
const office = await openOffice({ ...config, dataFolder, log: false });
const kabupaten = makeKabupaten(SEED, 'M');
const gatherings = await fill(office.context, kabupaten);
await office.app.listen({ host: config.host, port: config.port });
tell(gatherings);

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => {
    void office.close().then(() => process.exit(0));
  });
}

interface Prepared {
  readonly view: GatheringView;
  readonly stations: readonly string[];
}

async function fill(context: Context, kab: Kabupaten): Promise<readonly Prepared[]> {
  value(await addOrganiser(context, ACCOUNT));
  const programme = await openProgramme(context, kab);
  const roster = value(
    await importRoster(context, programme, {
      bytes: new TextEncoder().encode(rosterCsv(kab.people)),
      commit: true,
    }),
  );
  assert(roster.imported, 'the generated roster has no error');
  const prepared: Prepared[] = [];
  for (const wanted of gatheringsOf(kab, programme)) {
    const view = value(await makeGathering(context, programme, wanted));
    const row = value(await findGathering(context, view.id));
    prepared.push({ view, stations: await openStations(context, row) });
  }
  return prepared;
}

async function openProgramme(context: Context, kab: Kabupaten): Promise<ProgrammeRow> {
  const made = value(
    await makeProgramme(context, {
      title: 'Netralitas ASN pada Pilkada 2031',
      government: kab.name,
      election: 'Pemilihan Bupati dan Wakil Bupati',
      year: 2031,
      zone: kab.zone,
      letterhead: {
        lines: [`Pemerintah ${kab.name}`, 'Badan Kesatuan Bangsa dan Politik'],
        address: `Jalan Poros Demo Nomor 1, ${kab.capital}`,
      },
    }),
  );
  return value(await findProgramme(context, made.id));
}

type Wanted = v.InferOutput<typeof newGathering>;

function gatheringsOf(kab: Kabupaten, programme: ProgrammeRow): readonly Wanted[] {
  const invited = selections(kab);
  const closing = {
    city: kab.capital,
    position: 'Kepala Badan Kesatuan Bangsa dan Politik',
    name: 'Nama Pejabat Demo, S.Sos., M.Si.',
    rank: 'Pembina Utama Muda, IV/c',
    number: '',
  };
  const common = { programme: programme.id, zone: kab.zone, closing, validHours: 24 * 30 };
  const organiser = 'Badan Kesatuan Bangsa dan Politik';
  const plans = [
    {
      title: 'Sosialisasi Netralitas ASN',
      kind: 'sosialisasi',
      place: 'Ruang Pola Kantor Bupati',
      startsAt: localTime(0, '09:00', kab.zone),
      endsAt: localTime(0, '12:00', kab.zone),
      leader: 'Pj. Bupati',
      number: 'DEMO/01/2031',
      invites: { signatories: [...invited.hall] },
    },
    {
      title: 'Apel Gabungan dan Deklarasi Netralitas',
      kind: 'apel',
      place: 'Lapangan Rumah Jabatan Bupati',
      startsAt: localTime(1, '07:30', kab.zone),
      endsAt: localTime(1, '09:40', kab.zone),
      leader: 'Pj. Bupati',
      number: 'DEMO/02/2031',
      invites: { signatories: [...invited.apel] },
    },
    {
      title: `Sosialisasi Kecamatan ${kab.hostKecamatan}`,
      kind: 'sosialisasi',
      place: `Pendopo Kecamatan ${kab.hostKecamatan}`,
      startsAt: localTime(2, '13:00', kab.zone),
      endsAt: localTime(2, '15:00', kab.zone),
      leader: `Camat ${kab.hostKecamatan}`,
      number: 'DEMO/03/2031',
      invites: { signatories: [...invited.district] },
    },
  ] as const;
  return plans.map((plan) => v.parse(newGathering, { ...common, organiser, ...plan }));
}

/** So many days from today at this hour, as the organiser's form writes it. */
function localTime(days: number, hour: string, zone: Zone): string {
  const local = new Date(Date.now() + days * DAY_MS + zoneOffsetMs(zone));
  return `${local.toISOString().slice(0, 10)}T${hour}`;
}

async function openStations(context: Context, row: GatheringRow): Promise<readonly string[]> {
  const made = [];
  for (const name of ['Meja 1', 'Meja 2']) made.push(await makeStation(context, row, name));
  return made.map((station) => `${station.name}: ${station.url}`);
}

function tell(prepared: readonly Prepared[]): void {
  console.log(`Ikrar, ${kabupaten.name}: ${kabupaten.people.length} people, all invented.\n`);
  console.log(`Office      ${config.origin}/kantor`);
  console.log(`Account     ${ACCOUNT.login}   Password  ${ACCOUNT.password}\n`);
  for (const { view, stations } of prepared) {
    console.log(`${view.title} (${view.expected} invited)`);
    console.log(`  own phone  ${view.invitation.url}`);
    for (const station of stations) console.log(`  tablet     ${station}`);
  }
  console.log(`\nFind somebody by birth date, for example: ${birthDatesOf(kabupaten).join(', ')}`);
}

/** Birth dates of people who are at work, as they are typed on the keypad. */
function birthDatesOf(kab: Kabupaten): readonly string[] {
  const dated = kab.people.filter(({ birthDate }) => birthDate !== '');
  return dated.slice(0, 3).map(({ birthDate, name }) => `${birthDate} ${name}`);
}

function value<T>(answer: Answer<T>): T {
  assert(answer.ok, `the demo's data is good: ${answer.ok ? '' : answer.fault.code}`);
  return answer.value;
}
