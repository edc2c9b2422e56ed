/** Endpoints of decisions about what devices sent, and of judging a gathering anew. */
import { OFFICE_PATHS } from '#core/office-api.ts';
import { decisionList, judgement, newDecision } from '#core/office-decision-api.ts';
import { DECISION_WORDS } from '#core/security-words.ts';
import type { Context } from '../context.ts';
import { decide, showDecisions } from '../gathering/decisions.ts';
import { findGathering } from '../gathering/gatherings.ts';
import type { Guard } from '../account/guard.ts';
import { judgeGathering } from '../gathering/judgement.ts';
import { answered } from '../problem.ts';
import { recordSecurity } from '../keeping/security-log.ts';
import type { Endpoints } from './office-endpoint.ts';

export function registerDecisions(endpoints: Endpoints, context: Context, guard: Guard): void {
  endpoints.json({
    method: 'GET',
    path: OFFICE_PATHS.decisions(':id'),
    summary: 'What was decided at a gathering, newest first',
    answer: decisionList,
    async handle({ param }) {
      const found = await findGathering(context, param('id'));
      return found.ok ? answered(await showDecisions(context, found.value)) : found;
    },
  });

  endpoints.json({
    method: 'POST',
    path: OFFICE_PATHS.decisions(':id'),
    summary: 'Set a device or an entry aside, accept it, take that back, or confirm all',
    body: newDecision,
    answer: decisionList,
    async handle({ param, body, request }) {
      const found = await findGathering(context, param('id'));
      if (!found.ok) return found;
      const by = (await guard.organiserOf(request))?.name ?? '';
      const decided = await decide(context, found.value, { wanted: body, by });
      if (!decided.ok) return decided;
      const actor = await guard.actorOf(request);
      const detail = `${found.value.title} · ${DECISION_WORDS[body.act]}`;
      await recordSecurity(context, { ...actor, act: 'decision-made', detail });
      return answered(await showDecisions(context, found.value));
    },
  });
}

export function registerJudgement(endpoints: Endpoints, context: Context, guard: Guard): void {
  for (const isWanted of [false, true]) {
    endpoints.json({
      method: isWanted ? 'POST' : 'GET',
      path: OFFICE_PATHS.judgement(':id'),
      summary: isWanted
        ? 'Judge all entries by the rules of now'
        : 'What judging all entries by the rules of now would change',
      answer: judgement,
      async handle({ param, request }) {
        const found = await findGathering(context, param('id'));
        if (!found.ok) return found;
        const judged = await judgeGathering(context, found.value.no, { isWanted });
        if (isWanted) {
          const { title: detail } = found.value;
          const actor = await guard.actorOf(request);
          await recordSecurity(context, { ...actor, act: 'judged-anew', detail });
        }
        return answered(judged);
      },
    });
  }
}
