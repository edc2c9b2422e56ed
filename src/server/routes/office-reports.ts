/** Endpoints of what came in: completeness, turnout, entries with their ink, and the papers. */
import type { FastifyReply } from 'fastify';
import * as v from 'valibot';
import { OFFICE_PATHS } from '#core/office-api.ts';
import { ENTRY_FILTERS, completeness, entryPage, turnout } from '#core/office-gathering-api.ts';
import { completenessOf } from '../gathering/completeness.ts';
import type { Context } from '../context.ts';
import { placeOf } from '../db/reading.ts';
import { drawInk, showEntries } from '../gathering/entries.ts';
import { findGathering } from '../gathering/gatherings.ts';
import type { Guard } from '../account/guard.ts';
import type { ListSource, Printer } from '../papers/printer.ts';
import { answered } from '../problem.ts';
import { recordSecurity } from '../keeping/security-log.ts';
import { turnoutOf } from '../gathering/turnout.ts';
import type { Endpoints } from './office-endpoint.ts';
import { pageNumber } from './office-query.ts';

export function registerTurnout(endpoints: Endpoints, context: Context): void {
  endpoints.json({
    method: 'GET',
    path: OFFICE_PATHS.completeness(':id'),
    summary: 'What every device made, and what the office has of it',
    query: v.object({ phones: pageNumber }),
    answer: completeness,
    async handle({ param, query }) {
      const found = await findGathering(context, param('id'));
      return found.ok ? answered(await completenessOf(context, found.value, query.phones)) : found;
    },
  });

  endpoints.json({
    method: 'GET',
    path: OFFICE_PATHS.turnout(':id'),
    summary: 'Attendance as counts',
    answer: turnout,
    tagged: true,
    async handle({ param }) {
      const found = await findGathering(context, param('id'));
      return found.ok ? answered(await turnoutOf(context, found.value)) : found;
    },
  });
}

export function registerEntries(endpoints: Endpoints, context: Context): void {
  endpoints.json({
    method: 'GET',
    path: OFFICE_PATHS.entries(':id'),
    summary: 'A page of the entries: those kept beside others first, then newest arrival first',
    query: v.object({ filter: v.optional(v.picklist(ENTRY_FILTERS), 'all'), page: pageNumber }),
    answer: entryPage,
    async handle({ param, query }) {
      const found = await findGathering(context, param('id'));
      return found.ok ? answered(await showEntries(context, found.value, query)) : found;
    },
  });

  endpoints.raw({
    method: 'GET',
    path: OFFICE_PATHS.ink(':id', ':entry', ':digest'),
    summary: 'The ink of an entry',
    media: 'image/svg+xml',
    async handle({ param }) {
      const found = await findGathering(context, param('id'));
      const named = { id: param('entry'), digest: param('digest') };
      return found.ok ? drawInk(context, found.value, named) : found;
    },
  });
}

interface Papers {
  readonly context: Context;
  readonly guard: Guard;
  readonly printer: Printer;
}

export function registerPapers(endpoints: Endpoints, { context, guard, printer }: Papers): void {
  endpoints.raw({
    method: 'GET',
    path: OFFICE_PATHS.attendanceList(':id'),
    summary: 'The attendance list, printed',
    media: 'application/pdf',
    query: v.object({
      grouping: v.optional(v.picklist(['one-list', 'per-agency']), 'one-list'),
      unsigned: v.optional(v.picklist(['0', '1']), '1'),
    }),
    async handle({ param, query: { grouping, unsigned }, request, reply }) {
      const gone = goneOf(reply);
      const found = await findGathering(context, param('id'));
      if (!found.ok) return found;
      // A proxy that collects an answer first would hold back what tells that it waits.
      void reply.header('x-accel-buffering', 'no');
      const source: ListSource = {
        order: () => ({
          database: placeOf(context.database),
          gatheringNo: found.value.no,
          wish: { grouping, unsigned: unsigned === '1' },
          nowMs: context.now(),
          epoch: context.epoch,
        }),
        assertRead: () => context.database.lookAtFiles(),
      };
      const printed = await printer.print(source, gone);
      if (!printed.ok) return printed;
      const by = await guard.actorOf(request);
      await recordSecurity(context, { ...by, act: 'printed', detail: found.value.title });
      return printed;
    },
  });
}

/** Aborts when whoever asked hangs up. */
function goneOf(reply: FastifyReply): AbortSignal {
  const gone = new AbortController();
  reply.raw.once('close', () => {
    gone.abort();
  });
  return gone.signal;
}
