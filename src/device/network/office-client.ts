/**
 * Calls of the office's API for the organiser's screens. Every answer is parsed on arrival. An
 * answer in another shape becomes a refusal with a code.
 */
import { toHex } from '#core/bytes.ts';
import type { PactCode } from '#core/category.ts';
import type { FaultCode } from '#core/fault.ts';
import { LIMITS } from '#core/limits.ts';
import {
  type OfficeResult,
  type Refusal,
  type Shape,
  readAnswer,
  readRefusal,
  refuse,
} from '#core/office-answer.ts';
import { OFFICE_HEADER } from '#core/office-api.ts';
import { PARCEL_MEDIA } from '#core/parcel.ts';
import { type Pact, type PactFields, defaultPacts, pactRef } from '#core/pact.ts';
import { digest } from '../keys.ts';
import { type Moved, type OrganiserReply, askAsOrganiser } from './transport.ts';

export type { Moved } from './transport.ts';

/** One call. */
export interface OfficeAsk {
  readonly method?: 'GET' | 'POST' | 'DELETE';
  readonly path: string;
  /** Sent as JSON; a file is sent as it is. */
  readonly body?: unknown;
  readonly onBytes?: (moved: Moved) => void;
}

/** An answer with its tag. `unchanged`: nothing is new since the tag that was sent. */
export type Watched<T> =
  | {
      readonly kind: 'fresh';
      readonly value: T;
      readonly etag: string | null;
      readonly atMs: number;
    }
  | { readonly kind: 'unchanged'; readonly atMs: number }
  | { readonly kind: 'refused'; readonly refusal: Refusal };

/** A roster on a slow line and a long list in the making take longer than an ordinary answer. */
const FILE_DEADLINE_MS = LIMITS.requestDeadlineMs * 15;

/** Calls the office for an answer of a shape. */
export async function call<T>(shape: Shape<T>, ask: OfficeAsk): Promise<OfficeResult<T>> {
  const reply = await send(ask, {});
  if (reply.kind !== 'answer') return refuse(reply.kind);
  const text = await reply.body.text();
  return isGood(reply.status) ? readAnswer(shape, text) : readRefusal(text);
}

/** A call whose answer has no content. */
export async function tell(ask: OfficeAsk): Promise<OfficeResult<null>> {
  const reply = await send(ask, {});
  if (reply.kind !== 'answer') return refuse(reply.kind);
  return isGood(reply.status) ? { ok: true, value: null } : readRefusal(await reply.body.text());
}

/** Repeats a call with the tag of the last answer. */
export async function watch<T>(
  shape: Shape<T>,
  { path, etag }: { readonly path: string; readonly etag: string | null },
): Promise<Watched<T>> {
  const reply = await send({ path }, etag === null ? {} : { 'if-none-match': etag });
  if (reply.kind !== 'answer') return refused(reply.kind);
  const atMs = reply.officeMs ?? Date.now();
  if (reply.status === 304) return { kind: 'unchanged', atMs };
  const text = await reply.body.text();
  const read = isGood(reply.status) ? readAnswer(shape, text) : readRefusal(text);
  return read.ok
    ? { kind: 'fresh', value: read.value, etag: reply.etag, atMs }
    : { kind: 'refused', refusal: read.refusal };
}

/**
 * The text of every pact whose digest is the one that the office gave. A text with another digest
 * is left out, because it may not be the one that people sign.
 */
export async function provenPacts(
  fields: PactFields,
  refs: readonly { readonly code: PactCode; readonly digest: string }[],
): Promise<readonly Pact[]> {
  const digested = await Promise.all(
    defaultPacts(fields).map(async (pact) => ({ pact, ref: await pactRef(pact, digest) })),
  );
  return digested
    .filter(({ ref }) =>
      refs.some((one) => one.code === ref.code && one.digest === toHex(ref.digest)),
    )
    .map(({ pact }) => pact);
}

/** Fetches a file, such as a PDF, as the office made it. */
export async function fetchFile(ask: OfficeAsk): Promise<OfficeResult<Blob>> {
  const reply = await send(ask, {});
  if (reply.kind !== 'answer') return refuse(reply.kind);
  return isGood(reply.status)
    ? { ok: true, value: reply.body }
    : readRefusal(await reply.body.text());
}

async function send(
  { method = 'GET', path, body, onBytes }: OfficeAsk,
  headers: Readonly<Record<string, string>>,
): Promise<OrganiserReply> {
  return askAsOrganiser({
    method,
    path,
    headers: { ...headers, [OFFICE_HEADER]: '1' },
    deadlineMs: onBytes === undefined ? LIMITS.requestDeadlineMs : FILE_DEADLINE_MS,
    ...(body === undefined ? {} : { body: bodyOf(body) }),
    ...(onBytes === undefined ? {} : { onBytes }),
  });
}

/**
 * The body of a request and its media type. Systems disagree about the type of a CSV file, so one
 * fixed type is sent.
 */
function bodyOf(body: unknown): { readonly data: Blob | string; readonly type: string } {
  return body instanceof Blob
    ? { data: body, type: body.type === PARCEL_MEDIA.parcel ? body.type : 'text/csv' }
    : { data: JSON.stringify(body), type: 'application/json' };
}

function isGood(status: number): boolean {
  return status >= 200 && status < 300;
}

function refused(code: FaultCode): { readonly kind: 'refused'; readonly refusal: Refusal } {
  return { kind: 'refused', refusal: refuse(code).refusal };
}
