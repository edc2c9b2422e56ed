/** Completeness: it is never said while anything may be missing, whoever is asked first. */
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  type DeviceFacts,
  type ReportingSpan,
  type Unknowns,
  PROOFS,
  conclude,
  proofOf,
} from '#core/completeness.ts';

const START_MS = 100;
const LAST_MS = 200;

const devices: fc.Arbitrary<DeviceFacts> = fc.record({
  grade: fc.constantFrom('phone', 'station'),
  missingCount: fc.nat(2),
  heardAtMs: fc.option(fc.constantFrom(START_MS - 1, START_MS, LAST_MS - 1, LAST_MS, 300)),
  isForked: fc.boolean(),
  isWithdrawn: fc.boolean(),
  isGivenUp: fc.boolean(),
  isUndecided: fc.boolean(),
});

/** A device that proves all; most laws need one that is not refused for another reason. */
const whole: fc.Arbitrary<DeviceFacts> = fc.record({
  grade: fc.constantFrom('phone', 'station'),
  missingCount: fc.constant(0),
  heardAtMs: fc.constantFrom(LAST_MS, 300),
  isForked: fc.constant(false),
  isWithdrawn: fc.boolean(),
  isGivenUp: fc.boolean(),
  isUndecided: fc.constant(false),
});

const gatherings = fc.record({
  all: fc.array(fc.oneof({ weight: 3, arbitrary: whole }, { weight: 1, arbitrary: devices }), {
    maxLength: 5,
  }),
  isOver: fc.boolean(),
  unknowns: fc.record<Unknowns>({
    openCodesCount: fc.nat(1),
    wasPutBack: fc.boolean(),
    isUnconfirmed: fc.boolean(),
    unprovenPhonesCount: fc.nat(1),
    wholePhonesCount: fc.nat(1),
  }),
});

const spanOf = (isOver: boolean): ReportingSpan => ({
  startsAtMs: START_MS,
  lastMs: LAST_MS,
  isOver,
});

/** Whether somebody's signature may still be on a device, told without the rules. */
function mayHoldMore(device: DeviceFacts, { isOver }: ReportingSpan): boolean {
  const { grade, missingCount, heardAtMs, isForked, isUndecided } = device;
  if (isUndecided || missingCount > 0 || isForked || heardAtMs === null) return true;
  return grade === 'phone' ? heardAtMs < START_MS : !isOver || heardAtMs < LAST_MS;
}

test('complete is said exactly when nobody signs any more and nothing can be missing', () => {
  fc.assert(
    fc.property(gatherings, ({ all, isOver, unknowns }) => {
      const span = spanOf(isOver);
      const conclusion = conclude(
        all.map((device) => proofOf(device, span)),
        span,
        unknowns,
      );
      const { openCodesCount, wasPutBack, isUnconfirmed, unprovenPhonesCount } = unknowns;
      const isKnown = openCodesCount + unprovenPhonesCount === 0 && !wasPutBack && !isUnconfirmed;
      const isAny = all.length + unknowns.wholePhonesCount > 0;
      const isProven = isAny && !all.some((device) => mayHoldMore(device, span));
      expect(conclusion === 'complete').toBe(isOver && isKnown && isProven);
    }),
    { numRuns: 2_000 },
  );
});

test('a device with an entry that is not here is never passed over in silence', () => {
  fc.assert(
    fc.property(gatherings, devices, ({ all, isOver, unknowns }, device) => {
      const span = spanOf(isOver);
      const lacking = { ...device, missingCount: 1 };
      const proofs = [...all, lacking].map((one) => proofOf(one, span));
      const said = device.isGivenUp
        ? ['remarked', 'unconfirmed', 'so-far', 'waiting']
        : ['waiting'];
      expect(said).toContain(conclude(proofs, span, unknowns));
    }),
    { numRuns: 1_000 },
  );
});

test('the conclusion is the same in any order, with any repeats', () => {
  const proofs = fc.array(fc.constantFrom(...PROOFS), { maxLength: 6 });
  const retold = proofs.chain((told) =>
    fc
      .tuple(fc.shuffledSubarray(told, { minLength: told.length }), fc.subarray(told))
      .map(([shuffled, repeated]) => ({ told, again: [...repeated, ...shuffled, ...repeated] })),
  );
  fc.assert(
    fc.property(gatherings, retold, ({ isOver, unknowns }, { told, again }) => {
      const span = spanOf(isOver);
      expect(conclude(again, span, unknowns)).toBe(conclude(told, span, unknowns));
    }),
    { numRuns: 500 },
  );
});
