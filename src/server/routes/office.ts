/** The organiser's endpoints (core/office-api.ts), all behind one guard. */
import type { FastifyInstance } from 'fastify';
import type { Context } from '../context.ts';
import { openGuard } from '../guard.ts';
import { openEndpoints } from './office-endpoint.ts';
import { registerOrganisers, registerSessions } from './office-people.ts';

export function registerOfficeRoutes(app: FastifyInstance, context: Context): void {
  const guard = openGuard(context);
  const endpoints = openEndpoints(app, guard);
  registerSessions(endpoints, context, guard);
  registerOrganisers(endpoints, context, guard);
}
