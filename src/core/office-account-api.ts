/**
 * The organiser's JSON contract, continued: accounts, the sessions of one's own, and the security
 * log, as schemas. The paths are in office-api.ts.
 */
import * as v from 'valibot';
import { count, instantMs, listOf } from './office-fields.ts';
import { SECURITY_ACTS } from './security.ts';

/** An account in the list; a locked one is let in nowhere until it is unlocked. */
export const account = v.object({
  name: v.string(),
  login: v.string(),
  lockedAtMs: v.nullable(instantMs),
});

/** The accounts that are not removed, in the order they were added. */
export const accountList = v.object({ organisers: listOf(account) });

/** Where one is signed in. */
export const sessionLine = v.object({
  no: count,
  /** Whether it is the one that asks. */
  isHere: v.boolean(),
  openedAtMs: instantMs,
  usedAtMs: instantMs,
  address: v.string(),
  /** `Chrome · Android`; empty when it did not say. */
  browser: v.string(),
});

/** The sessions of whoever asks, the one used last first. */
export const sessionList = v.object({ sessions: listOf(sessionLine) });

/** One record. An act that was repeated says how often, from when to when. */
export const securityRecord = v.object({
  no: count,
  atMs: instantMs,
  lastAtMs: instantMs,
  count,
  act: v.picklist(SECURITY_ACTS),
  /** The login; empty for nobody who has an account. */
  who: v.string(),
  /** The name of that account. */
  name: v.string(),
  address: v.string(),
  detail: v.string(),
});

/** A page of the log, the newest first. */
export const securityPage = v.object({
  total: count,
  page: count,
  records: listOf(securityRecord),
});

/** See account. */
export type Account = v.InferOutput<typeof account>;
/** See sessionLine. */
export type SessionLine = v.InferOutput<typeof sessionLine>;
/** See securityRecord. */
export type SecurityRecord = v.InferOutput<typeof securityRecord>;
/** See securityPage. */
export type SecurityPage = v.InferOutput<typeof securityPage>;
