/**
 * Holds a gathering of the demo: the joint oath is read, the invited sign at two tables, a few stay
 * away, one guest comes unlisted, and the second table has not sent its last signatures yet.
 */
import { assert } from '#core/assert.ts';
import { CATEGORIES, type Category, type PactCode, ruleOf } from '#core/category.ts';
import type { Signatory } from '#core/entry.ts';
import { type PactRef, pactRef } from '#core/pact.ts';
import { recitalDigest } from '#core/recital.ts';
import { digest } from '#server/keys.ts';
import type { Context } from '#server/context.ts';
import type { Office } from '#server/office.ts';
import { printedOf } from '#server/gathering/gatherings.ts';
import { currentPacts, matrixOf, recitalOf } from '#server/programme/package.ts';
import { makeStation } from '#server/gathering/stations.ts';
import { chance } from './chance.ts';
import { type FieldDevice, openFieldDevice } from './field-device.ts';
import { injectInto } from './inject.ts';
import { type SeededGathering, valueOf } from './seed.ts';
import { handInk, signingOf } from './signing.ts';

const OATH_MS = 4 * 60_000;
const SECONDS_EACH = 17;
const STAYS_AWAY_SHARE = 0.08;
const UNSENT_COUNT = 3;
const ENTRIES_MAX = 25;

const UNLISTED: Signatory = {
  kind: 'walk-in',
  name: 'Tamu Demo, S.H.',
  number: '',
  position: 'Ketua Panwascam',
  unit: 'Panwascam',
  category: 'guest',
};

/** Signs for the invited of a gathering at two stations. */
export async function holdSession(
  { app, context }: Office,
  { row }: SeededGathering,
  seed: number,
): Promise<void> {
  const invited = await context.database.query
    .selectFrom('signatories')
    .innerJoin('invited', 'invited.signatory_no', 'signatories.no')
    .select(['signatories.no', 'name', 'category'])
    .where('invited.gathering_no', '=', row.no)
    .where('programme_no', '=', row.programme_no)
    .orderBy('protocol_order')
    .execute();
  const stations = await Promise.all(
    ['Tablet 1', 'Tablet 2'].map(async (name) => {
      const { url } = valueOf(await makeStation(context, row, { name, again: false }));
      const field = { post: injectInto(app), random: context.random, now: () => context.now() };
      return { name, device: await openFieldDevice(url, field) };
    }),
  );
  const [first] = stations;
  assert(first !== undefined, 'there are stations');
  await recite(context, row, first.device);
  const rules = await rulesOf({ app, context }, row.programme_no);
  const luck = chance(seed);
  const coming = invited.filter(() => luck.next() >= STAYS_AWAY_SHARE);
  const people: readonly Signatory[] = [
    ...coming.map((person): Signatory => ({ kind: 'listed', ...person })),
    UNLISTED,
  ];
  for (const [turn, signatory] of people.entries()) {
    const station = stations[turn % stations.length];
    assert(station !== undefined, 'there are stations');
    const wallMs = row.starts_at_ms + OATH_MS + turn * SECONDS_EACH * 1000;
    const pact = rules.get(signatory.category) ?? null;
    const signing = signingOf(signatory, { pact, ink: handInk(turn), station: station.name });
    station.device.keep(signing, { wallMs });
  }
  await sendMost(stations.map(({ device }) => device));
}

async function recite(
  { database }: Context,
  { programme_no: programmeNo, starts_at_ms: fromMs, ...row }: SeededGathering['row'],
  device: FieldDevice,
): Promise<void> {
  const programme = await database.query
    .selectFrom('programmes')
    .selectAll()
    .where('no', '=', programmeNo)
    .executeTakeFirstOrThrow();
  const text = await recitalDigest(recitalOf(programme), digest);
  const toMs = fromMs + OATH_MS;
  const { leader } = printedOf(row);
  device.keep({ kind: 'recital', text, leader, fromMs, toMs }, { wallMs: toMs });
}

/** Everything but the last few signatures of the last table. */
async function sendMost(devices: readonly FieldDevice[]): Promise<void> {
  for (const device of devices) {
    const unsent = device === devices.at(-1) ? UNSENT_COUNT : 0;
    await device.send({ entriesMax: ENTRIES_MAX, leave: unsent });
  }
}

async function rulesOf(
  { context }: Pick<Office, 'app' | 'context'>,
  programmeNo: number,
): Promise<ReadonlyMap<Category, PactRef>> {
  const programme = await context.database.query
    .selectFrom('programmes')
    .select('matrix')
    .where('no', '=', programmeNo)
    .executeTakeFirstOrThrow();
  const matrix = matrixOf(programme);
  const refs = new Map<PactCode, PactRef>();
  for (const pact of await currentPacts(context, programmeNo)) {
    refs.set(pact.code, await pactRef(pact, digest));
  }
  return new Map(
    CATEGORIES.flatMap((category) => {
      const { pact } = ruleOf(matrix, category);
      const ref = pact === null ? undefined : refs.get(pact);
      return ref === undefined ? [] : [[category, ref] as const];
    }),
  );
}
