/** Endpoints of sessions, the first organiser, and the organisers. */
import { bad } from '#core/fault.ts';
import { LIMITS } from '#core/limits.ts';
import {
  OFFICE_PATHS,
  type SessionAnswer,
  login,
  newOrganiser,
  organiser,
  organiserList,
  passwordChange,
  sessionAnswer,
  setup,
} from '#core/office-api.ts';
import type { Context } from '../context.ts';
import type { Guard } from '../guard.ts';
import {
  type KnownOrganiser,
  addOrganiser,
  changePassword,
  findOrganiser,
  hasOrganiser,
  listOrganisers,
} from '../organisers.ts';
import { answered } from '../problem.ts';
import { setUp } from '../setup.ts';
import type { Endpoints } from './office-endpoint.ts';

export function registerSessions(endpoints: Endpoints, context: Context, guard: Guard): void {
  endpoints.json({
    method: 'GET',
    path: OFFICE_PATHS.session,
    summary: 'Who is signed in',
    access: 'anyone',
    answer: sessionAnswer,
    handle: async ({ request }) =>
      answered(await tellSession(context, await guard.organiserOf(request))),
  });

  endpoints.json({
    method: 'POST',
    path: OFFICE_PATHS.session,
    summary: 'Sign in',
    access: 'anyone',
    perMinuteMax: LIMITS.loginsPerMinuteMax,
    body: login,
    answer: sessionAnswer,
    async handle({ body, reply }) {
      const known = await findOrganiser(context, body);
      if (known === null) return bad('login-wrong');
      await guard.signIn(reply, known);
      return answered(await tellSession(context, known));
    },
  });

  endpoints.raw({
    method: 'DELETE',
    path: OFFICE_PATHS.session,
    summary: 'Sign out',
    access: 'anyone',
    media: null,
    async handle({ request, reply }) {
      await guard.signOut(request, reply);
      return answered(null);
    },
  });
}

export function registerOrganisers(endpoints: Endpoints, context: Context, guard: Guard): void {
  endpoints.json({
    method: 'POST',
    path: OFFICE_PATHS.setup,
    summary: 'Make the first organiser, with the token of the setup link',
    access: 'anyone',
    perMinuteMax: LIMITS.loginsPerMinuteMax,
    body: setup,
    answer: sessionAnswer,
    status: 201,
    async handle({ body, reply }) {
      const known = await setUp(context, body);
      if (!known.ok) return known;
      await guard.signIn(reply, known.value);
      return answered(await tellSession(context, known.value));
    },
  });

  endpoints.json({
    method: 'GET',
    path: OFFICE_PATHS.organisers,
    summary: 'The organisers',
    answer: organiserList,
    handle: async () => answered({ organisers: await listOrganisers(context) }),
  });

  endpoints.json({
    method: 'POST',
    path: OFFICE_PATHS.organisers,
    summary: 'Add an organiser',
    body: newOrganiser,
    answer: organiser,
    status: 201,
    async handle({ body }) {
      const added = await addOrganiser(context, body);
      return added.ok ? answered({ name: added.value.name, login: added.value.login }) : added;
    },
  });
}

export function registerPassword(endpoints: Endpoints, context: Context, guard: Guard): void {
  endpoints.json({
    method: 'POST',
    path: OFFICE_PATHS.password,
    summary: 'Change the own password; every session of the account ends but a new one here',
    perMinuteMax: LIMITS.loginsPerMinuteMax,
    body: passwordChange,
    answer: sessionAnswer,
    async handle({ body, request, reply }) {
      const known = await guard.organiserOf(request);
      if (known === null) return bad('signed-out');
      const changed = await changePassword(context, known, body);
      if (!changed.ok) return changed;
      await guard.signIn(reply, known);
      return answered(await tellSession(context, known));
    },
  });
}

async function tellSession(context: Context, known: KnownOrganiser | null): Promise<SessionAnswer> {
  return {
    organiser: known === null ? null : { name: known.name, login: known.login },
    setupNeeded: known === null && !(await hasOrganiser(context)),
    officeName: context.config.officeName,
  };
}
