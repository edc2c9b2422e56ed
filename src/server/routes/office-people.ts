/** Endpoints of signing in, the first organiser, and the accounts of organisers. */
import { bad } from '#core/fault.ts';
import { LIMITS } from '#core/limits.ts';
import { accountList } from '#core/office-account-api.ts';
import {
  OFFICE_PATHS,
  type SessionAnswer,
  login,
  newOrganiser,
  organiser,
  passwordChange,
  sessionAnswer,
  setup,
} from '#core/office-api.ts';
import type { SecurityAct } from '#core/security.ts';
import type { Context } from '../context.ts';
import type { Guard } from '../account/guard.ts';
import {
  type AccountAct,
  type KnownOrganiser,
  addOrganiser,
  changeAccount,
  hasOrganiser,
  listAccounts,
} from '../account/organisers.ts';
import { answered } from '../problem.ts';
import { changePassword } from '../account/password-change.ts';
import { recordSecurity } from '../keeping/security-log.ts';
import { setUp } from '../account/setup.ts';
import { admitted, checkPassword } from '../account/sign-in.ts';
import type { Endpoints } from './office-endpoint.ts';

export function registerSignIn(endpoints: Endpoints, context: Context, guard: Guard): void {
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
    perMinuteMax: LIMITS.signInsPerMinuteMax,
    body: login,
    answer: sessionAnswer,
    async handle({ body, request, reply }) {
      const origin = guard.originOf(request);
      const known = await checkPassword(context, body, origin);
      if (!known.ok) return known;
      if (!(await guard.signIn({ request, reply }, known.value))) return bad('login-wrong');
      const by = { who: known.value.login, address: origin.address };
      await recordSecurity(context, { ...by, act: 'signed-in', detail: '' });
      return answered(await tellSession(context, known.value));
    },
  });

  endpoints.raw({
    method: 'DELETE',
    path: OFFICE_PATHS.session,
    summary: 'Sign out',
    access: 'anyone',
    media: null,
    async handle({ request, reply }) {
      const by = await guard.actorOf(request);
      await guard.signOut({ request, reply });
      if (by.who !== '') await recordSecurity(context, { ...by, act: 'signed-out', detail: '' });
      return answered(null);
    },
  });
}

export function registerSetup(endpoints: Endpoints, context: Context, guard: Guard): void {
  endpoints.json({
    method: 'POST',
    path: OFFICE_PATHS.setup,
    summary: 'Make the first organiser, with the token of the setup link',
    access: 'anyone',
    perMinuteMax: LIMITS.loginsPerMinuteMax,
    body: setup,
    answer: sessionAnswer,
    status: 201,
    async handle({ body, request, reply }) {
      const origin = guard.originOf(request);
      const known = await setUp(context, body, origin);
      if (!known.ok) return known;
      await guard.signIn({ request, reply }, known.value);
      const by = { who: known.value.login, address: origin.address };
      await recordSecurity(context, { ...by, act: 'set-up', detail: '' });
      return answered(await tellSession(context, known.value));
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
      const by = await guard.actorOf(request);
      const known = await guard.organiserOf(request);
      if (known === null) return bad('signed-out');
      const changed = await changePassword(context, known, {
        ...body,
        ...guard.originOf(request),
      });
      if (!changed.ok) return changed;
      await recordSecurity(context, { ...by, act: 'password-changed', detail: '' });
      if (!(await guard.signIn({ request, reply }, changed.value))) return bad('signed-out');
      return answered(await tellSession(context, known));
    },
  });
}

export function registerAccounts(endpoints: Endpoints, context: Context, guard: Guard): void {
  endpoints.json({
    method: 'GET',
    path: OFFICE_PATHS.organisers,
    summary: 'The accounts',
    answer: accountList,
    handle: async () => answered({ organisers: await listAccounts(context) }),
  });

  endpoints.json({
    method: 'POST',
    path: OFFICE_PATHS.organisers,
    summary: 'Add an organiser',
    body: newOrganiser,
    answer: organiser,
    status: 201,
    async handle({ body, request }) {
      const by = await guard.actorOf(request);
      const wanted = { login: '', address: by.address, browser: by.who };
      const added = await admitted(context, wanted, () => addOrganiser(context, body));
      if (!added.ok) return added;
      const { name, login: detail } = added.value;
      await recordSecurity(context, { ...by, act: 'account-added', detail });
      return answered({ name, login: detail });
    },
  });

  for (const { act, method, path, summary, recorded } of ACCOUNT_ACTS) {
    endpoints.raw({
      method,
      path,
      summary,
      media: null,
      async handle({ param, request }) {
        const by = await guard.actorOf(request);
        const known = await guard.organiserOf(request);
        if (known === null) return bad('signed-out');
        const changed = await changeAccount(context, known, { act, login: param('login') });
        if (!changed.ok) return changed;
        const detail = param('login').toLowerCase();
        await recordSecurity(context, { ...by, act: recorded, detail });
        return changed;
      },
    });
  }
}

interface AccountEndpoint {
  readonly act: AccountAct;
  readonly method: 'POST' | 'DELETE';
  readonly path: string;
  readonly summary: string;
  readonly recorded: SecurityAct;
}

const ACCOUNT_ACTS: readonly AccountEndpoint[] = [
  {
    act: 'lock',
    method: 'POST',
    path: OFFICE_PATHS.accountLock(':login'),
    summary: 'Lock the account of somebody else; its sessions end',
    recorded: 'account-locked',
  },
  {
    act: 'unlock',
    method: 'DELETE',
    path: OFFICE_PATHS.accountLock(':login'),
    summary: 'Unlock an account',
    recorded: 'account-unlocked',
  },
  {
    act: 'remove',
    method: 'DELETE',
    path: OFFICE_PATHS.account(':login'),
    summary: 'Remove the account of somebody else for good; its sessions end',
    recorded: 'account-removed',
  },
];

async function tellSession(context: Context, known: KnownOrganiser | null): Promise<SessionAnswer> {
  return {
    organiser: known === null ? null : { name: known.name, login: known.login },
    setupNeeded: known === null && !(await hasOrganiser(context)),
    officeName: context.config.officeName,
  };
}
