/** Endpoints of what came in: completeness, turnout, entries with their ink, and the papers. */
import type { FastifyReply } from 'fastify';
import * as v from 'valibot';
import { OFFICE_PATHS } from '#core/office-api.ts';
import { ENTRY_FILTERS, completeness, entryPage, turnout } from '#core/office-gathering-api.ts';
import { PAPERS, PAPER_KINDS, type PaperKind, paperQuery } from '#core/papers.ts';
import { completenessOf } from '../gathering/completeness.ts';
import type { Context } from '../context.ts';
import { placeOf } from '../db/reading.ts';
import { drawInk, showEntries } from '../gathering/entries.ts';
import { findGathering } from '../gathering/gatherings.ts';
import type { Guard } from '../account/guard.ts';
import type { PaperSource, Printer } from '../papers/printer.ts';
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

/** An endpoint for each paper of the table. */
export function registerPapers(endpoints: Endpoints, papers: Papers): void {
  for (const kind of PAPER_KINDS) registerPaper(endpoints, kind, papers);
}

function registerPaper(
  endpoints: Endpoints,
  kind: PaperKind,
  { context, guard, printer }: Papers,
): void {
  const { name } = PAPERS[kind];
  endpoints.raw({
    method: 'GET',
    path: OFFICE_PATHS.paper(':id', kind),
    summary: `${name.en}, printed`,
    media: 'application/pdf',
    query: paperQuery(kind),
    async handle({ param, query: paper, request, reply }) {
      const gone = goneOf(reply);
      const found = await findGathering(context, param('id'));
      if (!found.ok) return found;
      // A proxy that collects an answer first would hold back what tells that it waits.
      void reply.header('x-accel-buffering', 'no');
      const source: PaperSource = {
        order: () => ({
          database: placeOf(context.database),
          gatheringNo: found.value.no,
          paper,
          nowMs: context.now(),
          epoch: context.epoch,
        }),
        assertRead: () => context.database.lookAtFiles(),
      };
      const printed = await printer.print(source, gone);
      if (!printed.ok) return printed;
      const by = await guard.actorOf(request);
      const detail = `${found.value.title} · ${name.id}`;
      await recordSecurity(context, { ...by, act: 'printed', detail });
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
