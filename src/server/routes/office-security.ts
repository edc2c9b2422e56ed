/** Endpoints of one's own sessions, and of the security log. */
import * as v from 'valibot';
import { bad } from '#core/fault.ts';
import { securityPage, sessionList } from '#core/office-account-api.ts';
import { OFFICE_PATHS } from '#core/office-api.ts';
import { SECURITY_FILTERS } from '#core/security.ts';
import type { Context } from '../context.ts';
import type { Guard } from '../account/guard.ts';
import { answered } from '../problem.ts';
import { recordSecurity } from '../keeping/security-log.ts';
import { securityFile, showSecurity } from '../account/security-view.ts';
import { endOtherSessions, endOwnSession, listSessions } from '../account/sessions.ts';
import type { Endpoints } from './office-endpoint.ts';
import { pageNumber } from './office-query.ts';

export function registerSessions(endpoints: Endpoints, context: Context, guard: Guard): void {
  endpoints.json({
    method: 'GET',
    path: OFFICE_PATHS.sessions,
    summary: 'Where one is signed in',
    answer: sessionList,
    async handle({ request }) {
      const session = await guard.sessionOf(request);
      if (session === null) return bad('signed-out');
      return answered({ sessions: await listSessions(context, session) });
    },
  });

  endpoints.raw({
    method: 'DELETE',
    path: OFFICE_PATHS.sessions,
    summary: 'End every session of the own account but this one',
    media: null,
    async handle({ request }) {
      const by = await guard.actorOf(request);
      const session = await guard.sessionOf(request);
      if (session === null) return bad('signed-out');
      const count = await endOtherSessions(context, session);
      const detail = String(count);
      await recordSecurity(context, { ...by, act: 'other-sessions-ended', detail });
      return answered(null);
    },
  });

  endpoints.raw({
    method: 'DELETE',
    path: OFFICE_PATHS.oneSession(':no'),
    summary: 'End one session of the own account',
    media: null,
    async handle({ param, request }) {
      const by = await guard.actorOf(request);
      const session = await guard.sessionOf(request);
      if (session === null) return bad('signed-out');
      const isEnded = await endOwnSession(context, session, Number(param('no')));
      if (!isEnded) return bad('not-found', 'session');
      await recordSecurity(context, { ...by, act: 'session-ended', detail: '' });
      return answered(null);
    },
  });
}

const filter = v.optional(v.picklist(SECURITY_FILTERS), 'all');

export function registerSecurityLog(endpoints: Endpoints, context: Context, guard: Guard): void {
  endpoints.json({
    method: 'GET',
    path: OFFICE_PATHS.security,
    summary: 'A page of the security log, the newest first',
    query: v.object({ filter, page: pageNumber }),
    answer: securityPage,
    handle: async ({ query }) => answered(await showSecurity(context, query)),
  });

  endpoints.raw({
    method: 'GET',
    path: OFFICE_PATHS.securityCsv,
    summary: 'The security log as a file for a spreadsheet, in Indonesian',
    media: 'text/csv',
    query: v.object({ filter }),
    async handle({ query, request }) {
      const by = await guard.actorOf(request);
      await recordSecurity(context, { ...by, act: 'exported', detail: 'security.csv' });
      return answered(await securityFile(context, query.filter));
    },
  });
}
