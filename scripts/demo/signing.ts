/** What a person of the demo, of a bench or of a test signs: made up, but whole. */
import type { Bytes } from '#core/bytes.ts';
import type { Signatory, Signing } from '#core/entry.ts';
import { INK_TOLERANCE_UNITS, encodeInk, simplifyInk } from '#core/ink.ts';
import type { PactRef } from '#core/pact.ts';
import { handwriting } from './handwriting.ts';

/** A signing of who is present; the pact is signed where there is one. */
export function signingOf(
  signatory: Signatory,
  made: { readonly pact: PactRef | null; readonly ink: Bytes; readonly station: string },
): Signing {
  return {
    kind: 'signing',
    signatory,
    acts: { attended: true, signed: made.pact !== null },
    pact: made.pact,
    ink: made.ink,
    identifiedBy: signatory.kind === 'listed' ? 'birth-date' : 'self',
    station: made.station,
    assisted: false,
    represents: '',
  };
}

/** Ink of somebody's hand, as a device encodes it. */
export function handInk(seed: number): Bytes {
  return encodeInk(simplifyInk(handwriting(seed), INK_TOLERANCE_UNITS));
}
