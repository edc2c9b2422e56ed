/**
 * The demo's office: a fictional kabupaten, one programme, and three gatherings shaped like real
 * ones: a hall session with guests who only attend, a joint apel where leaders sign too, and a
 * district session of village heads that was held yesterday.
 */
import * as v from 'valibot';
import type { newProgramme } from '#core/office-api.ts';
import { type StationCode, newGathering } from '#core/office-gathering-api.ts';
import { type Zone, zoneOffsetMs } from '#core/time.ts';
import { type Config, readConfig } from '#server/config.ts';
import type { Importing } from '#server/roster/roster-import.ts';
import type { ProgrammeRow } from '#server/db/schema.ts';
import { type Office, openOffice } from '#server/office.ts';
import { addOrganiser } from '#server/account/organisers.ts';
import { makeStation } from '#server/gathering/stations.ts';
import { type Kabupaten, makeKabupaten, rosterCsv, selections } from './kabupaten.ts';
import { holdSession } from './session.ts';
import { type SeededGathering, seedGathering, seedProgramme, valueOf } from './seed.ts';

const SEED = 7;
const DAY_MS = 24 * 3_600_000;

/** Who may sign in to the demo's office. */
export const DEMO_ACCOUNT = {
  login: 'demo',
  name: 'Penyelenggara Demo',
  password: 'lontara bahari 2031',
};

/** A gathering, and the codes that make tablets its stations. */
export interface DemoGathering extends SeededGathering {
  readonly stations: readonly StationCode[];
}

export interface Demo {
  readonly office: Office;
  readonly kabupaten: Kabupaten;
  /** The hall session, the joint apel, and the district session. */
  readonly gatherings: readonly DemoGathering[];
}

/** Opens an office on an empty folder and fills it. */
export async function openDemo(
  config: Pick<Config, 'dataFolder' | 'origin'> & Partial<Config>,
): Promise<Demo> {
  const office = await openOffice({ ...valueOf(readConfig({})), ...config, log: false });
  const kabupaten = makeKabupaten(SEED, 'M');
  const gatherings = await fill(office, kabupaten);
  for (const held of gatherings.slice(-1)) await holdSession(office, held, SEED);
  return { office, kabupaten, gatherings };
}

async function fill(office: Importing, kab: Kabupaten): Promise<readonly DemoGathering[]> {
  const { context } = office;
  valueOf(await addOrganiser(context, DEMO_ACCOUNT));
  const programme = await seedProgramme(office, programmeOf(kab), rosterCsv(kab.people));
  const prepared: DemoGathering[] = [];
  for (const wanted of gatheringsOf(kab, programme)) {
    const seeded = await seedGathering(context, programme, wanted);
    const stations = [];
    for (const name of ['Meja 1', 'Meja 2', 'Meja 3']) {
      stations.push(valueOf(await makeStation(context, seeded.row, { name, again: false })));
    }
    prepared.push({ ...seeded, stations });
  }
  return prepared;
}

function programmeOf(kab: Kabupaten): v.InferOutput<typeof newProgramme> {
  return {
    title: 'Netralitas ASN pada Pilkada 2031',
    government: kab.name,
    election: 'Pemilihan Bupati dan Wakil Bupati',
    year: 2031,
    zone: kab.zone,
    letterhead: {
      lines: [`Pemerintah ${kab.name}`],
      address: `Jalan Poros Demo Nomor 1, ${kab.capital}`,
    },
  };
}

type Wanted = v.InferOutput<typeof newGathering>;

function gatheringsOf(kab: Kabupaten, programme: ProgrammeRow): readonly Wanted[] {
  const invited = selections(kab);
  const confirmedBy = {
    city: kab.capital,
    position: 'Kepala Badan Kesatuan Bangsa dan Politik',
    name: 'Nama Pejabat Demo, S.Sos., M.Si.',
    rank: 'Pembina Utama Muda, IV/c',
    number: '',
  };
  const common = { programme: programme.id, zone: kab.zone, confirmedBy, validHours: 24 * 30 };
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
      startsAt: localTime(-1, '13:00', kab.zone),
      endsAt: localTime(-1, '15:00', kab.zone),
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
