/**
 * Reads the office's answers to an organiser: a value of the expected shape, or a refusal with the
 * fields of the form to mark. An answer of another shape is refused as malformed.
 */
import * as v from 'valibot';
import { FAULTS, type FaultCode } from './fault.ts';
import { FIELD_RULES, problem } from './office-api.ts';

/** The shape of an answer. */
export type Shape<T> = v.GenericSchema<unknown, T>;

/** One field of a request that was refused, by its path in the request. */
export interface FieldRefusal {
  readonly path: string;
  readonly rule: (typeof FIELD_RULES)[number];
}

/** A refusal. With the id of the request it can be found in the office's log. */
export interface Refusal {
  readonly code: FaultCode;
  readonly fields: readonly FieldRefusal[];
  readonly request: string;
  /** How long the office asks to wait before the next try; null where it said nothing. */
  readonly retryAfterMs: number | null;
}

/** An answer, or why there is none. */
export type OfficeResult<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly refusal: Refusal };

/** A refusal without fields, a request or a wait. */
export function refuse(code: FaultCode): { readonly ok: false; readonly refusal: Refusal } {
  return { ok: false, refusal: { code, fields: [], request: '', retryAfterMs: null } };
}

/** The answer of a good status, from its JSON. Refused as malformed when it has another shape. */
export function readAnswer<T>(shape: Shape<T>, text: string): OfficeResult<T> {
  const read = v.safeParse(shape, parseJson(text));
  return read.success ? { ok: true, value: read.output } : refuse('malformed');
}

/** How the type of a problem begins that an office wrote. */
const FAULT_TYPE = 'urn:ikrar:fault:';

/**
 * Problem details as a page reads them. The page may be older than the office: an unknown code is
 * read by its HTTP status, and an unknown rule as `invalid`.
 */
const readProblem = v.object({
  ...problem.entries,
  title: v.string(),
  fields: v.optional(
    v.array(v.object({ path: v.string(), rule: v.fallback(v.picklist(FIELD_RULES), 'invalid') })),
  ),
});

/** The refusal of a bad status, from its problem details; `unavailable` for anything else. */
export function readRefusal(text: string): { readonly ok: false; readonly refusal: Refusal } {
  const read = v.safeParse(readProblem, parseJson(text));
  if (!read.success) return refuse('unavailable');
  const { type, title, status, fields, request, retryAfterSeconds } = read.output;
  const known = FAULTS.find((one) => one === title);
  if (known === undefined && !type.startsWith(FAULT_TYPE)) return refuse('unavailable');
  const retryAfterMs = retryAfterSeconds === undefined ? null : retryAfterSeconds * 1_000;
  const code = known ?? codeOf(status);
  return { ok: false, refusal: { code, fields: fields ?? [], request, retryAfterMs } };
}

function codeOf(status: number): FaultCode {
  switch (status) {
    case 401:
      return 'signed-out';
    case 403:
      return 'not-permitted';
    case 404:
      return 'not-found';
    case 409:
      return 'conflict';
    case 413:
      return 'too-large';
    case 429:
      return 'rate-limited';
    default:
      return status >= 400 && status < 500 ? 'invalid' : 'unavailable';
  }
}

/** The value of a JSON text; undefined, which fits no shape, when it is none. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
