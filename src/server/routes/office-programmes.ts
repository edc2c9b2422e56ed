/** Endpoints of programmes and their rosters. */
import * as v from 'valibot';
import { LIMITS } from '#core/limits.ts';
import {
  OFFICE_PATHS,
  agencyList,
  newProgramme,
  programme,
  programmeList,
  rosterPage,
  rosterReport,
} from '#core/office-api.ts';
import type { Context } from '../context.ts';
import { listGatherings } from '../gathering/gatherings.ts';
import type { Guard } from '../account/guard.ts';
import { answered } from '../problem.ts';
import {
  findProgramme,
  listProgrammes,
  makeProgramme,
  showProgramme,
} from '../programme/programmes.ts';
import { importRoster } from '../roster/roster-import.ts';
import type { RosterThreads } from '../roster/roster-threads.ts';
import { showAgencies, showRoster } from '../roster/rosters.ts';
import { recordSecurity } from '../keeping/security-log.ts';
import type { Endpoints } from './office-endpoint.ts';
import { pageNumber } from './office-query.ts';

const CSV = 'text/csv';

export function registerProgrammes(endpoints: Endpoints, context: Context, guard: Guard): void {
  endpoints.json({
    method: 'GET',
    path: OFFICE_PATHS.programmes,
    summary: 'The programmes',
    answer: programmeList,
    handle: async () => answered({ programmes: await listProgrammes(context) }),
  });

  endpoints.json({
    method: 'POST',
    path: OFFICE_PATHS.programmes,
    summary: 'Make a programme, with the default pacts filled',
    body: newProgramme,
    answer: programme,
    status: 201,
    async handle({ body, request }) {
      const made = await makeProgramme(context, body);
      if (!made.ok) return made;
      const by = await guard.actorOf(request);
      await recordSecurity(context, { ...by, act: 'programme-made', detail: made.value.title });
      return made;
    },
  });

  endpoints.json({
    method: 'GET',
    path: OFFICE_PATHS.programme(':id'),
    summary: 'A programme with its roster in short and its gatherings',
    answer: programme,
    async handle({ param }) {
      const found = await findProgramme(context, param('id'));
      if (!found.ok) return found;
      const gatherings = await listGatherings(context, { programmeNo: found.value.no });
      return answered(await showProgramme(context, found.value, gatherings));
    },
  });
}

/** What the endpoints of rosters work with. */
interface RosterParts {
  readonly context: Context;
  readonly guard: Guard;
  readonly rosterThreads: RosterThreads;
}

export function registerRosters(
  endpoints: Endpoints,
  { context, guard, rosterThreads }: RosterParts,
): void {
  endpoints.json({
    method: 'POST',
    path: OFFICE_PATHS.roster(':id'),
    summary:
      'Judge a roster file, and import the whole of it when commit is 1 and nothing is wrong',
    upload: { media: CSV, bytesMax: LIMITS.rosterFileBytesMax },
    query: v.object({ commit: v.optional(v.picklist(['0', '1']), '0') }),
    answer: rosterReport,
    async handle({ param, query, request }) {
      const found = await findProgramme(context, param('id'));
      if (!found.ok) return found;
      const bytes = request.body instanceof Uint8Array ? request.body : new Uint8Array(0);
      const commit = query.commit === '1';
      const report = await importRoster({ context, rosterThreads }, found.value, { bytes, commit });
      if (!report.ok || !report.value.imported) return report;
      const by = await guard.actorOf(request);
      const detail = `${found.value.title} · ${report.value.rows} orang`;
      await recordSecurity(context, { ...by, act: 'roster-imported', detail });
      return report;
    },
  });

  endpoints.json({
    method: 'GET',
    path: OFFICE_PATHS.roster(':id'),
    summary: 'A page of the roster',
    query: v.object({
      query: v.optional(v.pipe(v.string(), v.maxLength(LIMITS.nameCharsMax)), ''),
      page: pageNumber,
    }),
    answer: rosterPage,
    async handle({ param, query }) {
      const found = await findProgramme(context, param('id'));
      return found.ok ? answered(await showRoster(context, found.value.no, query)) : found;
    },
  });

  endpoints.json({
    method: 'GET',
    path: OFFICE_PATHS.agencies(':id'),
    summary: 'The agencies of a roster',
    answer: agencyList,
    async handle({ param }) {
      const found = await findProgramme(context, param('id'));
      return found.ok ? answered(await showAgencies(context, found.value.no)) : found;
    },
  });
}
