/** Faults as RFC 9457 problem details: a closed list of types, never a person's data. */
import type { FastifyReply } from 'fastify';
import { MEDIA } from '#core/api.ts';
import type { Fault, FaultCode } from '#core/fault.ts';

const STATUS: Readonly<Partial<Record<FaultCode, number>>> = {
  malformed: 400,
  'not-canonical': 400,
  'too-deep': 400,
  'unknown-version': 400,
  unsealed: 400,
  torn: 400,
  'too-large': 413,
  'too-many-rows': 413,
  invalid: 422,
  'not-a-table': 422,
  'column-missing': 422,
  expired: 403,
  'not-enrolled': 401,
  'not-permitted': 403,
  'not-found': 404,
  conflict: 409,
  'rate-limited': 429,
  unavailable: 503,
};

export interface Problem {
  readonly type: string;
  readonly title: FaultCode;
  readonly status: number;
  readonly detail: string;
  readonly request: string;
}

/** The status a fault is answered with; a fault without one is our own bug. */
export function statusOf(code: FaultCode): number {
  return STATUS[code] ?? 500;
}

/** Answers a fault. */
export function sendProblem(reply: FastifyReply, fault: Fault): FastifyReply {
  const problem: Problem = {
    type: `urn:ikrar:fault:${fault.code}`,
    title: fault.code,
    status: statusOf(fault.code),
    detail: fault.detail,
    request: reply.request.id,
  };
  return reply.code(problem.status).type(MEDIA.problem).send(JSON.stringify(problem));
}
