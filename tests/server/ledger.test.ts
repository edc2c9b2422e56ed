/**
 * The law of the ledger: whatever the network does to batches, once it is quiet every entry
 * that a device made stands there once, with its own bytes, and the counters are the fold of them.
 */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type SigningFact, foldAttendance, foldTurnout } from '#core/attendance.ts';
import { type Bytes, equalBytes, toHex } from '#core/bytes.ts';
import { sha256 } from '#server/keys.ts';
import { type Signatory, signatoryKey } from '#core/entry.ts';
import { LIMITS } from '#core/limits.ts';
import {
  newGathering,
  type TestDevice,
  enrolDevice,
  letters,
  listed,
  signing,
} from '../support/field.ts';
import {
  type FieldOffice,
  completenessOf,
  makeGathering,
  openFieldOffice,
  recounted,
  enrolDesk,
} from '../support/office-with-field.ts';

/** More than are inserted at once. */
const PEOPLE = 14;

/** What somebody does at one of three devices; the first is a station. */
const act = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      kind: fc.constant('sign'),
      device: fc.nat(2),
      no: fc.integer({ min: 1, max: PEOPLE }),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('attend'),
      device: fc.nat(2),
      no: fc.integer({ min: 1, max: PEOPLE }),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant('walk-in'), device: fc.nat(2), no: fc.nat(20) }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constant('revoke'), device: fc.constant(0), no: fc.nat(30) }),
  },
);

/** One batch on the way: which device sends which part of its journal, and whether it is lost. */
const sending = fc.record({
  device: fc.nat(2),
  from: fc.nat(20),
  count: fc.integer({ min: 1, max: 25 }),
  times: fc.integer({ min: 1, max: 2 }),
});

test('ends the same after any order, loss and repetition of batches', async () => {
  await using at = await openFieldOffice({ people: PEOPLE });
  await fc.assert(
    fc.asyncProperty(
      fc.array(act, { minLength: 1, maxLength: 50 }),
      fc.array(sending, { maxLength: 10 }),
      async (acts, sendings) => {
        const gathering = await makeGathering(at, newGathering(at.programme.id));
        const here: FieldOffice = Object.assign(Object.create(at) as FieldOffice, { gathering });
        const devices = await openDevices(here);
        const facts = await play(here, devices, acts);
        for (const { device, from, count, times } of sendings) {
          const run = devices[device]?.entries.slice(from, from + count) ?? [];
          const body = await devices[device]?.seal(run);
          if (body === undefined) continue;
          for (let i = 0; i < times; i++) await devices[device]?.post(body);
        }
        for (const device of devices) await device.sync(device.entries);
        await expectWhole(here, devices);
        await expectCounted(here, facts);
      },
    ),
    { numRuns: 25 },
  );
});

async function openDevices(at: FieldOffice): Promise<readonly TestDevice[]> {
  const { url } = at.gathering.invitation;
  return [await enrolDesk(at, 'Meja 1'), await enrolDesk(at, 'Meja 2'), await enrolDevice(at, url)];
}

type Act = typeof act extends fc.Arbitrary<infer T> ? T : never;

type Fact = SigningFact & { readonly category: 'asn'; readonly id: Bytes };

/** Keeps everything on the devices, and answers what the fold must make of it. */
async function play(
  at: FieldOffice,
  devices: readonly TestDevice[],
  acts: readonly Act[],
): Promise<readonly Fact[]> {
  const facts: Fact[] = [];
  const revoked = new Set<string>();
  for (const [index, { kind, device: place, no }] of acts.entries()) {
    const device = devices[place];
    if (device === undefined) continue;
    at.clock.nowMs += 1_000;
    const grade = place === PHONE ? 'phone' : 'station';
    if (kind === 'revoke') {
      const target = facts[no % Math.max(1, facts.length)];
      if (target === undefined) continue;
      device.keep({ kind: 'revocation', target: target.id, reason: 'uji', station: 'Meja 1' });
      const isOwn = equalBytes(target.journal, device.journal);
      if (isOwn && grade === 'station') revoked.add(toHex(target.digest));
      continue;
    }
    const signatory = kind === 'walk-in' ? walkInOf(index) : listed(no);
    const acted = { attended: true, signed: kind !== 'attend' };
    const kept = device.keep(await signing(signatory, { acts: acted }));
    const digest = sha256(kept.bytes);
    const isOver = kept.seq > LIMITS.phoneSigningsMax;
    facts.push({
      id: kept.id,
      digest,
      journal: device.journal,
      grade,
      signatory: signatoryKey(signatory, digest),
      timeMs: at.clock.nowMs,
      wallMs: at.clock.nowMs,
      ...acted,
      doubted: grade === 'phone' && (signatory.kind === 'listed' || isOver),
      revoked: false,
      category: 'asn',
    });
  }
  return facts.map((fact) => ({ ...fact, revoked: revoked.has(toHex(fact.digest)) }));
}

const PHONE = 2;

function walkInOf(index: number): Signatory {
  const name = `Tamu ${letters(index)}`;
  return { kind: 'walk-in', name, number: '', position: '', unit: '', category: 'asn' };
}

async function expectWhole(at: FieldOffice, devices: readonly TestDevice[]): Promise<void> {
  const { sqlite } = at.office.context.database;
  const rows = sqlite.prepare(`
    select hex(entries.bytes) as bytes from entries
    join journals on journals.no = entries.journal_no where journals.id = ? order by entries.seq`);
  for (const device of devices) {
    const held = rows.all(device.journal);
    expect(held.map((row) => row['bytes'])).toEqual(
      device.entries.map(({ bytes }) => toHex(bytes).toUpperCase()),
    );
  }
  const { totals } = await completenessOf(at);
  const made = devices.reduce((sum, { entries }) => sum + entries.length, 0);
  expect(totals).toMatchObject({ made, received: made, missing: 0 });
}

async function expectCounted(at: FieldOffice, facts: readonly Fact[]): Promise<void> {
  const [counters, fresh] = await recounted(at);
  expect(counters).toEqual(fresh);
  const walkIns = new Set(
    facts.map(({ signatory }) => signatory).filter((key) => key.startsWith('w:')),
  );
  const people = [
    ...Array.from(
      { length: PEOPLE },
      (_, i) => ({ signatory: `n:${i + 1}`, agency: 1, category: 'asn', expected: true }) as const,
    ),
    ...[...walkIns].map(
      (signatory) => ({ signatory, agency: 0, category: 'asn', expected: false }) as const,
    ),
  ];
  const folded = foldTurnout(people, foldAttendance(facts));
  const sum = (of: (count: (typeof folded)[number]) => number): number =>
    folded.reduce((total, count) => total + of(count), 0);
  const { sqlite } = at.office.context.database;
  const counted = sqlite
    .prepare(
      `select sum(expected) as expected, sum(attended) as attended, sum(signed) as signed,
        sum(extra_attended) as extraAttended, sum(extra_signed) as extraSigned
      from turnout join gatherings on gatherings.no = gathering_no where gatherings.id = ?`,
    )
    .get(Buffer.from(at.gathering.id, 'hex'));
  expect({ ...counted }).toEqual({
    expected: sum(({ expected }) => expected),
    attended: sum(({ attended }) => attended),
    signed: sum(({ signed }) => signed),
    extraAttended: sum(({ extraAttended }) => extraAttended),
    extraSigned: sum(({ extraSigned }) => extraSigned),
  });
}
