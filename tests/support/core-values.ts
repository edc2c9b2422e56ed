/** Arbitrary values of core, as any device or office could make them. */
import * as fc from 'fast-check';
import { type Bytes, joinBytes } from '#core/bytes.ts';
import { CATEGORIES, PACT_CODES } from '#core/category.ts';
import { type EntryBody, IDENTIFIED_BY, type Signatory, type Signing } from '#core/entry.ts';
import type { Draft } from '#core/journal.ts';
import { LIMITS } from '#core/limits.ts';
import { flipped } from '../../scripts/vectors/samples.ts';

/** So many bytes. */
export function bytesOf(size: number): fc.Arbitrary<Bytes> {
  return fc.uint8Array({ minLength: size, maxLength: size }).map((bytes) => bytes.slice());
}

/** Whole numbers from 0, often small. */
export const counts = fc.oneof(fc.nat(300), fc.maxSafeNat());

/** A text of at most so many letters, of any language. */
export function textOf(charsMax: number): fc.Arbitrary<string> {
  return fc
    .string({ unit: 'binary', maxLength: Math.min(charsMax, 40) })
    .filter((text) => text.length <= charsMax);
}

/** Bytes on a bad way: one bit turned, cut off, or with something after them. */
export function damaged(good: fc.Arbitrary<Bytes>): fc.Arbitrary<Bytes> {
  return fc.oneof(
    { weight: 3, arbitrary: fc.tuple(good, fc.nat()).map(turned) },
    fc.tuple(good, fc.nat()).map(([bytes, at]) => bytes.slice(0, at % bytes.length)),
    fc
      .tuple(good, fc.uint8Array({ minLength: 1, maxLength: 4 }))
      .map(([bytes, more]) => joinBytes([bytes, more.slice()])),
  );
}

function turned([bytes, at]: readonly [Bytes, number]): Bytes {
  return flipped(bytes, at % (bytes.length * 8));
}

const category = fc.constantFrom(...CATEGORIES);

const signatory: fc.Arbitrary<Signatory> = fc.oneof(
  fc.record({
    kind: fc.constant('listed' as const),
    no: counts.map((count) => Math.max(1, count)),
    name: textOf(LIMITS.nameCharsMax),
    category,
  }),
  fc.record({
    kind: fc.constant('walk-in' as const),
    name: textOf(LIMITS.nameCharsMax),
    number: textOf(LIMITS.numberCharsMax),
    position: textOf(LIMITS.positionCharsMax),
    unit: textOf(LIMITS.unitCharsMax),
    category,
  }),
);

const pact = fc.record({
  code: fc.constantFrom(...PACT_CODES),
  version: fc.integer({ min: 1, max: 1_000 }),
  digest: bytesOf(32),
});

const signing: fc.Arbitrary<Signing> = fc
  .record({
    kind: fc.constant('signing' as const),
    signatory,
    pact: fc.option(pact),
    attended: fc.boolean(),
    ink: fc.uint8Array({ maxLength: 200 }).map((ink) => ink.slice()),
    identifiedBy: fc.constantFrom(...IDENTIFIED_BY),
    station: textOf(LIMITS.nameCharsMax),
    assisted: fc.boolean(),
    represents: textOf(LIMITS.nameCharsMax),
  })
  .map(({ attended, ...rest }) => {
    const signed = rest.pact !== null;
    return { ...rest, acts: { attended: attended || !signed, signed } };
  });

/** What an entry says. */
export const bodies: fc.Arbitrary<EntryBody> = fc.oneof(
  { weight: 4, arbitrary: signing },
  fc.record({
    kind: fc.constant('revocation' as const),
    target: bytesOf(16),
    reason: textOf(LIMITS.positionCharsMax),
    station: textOf(LIMITS.nameCharsMax),
  }),
  fc.record({
    kind: fc.constant('recital' as const),
    text: bytesOf(32),
    leader: textOf(LIMITS.nameCharsMax),
    fromMs: counts,
    toMs: counts,
  }),
  fc.record({ kind: fc.constant('note' as const), text: textOf(LIMITS.positionCharsMax) }),
);

/** An entry before it is chained. */
export const drafts: fc.Arbitrary<Draft> = fc.record({
  id: bytesOf(16),
  gathering: bytesOf(8),
  at: fc.record({ wallMs: counts, monoMs: counts, boot: bytesOf(8) }),
  build: textOf(64),
  body: bodies,
});
