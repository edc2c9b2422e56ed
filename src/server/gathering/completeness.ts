/**
 * Completeness: what every device says it made, against what the office has, and what that proves
 * (core/completeness.ts). Nothing is called whole below what a device claimed, or what it said that
 * its cleared storage had.
 */
import { holdsBack } from '#core/admission.ts';
import { toHex } from '#core/bytes.ts';
import {
  type Proof,
  type ReportingSpan,
  type Unknowns,
  conclude,
  proofOf,
} from '#core/completeness.ts';
import { missingRanges, rangesOf } from '#core/ledger.ts';
import { LIMITS } from '#core/limits.ts';
import type {
  Completeness,
  DeviceState,
  GivenUp,
  LostStorage,
  Turnout,
} from '#core/office-gathering-api.ts';
import type { SeqRange } from '#core/receipt.ts';
import type { ReadContext } from '../context.ts';
import type { GatheringRow, JournalRow } from '../db/schema.ts';
import { type Beside, asideOf, readBeside } from './aside.ts';
import { readDecisions, readLostDecisions } from './decisions.ts';
import { readGivenUp } from './given-up.ts';
import { type Tally, readBeyond, readTallies } from './held-entries.ts';
import { type ToldLoss, readLosses } from './losses.ts';
import { spanOf as signingSpanOf } from '../ledger/registry.ts';

/** What every device of a gathering made and what the office has of it, and their sums. */
export async function completenessOf(
  context: ReadContext,
  gathering: GatheringRow,
  phonesPage = 1,
): Promise<Completeness> {
  const span = spanOf(gathering, context.now());
  const devices = await deviceStatesOf(context, gathering);
  const desks = devices.filter((device) => device.holdsBack);
  const phones = devices.filter((device) => !device.holdsBack);
  const openCodes = await readOpenCodes(context, gathering.no);
  const lost = await readLostDecisions(context, gathering);
  const phonesLine = phonesOf(phones);
  const unknowns = {
    openCodesCount: openCodes.length,
    wasPutBack: lost !== null,
    isUnconfirmed:
      (lost !== null && !lost.isConfirmed) || (await hasUnknown(context, gathering.no)),
    unprovenPhonesCount: phonesLine.unproven,
    wholePhonesCount: phonesLine.devices - phonesLine.unproven,
  };
  return {
    totals: totalsOf(desks, phones),
    ...conclusionOf(desks, span, unknowns),
    isOver: span.isOver,
    openCodes,
    putBackAtMs: lost?.toMs ?? null,
    lostDecisions: lost,
    phones: phonesLine,
    devices: [...desks, ...shownPhones(phones, phonesPage)],
  };
}

/** True where a later program decided something that this one does not know. */
function hasUnknown({ database }: ReadContext, gatheringNo: number): Promise<boolean> {
  return database.exclusive(() =>
    readDecisions(database.sqlite, gatheringNo).some(({ act }) => act === 'unknown'),
  );
}

/** Every device of a gathering, in the order of enrolment. */
export async function deviceStatesOf(
  context: ReadContext,
  gathering: GatheringRow,
): Promise<readonly DeviceState[]> {
  const journals = await context.database.query
    .selectFrom('journals')
    .selectAll()
    .where('gathering_no', '=', gathering.no)
    .orderBy('no')
    .execute();
  const seqsBeyond = await readBeyond(context, gathering.no);
  const tallies = await readTallies(context, gathering.no);
  const beside = await readBeside(context, gathering.no);
  const losses = await readLosses(context);
  const lossOfJournal = new Map(losses.map((loss) => [loss.journal, loss]));
  const unknownLosses = Map.groupBy(
    losses.filter(({ isKnown }) => !isKnown),
    ({ teller }) => teller,
  );
  const givenUp = await readGivenUp(context, gathering.no);
  const span = spanOf(gathering, context.now());
  return journals.map((journal) => {
    const id = toHex(journal.id);
    return stateOf(journal, {
      beyond: seqsBeyond.get(journal.no) ?? [],
      tallies: tallies.get(journal.no) ?? [],
      beside: beside.get(journal.no) ?? [],
      own: lossOfJournal.get(id) ?? null,
      others: unknownLosses.get(id) ?? [],
      givenUp: givenUp.get(journal.no) ?? null,
      span,
    });
  });
}

/** One line for all devices that hold nothing back. */
function phonesOf(phones: readonly DeviceState[]): Completeness['phones'] {
  const count = (is: (phone: DeviceState) => boolean): number => phones.filter(is).length;
  return {
    devices: phones.length,
    unproven: count(({ proof }) => proof !== 'whole'),
    givenUp: count((phone) => phone.givenUp !== null),
    undecided: count(({ proof }) => proof === 'undecided'),
    entries: phones.reduce((sum, { received }) => sum + received, 0),
    setAside: phones.reduce((sum, { quarantined }) => sum + quarantined, 0),
  };
}

/** A page of a list that may be long: those of which something can be decided, first. */
function shownPhones(phones: readonly DeviceState[], page: number): readonly DeviceState[] {
  const first = (page - 1) * LIMITS.phonesShownMax;
  return phones
    .toSorted((a, b) => weightOf(b) - weightOf(a))
    .slice(first, first + LIMITS.phonesShownMax);
}

function weightOf({ received, quarantined, decided }: DeviceState): number {
  return (quarantined > 0 && decided === null ? 2 : 0) + (received > 0 ? 1 : 0);
}

/** Desks whose code nobody brought here or withdrew: a tablet without a network may have it. */
async function readOpenCodes(
  context: ReadContext,
  gatheringNo: number,
): Promise<readonly string[]> {
  const rows = await context.database.query
    .selectFrom('stations')
    .select('name')
    .where('gathering_no', '=', gatheringNo)
    .where('journal_no', 'is', null)
    .where('withdrawn_at_ms', 'is', null)
    .orderBy('no')
    .execute();
  return rows.map(({ name }) => name);
}

/** People may sign as long as the code is good, also after the set end, unless it is closed. */
function spanOf(gathering: GatheringRow, nowMs: number): ReportingSpan {
  const { starts_at_ms: startsAtMs, closed_at_ms: closedAtMs } = gathering;
  const { expiresAtMs } = signingSpanOf(startsAtMs, gathering.valid_hours);
  const lastMs = Math.min(
    gathering.ends_at_ms ?? expiresAtMs,
    closedAtMs ?? expiresAtMs,
    expiresAtMs,
  );
  return { startsAtMs, lastMs, isOver: closedAtMs !== null || nowMs >= expiresAtMs };
}

/** What makes a figure provisional; null when it is final. */
export function provisionalOf({
  conclusion,
  totals,
  isOver,
}: Completeness): Turnout['provisional'] {
  const { outstandingDevices: devicesOutstanding } = totals;
  if (conclusion === 'empty') return { why: 'empty', devicesOutstanding };
  if (devicesOutstanding > 0) return { why: 'devices', devicesOutstanding };
  if (conclusion === 'complete' || conclusion === 'remarked') return null;
  if (conclusion === 'unconfirmed') return { why: 'decisions', devicesOutstanding };
  return { why: isOver ? 'desks' : 'open', devicesOutstanding };
}

/** What has to stand beside a figure, even when it is final. */
export function remarksOf({
  devices,
  openCodes,
  putBackAtMs,
  phones,
  totals,
}: Completeness): Turnout['remarks'] {
  const desks = devices.filter((device) => device.holdsBack);
  const remarked = desks.filter(
    ({ proof, losses }) => REMARKED.includes(proof) || losses.some(({ isDoubtful }) => isDoubtful),
  );
  return {
    unproven: remarked.length + openCodes.length,
    unprovenPhones: phones.unproven,
    wasPutBack: putBackAtMs !== null,
    setAside: totals.setAside,
    accepted: totals.accepted,
  };
}

const REMARKED: readonly Proof[] = ['forked', 'given-up', 'withdrawn'];

function totalsOf(
  desks: readonly DeviceState[],
  phones: readonly DeviceState[],
): Completeness['totals'] {
  const all = [...desks, ...phones];
  return {
    // Of a phone only what came: what it claims beyond is nobody's word.
    made: sumOf(desks, ({ claimed }) => claimed) + sumOf(phones, ({ received }) => received),
    received: sumOf(all, ({ received }) => received),
    missing: sumOf(desks, ({ missingCount }) => missingCount),
    signings: sumOf(all, ({ signings }) => signings),
    setAside: sumOf(all, ({ quarantined }) => quarantined),
    accepted: sumOf(all, ({ accepted }) => accepted),
    devices: all.length,
    outstandingDevices: desks.filter(({ outstanding }) => outstanding).length,
  };
}

function sumOf(devices: readonly DeviceState[], of: (device: DeviceState) => number): number {
  return devices.reduce((total, device) => total + of(device), 0);
}

function conclusionOf(
  devices: readonly DeviceState[],
  span: ReportingSpan,
  unknowns: Unknowns,
): Pick<Completeness, 'conclusion' | 'knownUntilMs'> {
  const desks = devices.filter((device) => device.givenUp === null);
  const heard = desks.flatMap(({ lastSeenAtMs }) => (lastSeenAtMs === null ? [] : [lastSeenAtMs]));
  return {
    conclusion: conclude(
      devices.map(({ proof }) => proof),
      span,
      unknowns,
    ),
    knownUntilMs: heard.length === 0 ? null : Math.min(...heard),
  };
}

/** What the office knows about one journal, from its entries and from elsewhere. */
interface JournalFacts {
  readonly beyond: readonly number[];
  readonly tallies: readonly Tally[];
  readonly beside: readonly Beside[];
  /** What was said of this journal, and what its device said of others. */
  readonly own: ToldLoss | null;
  readonly others: readonly ToldLoss[];
  readonly givenUp: GivenUp | null;
  readonly span: ReportingSpan;
}

const FORKED_SHOWN = 20;

function stateOf(journal: JournalRow, known: JournalFacts): DeviceState {
  const { givenUp, span } = known;
  const isBack = holdsBack(journal.grade, journal.late);
  // What a phone says of a desk is a remark, and moves none of its numbers.
  const isDoubtful = isBack && known.own?.isByDesk === false;
  const own = isDoubtful ? null : known.own;
  const heads = [journal.claimed_seq, journal.highest_seq, journal.seq, own?.seq ?? 0];
  const claimed = Math.max(...heads);
  const missing = missingRanges(journal.seq, rangesOf(known.beyond), claimed);
  const missingCount = countIn(missing, { from: 1, to: claimed });
  const told = known.own === null ? [] : [lossOf(known.own, missing, isDoubtful)];
  const losses = [...told, ...known.others.map(otherLoss)];
  const lostElsewhere = losses.reduce(
    (sum, loss) => sum + (loss.isOther ? loss.missingCount : 0),
    0,
  );
  const isWithdrawn = journal.withdrawn_at_ms !== null;
  const isLateGivenUp = journal.late !== null && givenUp !== null;
  const heardAtMs = Math.max(journal.claimed_at_ms ?? -Infinity, own?.atMs ?? -Infinity);
  const isSilent = heardAtMs < span.startsAtMs && !isWithdrawn && !isLateGivenUp;
  const proof = proofOf(
    {
      grade: journal.grade,
      missingCount: missingCount + lostElsewhere,
      isForked: journal.forked === 1,
      heardAtMs: heardAtMs === -Infinity ? null : heardAtMs,
      isWithdrawn,
      isGivenUp: givenUp !== null,
      isUndecided: journal.late !== null && journal.decided === null,
    },
    span,
  );
  return {
    id: toHex(journal.id),
    station: journal.station,
    grade: journal.grade,
    build: journal.build,
    enrolledAtMs: journal.enrolled_at_ms,
    withdrawnAtMs: journal.withdrawn_at_ms,
    late: journal.late,
    decided: journal.decided,
    holdsBack: isBack,
    claimed,
    contiguous: journal.seq,
    received: claimed - missingCount,
    missing,
    missingCount,
    forked: journal.forked === 1,
    forkedSeqs: known.beside.slice(0, FORKED_SHOWN).map(({ seq }) => seq),
    ...asideOf(known, journal.decided),
    losses,
    givenUp,
    proof,
    kept: journal.claimed_kept,
    lastSeenAtMs: journal.claimed_at_ms,
    clockOffsetMs: journal.clock_offset_ms,
    battery: journal.battery,
    outstanding:
      proof === 'undecided' || (!isLateGivenUp && missingCount + lostElsewhere > 0) || isSilent,
  };
}

/** What of a lost journal the office does not hold; what the device still has is on its way. */
function lossOf(
  { atMs, heldSeq, seq }: ToldLoss,
  missing: readonly SeqRange[],
  isDoubtful: boolean,
): LostStorage {
  const missingCount = countIn(missing, { from: heldSeq + 1, to: seq });
  return { atMs, seq, missingCount, isOther: false, isDoubtful };
}

/** Of a journal that never reached the office nothing is held. */
function otherLoss({ atMs, heldSeq, seq }: ToldLoss): LostStorage {
  return { atMs, seq, missingCount: seq - heldSeq, isOther: true, isDoubtful: false };
}

function countIn(ranges: readonly SeqRange[], within: SeqRange): number {
  return ranges.reduce((sum, { from, to }) => {
    const length = Math.min(to, within.to) - Math.max(from, within.from) + 1;
    return sum + Math.max(0, length);
  }, 0);
}
