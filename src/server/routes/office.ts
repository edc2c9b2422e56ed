/** The organiser's endpoints (core/office-api.ts), all behind one guard. */
import type { FastifyInstance } from 'fastify';
import type { Context } from '../context.ts';
import { openGuard } from '../account/guard.ts';
import type { Printer } from '../papers/printer.ts';
import type { RosterThreads } from '../roster/roster-threads.ts';
import { openEndpoints } from './office-endpoint.ts';
import { registerDecisions, registerJudgement } from './office-decisions.ts';
import { registerDevices, registerPhones } from './office-devices.ts';
import {
  registerClosing,
  registerGatherings,
  registerInvitations,
  registerJoinCode,
  registerPrinted,
  registerStations,
} from './office-gatherings.ts';
import { registerHealth } from './office-health.ts';
import {
  registerAccounts,
  registerPassword,
  registerSetup,
  registerSignIn,
} from './office-people.ts';
import { registerProgrammes, registerRosters } from './office-programmes.ts';
import { registerEntries, registerPapers, registerTurnout } from './office-reports.ts';
import { registerSecurityLog, registerSessions } from './office-security.ts';

/** What the endpoints work with; who opened it closes it. */
export interface OfficeParts {
  readonly context: Context;
  readonly printer: Printer;
  readonly rosterThreads: RosterThreads;
}

export function registerOfficeRoutes(
  app: FastifyInstance,
  { context, printer, rosterThreads }: OfficeParts,
): void {
  const guard = openGuard(context);
  const endpoints = openEndpoints(app, guard);
  registerSignIn(endpoints, context, guard);
  registerSetup(endpoints, context, guard);
  registerPassword(endpoints, context, guard);
  registerHealth(endpoints, context);
  registerAccounts(endpoints, context, guard);
  registerSessions(endpoints, context, guard);
  registerSecurityLog(endpoints, context, guard);
  registerProgrammes(endpoints, context, guard);
  registerRosters(endpoints, { context, guard, rosterThreads });
  registerGatherings(endpoints, context, guard);
  registerClosing(endpoints, context, guard);
  registerPrinted(endpoints, context, guard);
  registerInvitations(endpoints, context);
  registerJoinCode(endpoints, context, guard);
  registerStations(endpoints, context, guard);
  registerDevices(endpoints, context, guard);
  registerPhones(endpoints, context, guard);
  registerDecisions(endpoints, context, guard);
  registerJudgement(endpoints, context, guard);
  registerTurnout(endpoints, context);
  registerEntries(endpoints, context);
  registerPapers(endpoints, { context, guard, printer });
}
