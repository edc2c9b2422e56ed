/** Faults as RFC 9457 problem details: a closed list of types, never a person's data. */
import type { FastifyReply } from 'fastify';
import { MEDIA } from '#core/api.ts';
import { type Fault, type FaultCode, bad } from '#core/fault.ts';
import { LIMITS } from '#core/limits.ts';
import type { Problem } from '#core/office-api.ts';

const STATUS: Readonly<Partial<Record<FaultCode, number>>> = {
  malformed: 400,
  'not-canonical': 400,
  'too-deep': 400,
  'unknown-version': 400,
  unsealed: 400,
  torn: 400,
  'not-a-parcel': 400,
  'too-large': 413,
  'too-many-rows': 413,
  invalid: 422,
  'not-a-table': 422,
  'column-missing': 422,
  'roster-unfit': 422,
  'roster-unread': 422,
  expired: 403,
  'signed-out': 401,
  'login-wrong': 401,
  'not-enrolled': 401,
  'not-permitted': 403,
  'not-found': 404,
  conflict: 409,
  'rate-limited': 429,
  unavailable: 503,
  busy: 503,
  timeout: 503,
};

/** The fields of a form that a refusal names, each with the rule it breaks. */
export type FieldFaults = NonNullable<Problem['fields']>;

/** A fault, with the fields to mark and how long to wait before the next try. */
export interface RefusedAnswer extends Fault {
  readonly fields?: FieldFaults;
  readonly waitMs?: number;
}

/** What an organiser's endpoint answers. Every Result is one. */
export type Answer<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly fault: RefusedAnswer };

/** Wraps a value as a good answer. */
export function answered<T>(value: T): { readonly ok: true; readonly value: T } {
  return { ok: true, value };
}

/** A refusal that names fields: `refused('conflict', { login: 'taken' })`. */
export function refused(
  code: FaultCode,
  rules: Readonly<Record<string, FieldFaults[number]['rule']>> = {},
  detail = '',
): { readonly ok: false; readonly fault: RefusedAnswer } {
  const fields = Object.entries(rules).map(([path, rule]) => ({ path, rule }));
  return { ok: false, fault: { code, detail, ...(fields.length === 0 ? {} : { fields }) } };
}

/** The status a fault is answered with; a fault without one is our own bug. */
export function statusOf(code: FaultCode): number {
  return STATUS[code] ?? 500;
}

/** Answers that it comes too often, and how long to wait in whole seconds. */
export function sendWait(reply: FastifyReply, waitMs: number): FastifyReply {
  const seconds = Math.max(1, Math.ceil(waitMs / 1_000));
  return sendProblem(reply.header('retry-after', seconds), bad('rate-limited').fault);
}

/** Answers a fault. */
export function sendProblem(reply: FastifyReply, fault: RefusedAnswer): FastifyReply {
  const waitMs = fault.waitMs ?? (fault.code === 'busy' ? LIMITS.busyRetryMs : undefined);
  if (waitMs !== undefined) reply.header('retry-after', Math.ceil(waitMs / 1_000));
  const wait = reply.getHeader('retry-after');
  const problem: Problem = {
    type: `urn:ikrar:fault:${fault.code}`,
    title: fault.code,
    status: statusOf(fault.code),
    detail: fault.detail,
    request: reply.request.id,
    ...(fault.fields === undefined ? {} : { fields: fault.fields }),
    ...(wait === undefined ? {} : { retryAfterSeconds: Number(wait) }),
  };
  return reply.code(problem.status).type(MEDIA.problem).send(JSON.stringify(problem));
}
