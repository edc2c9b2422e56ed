/**
 * The story of one seed, told twice on the product's own office: honest desks and phones
 * alone, and the same among hostile phones that have a photo of the poster. Hostile phones forge,
 * guess, flood, set their clocks early, use ids of others, copy what others made, claim without
 * end, revoke, and come when all is over. What the roster and the desks show must be the same in
 * both.
 */
import { assert } from '#core/assert.ts';
import { foldAttendance } from '#core/attendance.ts';
import { toHex } from '#core/bytes.ts';
import { LIMITS } from '#core/limits.ts';
import { readSignings } from '#server/ledger/attendance.ts';
import { completenessOf, provisionalOf } from '#server/gathering/completeness.ts';
import { decide, showDecisions } from '#server/gathering/decisions.ts';
import { setClosed } from '#server/gathering/gatherings.ts';
import { replaceJoinCode } from '#server/gathering/join-code.ts';
import { setPhoneCeiling } from '#server/gathering/phone-ceiling.ts';
import { giveUpPhones } from '#server/gathering/phones.ts';
import { type Chance, chance } from '../../../scripts/demo/chance.ts';
import { letters, listed, signing } from '../../support/field.ts';
import type { FieldOffice } from '../../support/office-with-field.ts';
import { Violation } from '../world.ts';
import type { HostileBug } from './bugs.ts';
import { type Player, Stage } from './field.ts';
import { attack } from './attack.ts';

export const PEOPLE = 6;
const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const CEILING = 8;

/** What an honest device does, decided before it is told for the first time. */
interface Part {
  readonly kind: 'desk' | 'late-desk' | 'phone' | 'late-phone';
  /** People of the roster, or 0 for a walk-in; after each, whether the desk takes it back. */
  readonly signs: readonly { readonly no: number; readonly isRevoked: boolean }[];
  readonly clockMs: number;
}

interface Plan {
  readonly parts: readonly Part[];
  readonly isReplaced: boolean;
  readonly isClosed: boolean;
  readonly hostile: number;
}

function planOf({ int, pick, next }: Chance): Plan {
  const parts = Array.from({ length: int(2, 5) }, (_, at): Part => {
    const kind = at === 0 ? 'desk' : pick(['desk', 'late-desk', 'phone', 'late-phone'] as const);
    const isDesk = kind.endsWith('desk');
    const signs = Array.from({ length: int(1, isDesk ? 5 : 2) }, () => ({
      no: isDesk && next() < 0.8 ? int(1, PEOPLE) : 0,
      isRevoked: isDesk && next() < 0.15,
    }));
    // No two devices sign in one millisecond: between equal times the bytes decide, by chance.
    const clockMs = at + (next() < 0.1 ? -40 * 24 * HOUR_MS : int(-30, 0) * MINUTE_MS);
    return { kind, signs, clockMs };
  });
  return { parts, isReplaced: next() < 0.5, isClosed: next() < 0.6, hostile: int(1, 3) };
}

/** What must not depend on who else has the poster. */
interface Figures {
  /** The counters of the roster and of walk-ins at desks. */
  readonly roster: string;
  /** For every honest entry, its label, and whether it stands on paper. */
  readonly honest: readonly string[];
  readonly provisional: string;
  /** Walk-ins of phones that count. */
  readonly phones: number;
}

/** Tells both; answers what was broken, or null. */
export async function tellHostile(
  at: FieldOffice,
  { seed, bug }: { readonly seed: number; readonly bug: HostileBug | null },
): Promise<string | null> {
  const plan = planOf(chance(seed));
  const startMs = at.gathering.startsAtMs;
  try {
    at.clock.nowMs = startMs;
    const alone = await play(at, { plan, seed, bug, isAmongHostile: false });
    at.clock.nowMs = startMs;
    const among = await play(at, { plan, seed, bug, isAmongHostile: true });
    compare(alone, among, plan);
  } catch (error) {
    // An office that stops on one of its own assertions has noticed, too.
    if (!(error instanceof Error)) throw error;
    return error.message;
  }
  return null;
}

function compare(alone: Figures, among: Figures, plan: Plan): void {
  same('the roster and the desks', alone.roster, among.roster);
  same('whether figures are final', alone.provisional, among.provisional);
  for (const [i, said] of alone.honest.entries()) same(`honest entry ${i}`, said, among.honest[i]);
  const most = Math.min(CEILING, alone.phones + plan.hostile * LIMITS.phoneSigningsMax);
  if (among.phones > most) broken(`phones count ${among.phones} walk-ins, ${most} at most`);
}

interface Telling {
  readonly plan: Plan;
  readonly seed: number;
  readonly bug: HostileBug | null;
  readonly isAmongHostile: boolean;
}

async function play(at: FieldOffice, telling: Telling): Promise<Figures> {
  const { plan, bug, isAmongHostile } = telling;
  // The same gathering, but another order of arrival: it must make no difference.
  const order = chance(telling.seed * 2 + (isAmongHostile ? 1 : 0));
  const stage = await Stage.open(at, bug);
  await setPhoneCeiling(stage.context, stage.row.no, CEILING);
  stage.err('made');
  await stage.renew();
  const parts = await Promise.all(plan.parts.map((part, i) => scanned(stage, part, i)));
  for (const { part, player } of parts) await sign(at, part, player);
  at.clock.nowMs += 2 * HOUR_MS;
  const attackers = isAmongHostile
    ? await Promise.all(Array.from({ length: plan.hostile }, () => stage.scan(stage.posterUrl)))
    : [];
  // Hostile phones come first, and once more when all is over.
  await attack(stage, { attackers, victims: parts.map(({ player }) => player), order });
  await comeHome(stage, parts, { order, kinds: ['desk', 'phone'] });
  if (plan.isReplaced) {
    assert((await replaceJoinCode(stage.context, stage.row)).ok, 'the code was replaced');
    stage.err('replaced');
    await stage.renew();
  }
  if (plan.isClosed) await setClosed(stage.context, stage.row, true);
  // Late desks have a code of seven days; a late phone comes after the code of the poster.
  at.clock.nowMs += LIMITS.stationCodeMs + HOUR_MS;
  await stage.renew();
  const late = isAmongHostile
    ? await Promise.all([stage.scan(stage.posterUrl), stage.scan(stage.posterUrl)])
    : [];
  await attack(stage, { attackers: late, victims: parts.map(({ player }) => player), order });
  await comeHome(stage, parts, { order, kinds: ['late-desk', 'late-phone'] });
  for (const { player } of parts) await stage.send(player, []);
  return judge(stage, parts, telling);
}

interface Actor {
  readonly part: Part;
  readonly player: Player;
}

async function scanned(stage: Stage, part: Part, at: number): Promise<Actor> {
  const isDesk = part.kind.endsWith('desk');
  const url = isDesk ? await stage.deskCode(`Meja ${at + 1}`) : stage.posterUrl;
  return { part, player: await stage.scan(url) };
}

async function sign(at: FieldOffice, { signs, clockMs }: Part, { device }: Player): Promise<void> {
  const fromMs = at.clock.nowMs + HOUR_MS + clockMs;
  for (const [i, { no, isRevoked }] of signs.entries()) {
    const wallMs = fromMs + i * MINUTE_MS;
    const guest = {
      kind: 'walk-in',
      name: `Tamu ${letters(i)} ${toHex(device.journal).slice(0, 4)}`,
      number: '',
      position: '',
      unit: '',
      category: 'guest',
    } as const;
    const kept = device.keep(await signing(no === 0 ? guest : listed(no)), { wallMs });
    if (!isRevoked) continue;
    const body = {
      kind: 'revocation',
      target: kept.id,
      reason: 'salah orang',
      station: '',
    } as const;
    device.keep(body, { wallMs: wallMs + MINUTE_MS });
  }
}

/** Every device is admitted, and everything it made is taken, in any order and more than once. */
async function comeHome(
  stage: Stage,
  actors: readonly Actor[],
  { order, kinds }: { readonly order: Chance; readonly kinds: readonly Part['kind'][] },
): Promise<void> {
  const coming = shuffled(
    actors.filter(({ part }) => kinds.includes(part.kind)),
    order,
  );
  for (const { part, player } of coming) {
    if (!(await stage.enrol(player))) broken(`an honest ${part.kind} was refused`);
    const { entries } = player.device;
    const cut = order.int(0, entries.length);
    const runs = [entries.slice(0, cut), entries.slice(cut), entries].filter(
      (run) => run.length > 0,
    );
    for (const run of shuffled(runs, order)) {
      if ((await stage.send(player, run)) === null) broken(`an honest ${part.kind} was not heard`);
    }
  }
}

async function judge(stage: Stage, actors: readonly Actor[], telling: Telling): Promise<Figures> {
  const { context } = stage;
  await expectLate(stage, actors);
  await acceptByMistake(stage, telling);
  await expectDecisionsMove(stage, actors);
  for (const { part, player } of actors) {
    if (part.kind === 'late-desk') await decideOf(stage, player, 'accept');
  }
  await giveUpPhones(context, stage.row, { atMs: context.now(), by: 'Uji', reason: 'selesai' });
  const provisional = provisionalOf(await completenessOf(context, stage.row));
  await expectFold(stage);
  const facts = readSignings(stage.sqlite, gatheringOf(stage));
  const counted = new Set(
    [...foldAttendance(facts).values()].flatMap((standing) => standing.counted?.no ?? []),
  );
  return {
    roster: JSON.stringify(rowsOf(stage, 'agency_no >= 0')),
    honest: actors.flatMap(({ part, player }) => honestOf(stage, { part, player }, counted)),
    provisional: provisional?.why ?? 'final',
    phones: rowsOf(stage, 'agency_no < 0').reduce(
      (sum, row) => sum + Number(row['extra_signed']),
      0,
    ),
  };
}

function gatheringOf(stage: Stage) {
  const known = stage.context.registry.gathering(stage.row.no);
  assert(known !== null, 'the gathering is registered');
  return known;
}

function rowsOf(stage: Stage, where: string): readonly Readonly<Record<string, unknown>>[] {
  return stage.sqlite
    .prepare(
      `select agency_no, category, expected, attended, signed, extra_attended, extra_signed
      from turnout where gathering_no = ? and ${where}
        and expected + attended + signed + extra_attended + extra_signed > 0
      order by agency_no, category`,
    )
    .all(stage.row.no)
    .map((row) => ({ ...row }));
}

/**
 * The label of every honest entry. A phone's walk-in may stand above a ceiling that others filled.
 */
function honestOf(stage: Stage, { part, player }: Actor, counted: ReadonlySet<number>): string[] {
  const row = stage.sqlite.prepare(`
    select entries.no, kind, doubt, revoked, entries.decided from entries
    join journals on journals.no = journal_no where journals.id = ? and entries.seq = ?`);
  return player.device.entries.map(({ seq }) => {
    const held = row.get(player.device.journal, seq);
    if (held === undefined) broken(`entry ${seq} of an honest ${part.kind} is not in its place`);
    const mayBeOver = part.kind === 'phone' && held['kind'] === 'signing';
    const doubt = mayBeOver && held['doubt'] === 'over-ceiling' ? null : held['doubt'];
    const label = `${String(doubt)} ${Number(held['revoked'])}`;
    const stands = part.kind.endsWith('desk') ? counted.has(Number(held['no'])) : '';
    return `${part.kind} ${seq}: ${label} ${stands}`;
  });
}

/** What came late is labelled, and counts for nobody until somebody accepts it. */
async function expectLate(stage: Stage, actors: readonly Actor[]): Promise<void> {
  const rows = stage.sqlite.prepare(`
    select kind, doubt from entries join journals on journals.no = journal_no
    where journals.id = ?`);
  const before = provisionalOf(await completenessOf(stage.context, stage.row));
  for (const { part, player } of actors) {
    if (!part.kind.startsWith('late')) continue;
    const undoubted = rows.all(player.device.journal).filter(({ doubt }) => doubt === null);
    if (undoubted.length > 0) broken(`a ${part.kind} counts before anybody accepted it`);
    if (part.kind === 'late-desk' && before === null) broken('a late desk holds nothing back');
  }
  expectTimes(stage, actors);
}

/** A clock that cannot be right decides nothing: the moment of the receipt stands in its place. */
function expectTimes(stage: Stage, actors: readonly Actor[]): void {
  const facts = readSignings(stage.sqlite, gatheringOf(stage));
  const { startsAtMs } = gatheringOf(stage).span;
  for (const { part, player } of actors) {
    const own = facts.filter(({ journal }) => toHex(journal) === toHex(player.device.journal));
    const isWrong = part.clockMs < -LIMITS.earlyMs;
    const isTaken = own.some(({ timeMs }) => timeMs < startsAtMs - LIMITS.earlyMs);
    const isLate = own.some(({ timeMs }) => timeMs > stage.context.now());
    if (isTaken || isLate) broken(`a clock that is ${isWrong ? 'wrong' : 'right'} decides a time`);
  }
}

/** Somebody accepts a forged signing of a person who signed at a desk: the desk's still counts. */
async function acceptByMistake(stage: Stage, { isAmongHostile }: Telling): Promise<void> {
  if (!isAmongHostile) return;
  const forged = stage.sqlite
    .prepare(
      `select entries.digest, journals.id from entries join journals on journals.no = journal_no
      where journals.gathering_no = ? and doubt = 'listed-by-phone' and exists (
        select 1 from entries as desk join journals as station on station.no = desk.journal_no
        where desk.gathering_no = entries.gathering_no and desk.revoked = 0
          and desk.signatory_no = entries.signatory_no and desk.doubt is null
          and station.grade = 'station')
      limit 1`,
    )
    .get(stage.row.no);
  if (forged === undefined) return;
  const wanted = {
    act: 'accept',
    journal: Buffer.from(forged['id'] as Uint8Array).toString('hex'),
    digest: Buffer.from(forged['digest'] as Uint8Array).toString('hex'),
    reason: 'keliru',
  } as const;
  const decided = await decide(stage.context, stage.row, { wanted, by: 'Uji' });
  if (!decided.ok) broken('a forged signing could not be accepted by its digest');
}

/** Setting the first desk aside takes all it sent out of the figures; taking that back mends it. */
async function expectDecisionsMove(stage: Stage, actors: readonly Actor[]): Promise<void> {
  const [first] = actors;
  assert(first !== undefined, 'there is a desk');
  await expectFold(stage);
  const before = JSON.stringify(rowsOf(stage, 'true'));
  await decideOf(stage, first.player, 'set-aside');
  const own = readSignings(stage.sqlite, gatheringOf(stage)).filter(
    ({ journal }) => toHex(journal) === toHex(first.player.device.journal),
  );
  if (own.some(({ doubted }) => !doubted)) broken('what was set aside counts');
  await expectFold(stage);
  const { decisions } = await showDecisions(stage.context, stage.row);
  const [last] = decisions;
  assert(last !== undefined, 'it was decided');
  const wanted = { act: 'take-back', epoch: last.epoch, seq: last.seq, reason: '' } as const;
  const taken = await decide(stage.context, stage.row, { wanted, by: 'Uji' });
  if (!taken.ok) broken('a decision could not be taken back');
  same(
    'the figures after a decision was taken back',
    before,
    JSON.stringify(rowsOf(stage, 'true')),
  );
}

async function decideOf(stage: Stage, { device }: Player, act: 'accept' | 'set-aside') {
  const wanted = { act, journal: toHex(device.journal), digest: null, reason: 'uji' } as const;
  const decided = await decide(stage.context, stage.row, { wanted, by: 'Uji' });
  if (!decided.ok) broken(`${act} was refused`);
  stage.err('decided');
}

/** The counters are the fold of what is held. */
async function expectFold(stage: Stage): Promise<void> {
  const before = JSON.stringify(rowsOf(stage, 'true'));
  const { database, ledger } = stage.context;
  await database.exclusive(() => ledger.recount(stage.row.no));
  same('the counters', JSON.stringify(rowsOf(stage, 'true')), before);
}

function shuffled<T>(list: readonly T[], { int }: Chance): readonly T[] {
  const left = [...list];
  return Array.from(list, () => left.splice(int(0, left.length - 1), 1)).flat();
}

function same(what: string, expected: string | undefined, seen: string | undefined): void {
  if (expected !== seen) broken(`${what}: ${expected}, and then ${seen}`);
}

function broken(what: string): never {
  throw new Violation(what);
}
