/** An office with a programme, a roster and a gathering: where a test of the field begins. */
import * as api from '#core/office-api.ts';
import * as gatheringApi from '#core/office-gathering-api.ts';
import { type TestOffice, openTestOffice } from './real-office.ts';
import {
  NEW_PROGRAMME,
  type TestDevice,
  enrolDevice,
  newGathering,
  postRoster,
  rosterCsv,
} from './field.ts';

/** What a test of the field has. */
export interface FieldOffice extends TestOffice {
  readonly programme: api.Programme;
  readonly gathering: gatheringApi.GatheringView;
  /** The text of a new station's QR. */
  stationUrl(name: string): Promise<string>;
}

export interface FieldOptions {
  readonly people?: number;
  readonly invites?: gatheringApi.NewGathering['invites'];
  readonly config?: Parameters<typeof openTestOffice>[0];
}

/** Opens an office; its gathering begins half an hour after the clock's start. */
export async function openFieldOffice(options: FieldOptions = {}): Promise<FieldOffice> {
  const at = await openTestOffice(options.config);
  const made = await at.organise(api.OFFICE_PATHS.programmes, {
    method: 'POST',
    body: NEW_PROGRAMME,
  });
  const programme = made.read(api.programme);
  await postRoster(at, programme.id, { csv: rosterCsv(options.people ?? 12), commit: 1 });
  const gathering = await makeGathering(at, {
    ...newGathering(programme.id),
    invites: options.invites ?? 'all',
  });
  return Object.assign(at, {
    programme,
    gathering,
    async stationUrl(this: FieldOffice, name: string): Promise<string> {
      const answer = await at.organise(api.OFFICE_PATHS.stations(this.gathering.id), {
        method: 'POST',
        body: { name, again: true },
      });
      return answer.read(gatheringApi.stationCode).url;
    },
  });
}

/** Enrols a new desk; people on the roster sign there. */
export async function enrolDesk(at: FieldOffice, name = 'Meja uji'): Promise<TestDevice> {
  return enrolDevice(at, await at.stationUrl(name));
}

/** Makes a gathering through the organiser's endpoint. */
export async function makeGathering(
  at: TestOffice,
  wanted: gatheringApi.NewGathering,
): Promise<gatheringApi.GatheringView> {
  const made = await at.organise(api.OFFICE_PATHS.gatherings, { method: 'POST', body: wanted });
  return made.read(gatheringApi.gathering);
}

/** The turnout of the gathering. */
export async function turnoutOf(at: FieldOffice): Promise<gatheringApi.Turnout> {
  const answer = await at.organise(api.OFFICE_PATHS.turnout(at.gathering.id));
  return answer.read(gatheringApi.turnout);
}

/** The completeness of the gathering. */
export async function completenessOf(at: FieldOffice): Promise<gatheringApi.Completeness> {
  const answer = await at.organise(api.OFFICE_PATHS.completeness(at.gathering.id));
  return answer.read(gatheringApi.completeness);
}

/** A page of its entries. */
export async function entriesOf(
  at: FieldOffice,
  filter: gatheringApi.EntryFilter = 'all',
): Promise<gatheringApi.EntryPage> {
  const url = `${api.OFFICE_PATHS.entries(at.gathering.id)}?filter=${filter}`;
  return (await at.organise(url)).read(gatheringApi.entryPage);
}

/** The turnout that the counters say, and the one a recount says. */
export async function recounted({
  office,
}: Pick<FieldOffice, 'office'>): Promise<readonly unknown[]> {
  const { database, ledger } = office.context;
  const read = (): unknown =>
    database.sqlite
      .prepare(
        `select * from turnout
        where expected + attended + signed + extra_attended + extra_signed > 0
        order by gathering_no, agency_no, category`,
      )
      .all();
  const counters = read();
  const gatherings = database.sqlite.prepare('select no from gatherings').all();
  for (const { no } of gatherings) await database.exclusive(() => ledger.recount(Number(no)));
  return [counters, read()];
}
