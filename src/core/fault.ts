/**
 * Expected failures as values. A fault names what went wrong from one closed list; screens and
 * problem details translate the code, never the detail. Our own bugs throw (assert.ts).
 */

/** Every expected failure of the system. A new one enters here first. */
export const FAULTS = [
  // bytes
  'malformed',
  'not-canonical',
  'too-large',
  'too-deep',
  'unknown-version',
  // invitation
  'not-an-invitation',
  'torn',
  'unsealed',
  'other-office',
  'expired',
  // parcel
  'not-a-parcel',
  // identity and roster
  'number-damaged',
  'number-invalid',
  'name-too-long',
  'column-missing',
  'not-a-table',
  'too-many-rows',
  'roster-unfit',
  'roster-unread',
  // ink
  'ink-empty',
  'ink-too-short',
  // device
  'storage-missing',
  'storage-full',
  'storage-failed',
  'not-enrolled',
  'offline',
  'timeout',
  'camera-missing',
  'camera-refused',
  // office
  'signed-out',
  'login-wrong',
  'not-permitted',
  'not-found',
  'conflict',
  'rate-limited',
  'unavailable',
  'busy',
  'invalid',
] as const;

/** The code of an expected failure. */
export type FaultCode = (typeof FAULTS)[number];

/**
 * One expected failure. Programs use the code. The detail is for logs, and has no data of a person.
 */
export interface Fault {
  readonly code: FaultCode;
  readonly detail: string;
}

/** A value, or the reason there is none. */
export type Result<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly fault: Fault };

/** Wraps a value as a good result. */
export function good<T>(value: T): { readonly ok: true; readonly value: T } {
  return { ok: true, value };
}

/** Wraps a fault as a bad result. */
export function bad(code: FaultCode, detail = ''): { readonly ok: false; readonly fault: Fault } {
  return { ok: false, fault: { code, detail } };
}
