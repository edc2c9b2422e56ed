/** The endpoint of the health line: what organisers should know of the office, and can act on. */
import { healthAnswer } from '#core/health.ts';
import { OFFICE_PATHS } from '#core/office-api.ts';
import type { Context } from '../context.ts';
import { answered } from '../problem.ts';
import type { Endpoints } from './office-endpoint.ts';

export function registerHealth(endpoints: Endpoints, { health }: Context): void {
  endpoints.json({
    method: 'GET',
    path: OFFICE_PATHS.health,
    summary: 'What is wrong with the office, worst first; nothing while all is well',
    answer: healthAnswer,
    tagged: true,
    handle: () => Promise.resolve(answered({ items: health.items() })),
  });
}
