/**
 * Makes the body of a signing from its draft. It checks and compresses the ink, and names the pact
 * by the digest of its text. Nobody signs a text that is not on this device.
 */
import { ruleOf } from '#core/category.ts';
import type { Signing } from '#core/entry.ts';
import { type Result, bad, good } from '#core/fault.ts';
import { checkInk, encodeInk, fitInk } from '#core/ink.ts';
import { type PactRef, pactRef } from '#core/pact.ts';
import type { Joined, SigningDraft } from '../device.ts';
import { digest } from '../keys.ts';

/** The body of a signing. Faults: ink-empty, ink-too-short, not-found (no such pact here). */
export async function signingOf(draft: SigningDraft, joined: Joined): Promise<Result<Signing>> {
  const { signatory, acts, identifiedBy, assisted, represents } = draft;
  if (draft.ink === null) return bad('ink-empty');
  const ink = checkInk(draft.ink);
  if (!ink.ok) return ink;
  const pact = acts.signed ? await pactFor(draft, joined) : good(null);
  if (!pact.ok) return pact;
  return good({
    kind: 'signing',
    signatory,
    acts,
    pact: pact.value,
    ink: encodeInk(fitInk(ink.value)),
    identifiedBy,
    station: joined.station,
    assisted,
    represents,
  });
}

async function pactFor(
  { signatory }: SigningDraft,
  { pacts, matrix }: Joined,
): Promise<Result<PactRef>> {
  const { pact: code } = ruleOf(matrix, signatory.category);
  const pact = pacts?.find((one) => one.code === code);
  return pact === undefined ? bad('not-found', 'pact') : good(await pactRef(pact, digest));
}
