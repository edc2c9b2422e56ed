/**
 * What every journey starts from: one office process for all of them, with a fictional
 * kabupaten on its roster, and a gathering of its own for each. A journey ends as it likes; the
 * next one has another gathering and another browser profile.
 */
import { test as base, expect } from '@playwright/test';
import * as v from 'valibot';
import { OFFICE_PATHS, programme } from '#core/office-api.ts';
import { type NewGathering, stationCode } from '#core/office-gathering-api.ts';
import { makeKabupaten, rosterCsv } from '../../scripts/demo/kabupaten.ts';
import { type OfficeProcess, freePort, openNewOffice } from './office-process.ts';

/** Who lives there; a person's number on the roster is the place in this list, from 1. */
export const KABUPATEN = makeKabupaten(7, 'S');

export const STATION = 'Meja 3';

/** A gathering that people can be invited to. */
export interface HeldGathering {
  readonly id: string;
  readonly title: string;
  /** The text of the poster's QR, and of the station's. */
  readonly posterUrl: string;
  readonly stationUrl: string;
}

interface EachJourney {
  /** What the page's policy refused, as the browser says it. A journey ends with none. */
  readonly refusals: string[];
  readonly hold: (change?: Partial<NewGathering>) => Promise<HeldGathering>;
}

interface AllJourneys {
  readonly office: OfficeProcess;
  readonly programmeId: string;
}

export const test = base.extend<EachJourney, AllJourneys>({
  office: [
    // oxlint-disable-next-line no-empty-pattern -- playwright reads the fixture's needs from it
    async ({}, use) => {
      await using office = await openNewOffice({ port: await freePort() });
      await use(office);
    },
    { scope: 'worker' },
  ],
  programmeId: [
    async ({ office }, use) => {
      await use(await makeKabupatenProgramme(office));
    },
    { scope: 'worker' },
  ],
  refusals: [
    async ({ context }, use) => {
      const refusals: string[] = [];
      context.on('console', (line) => {
        if (/Content Security Policy|Trusted/.test(line.text())) refusals.push(line.text());
      });
      await use(refusals);
      expect(refusals).toEqual([]);
    },
    { auto: true },
  ],
  hold: async ({ office, programmeId }, use) => {
    await use((change) => holdGathering(office, programmeId, change));
  },
});

/** A programme with everybody on its roster. */
export async function makeKabupatenProgramme(office: OfficeProcess): Promise<string> {
  const made = await makeProgramme(office);
  await office.read(
    v.object({ imported: v.literal(true) }),
    `${OFFICE_PATHS.roster(made)}?commit=1`,
    { method: 'POST', body: rosterCsv(KABUPATEN.people), type: 'text/csv' },
  );
  return made;
}

/** A programme without a roster. */
export async function makeProgramme(office: OfficeProcess): Promise<string> {
  const made = await office.read(programme, OFFICE_PATHS.programmes, {
    method: 'POST',
    body: {
      title: 'Netralitas ASN',
      government: KABUPATEN.name,
      election: 'Pemilihan Bupati dan Wakil Bupati',
      year: 2029,
      zone: KABUPATEN.zone,
      letterhead: {
        lines: [`PEMERINTAH ${KABUPATEN.name.toUpperCase()}`],
        address: 'Jalan Poros 1, Uwaimalolo',
      },
    },
  });
  return made.id;
}

/** Makes a gathering of today, and makes one station ready. */
export async function holdGathering(
  office: OfficeProcess,
  programmeId: string,
  change: Partial<NewGathering> = {},
): Promise<HeldGathering> {
  const body: NewGathering = {
    programme: programmeId,
    title: 'Apel Gabungan',
    kind: 'apel',
    place: 'Lapangan Rumah Jabatan',
    startsAt: localHour(0),
    zone: 'WITA',
    organiser: 'Badan Kesatuan Bangsa dan Politik',
    invites: 'all',
    ...change,
  };
  const held = await office.read(heldGathering, OFFICE_PATHS.gatherings, { method: 'POST', body });
  const station = await office.read(stationCode, OFFICE_PATHS.stations(held.id), {
    method: 'POST',
    body: { name: STATION },
  });
  const { id, title, invitation } = held;
  return { id, title, posterUrl: invitation.url, stationUrl: station.url };
}

/** What offices of every release answer. */
const heldGathering = v.object({
  id: v.string(),
  title: v.string(),
  invitation: v.object({ url: v.string() }),
});

const WITA_MS = 8 * 3_600_000;

/** The local day and hour in WITA, so many hours from now. */
export function localHour(hours: number): string {
  return new Date(Date.now() + WITA_MS + hours * 3_600_000).toISOString().slice(0, 16);
}
