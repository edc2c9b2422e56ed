/** The organiser's endpoints (core/office-api.ts), all behind one guard. */
import type { FastifyInstance } from 'fastify';
import type { Context } from '../context.ts';
import { openGuard } from '../guard.ts';
import type { Printer } from '../print/printer.ts';
import { openEndpoints } from './office-endpoint.ts';
import { registerDecisions, registerJudgement } from './office-decisions.ts';
import { registerDevices, registerPhones } from './office-devices.ts';
import {
  registerClosing,
  registerGatherings,
  registerInvitations,
  registerJoinCode,
  registerStations,
} from './office-gatherings.ts';
import { registerOrganisers, registerPassword, registerSessions } from './office-people.ts';
import { registerProgrammes, registerRosters } from './office-programmes.ts';
import { registerEntries, registerPapers, registerTurnout } from './office-reports.ts';

export function registerOfficeRoutes(
  app: FastifyInstance,
  context: Context,
  printer: Printer,
): void {
  const guard = openGuard(context);
  const endpoints = openEndpoints(app, guard);
  registerSessions(endpoints, context, guard);
  registerOrganisers(endpoints, context, guard);
  registerPassword(endpoints, context, guard);
  registerProgrammes(endpoints, context);
  registerRosters(endpoints, context);
  registerGatherings(endpoints, context);
  registerClosing(endpoints, context);
  registerInvitations(endpoints, context);
  registerJoinCode(endpoints, context);
  registerStations(endpoints, context);
  registerDevices(endpoints, context, guard);
  registerPhones(endpoints, context, guard);
  registerDecisions(endpoints, context, guard);
  registerJudgement(endpoints, context);
  registerTurnout(endpoints, context);
  registerEntries(endpoints, context);
  registerPapers(endpoints, context, printer);
}
