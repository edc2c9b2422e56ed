/** Gatherings: made with a sealed invitation, and shown with their turnout in short. */
import * as v from 'valibot';
import { assert } from '#core/assert.ts';
import { type Bytes, fromHex, toHex } from '#core/bytes.ts';
import { type Result, bad, good } from '#core/fault.ts';
import { type ChangedPrinted, type Printed, printed } from '#core/gathering-facts.ts';
import { SIZES } from '#core/id.ts';
import { type Invitation, invitationBytes, sealInvitation } from '#core/invitation.ts';
import { LIMITS } from '#core/limits.ts';
import {
  type GatheringLine,
  type GatheringView,
  type InvitationDraft,
  type InvitationSize,
  type newGathering,
} from '#core/office-gathering-api.ts';
import { pactSetDigest } from '#core/pact.ts';
import { type Zone, zoneOffsetMs } from '#core/time.ts';
import type { Context } from '../context.ts';
import type { GatheringRow, ProgrammeRow } from '../db/schema.ts';
import { findInvited } from '../roster/invited.ts';
import { digest } from '../keys.ts';
import { currentPacts, matrixOf } from '../programme/package.ts';
import { phoneWalkInsOf } from './phone-ceiling.ts';
import { type Answer, answered, refused } from '../problem.ts';
import { qrOfInvitation } from './qr.ts';
import { spanOf } from '../ledger/registry.ts';

type Wanted = v.InferOutput<typeof newGathering>;

/** A gathering by its id in hex. Fault: not-found. */
export async function findGathering(context: Context, id: string): Promise<Result<GatheringRow>> {
  const bytes = fromHex(id);
  if (bytes?.length !== SIZES.gatheringId) return bad('not-found', 'gathering');
  const row = await context.database.query
    .selectFrom('gatherings')
    .selectAll()
    .where('id', '=', bytes)
    .executeTakeFirst();
  return row === undefined ? bad('not-found', 'gathering') : good(row);
}

/** Makes a gathering. Faults: invalid and too-large, with the fields; not-found, the programme. */
export async function makeGathering(
  context: Context,
  programme: ProgrammeRow,
  wanted: Wanted,
): Promise<Answer<GatheringView>> {
  const startsAtMs = instantOf(wanted.startsAt, wanted.zone);
  const endsAtMs = wanted.endsAt === null ? null : instantOf(wanted.endsAt, wanted.zone);
  if (startsAtMs === null) return refused('invalid', { startsAt: 'invalid' });
  if (wanted.endsAt !== null && endsAtMs === null) return refused('invalid', { endsAt: 'invalid' });
  if (endsAtMs !== null && endsAtMs <= startsAtMs) {
    return refused('invalid', { endsAt: 'before-start' });
  }
  const draft = await draftInvitation(context, programme, { ...wanted, startsAtMs });
  const sealed = await sealInvitation(draft, context.keys.sealer);
  if (!sealed.ok) return refuseSize(draft);
  const invited = await findInvited(context, programme.no, wanted.invites);
  if (invited?.length === 0) return refused('invalid', { invites: 'missing' });
  await write(context, {
    ...rowOf(context, wanted, { draft, sealed: sealed.value, endsAtMs }),
    programme_no: programme.no,
    invited,
  });
  const made = await findGathering(context, toHex(draft.gathering.id));
  return made.ok ? answered(await showGathering(context, made.value)) : made;
}

/** How large the invitation of such a gathering would be. */
export async function measureInvitation(
  context: Context,
  programme: ProgrammeRow,
  texts: Omit<InvitationDraft, 'programme'>,
): Promise<InvitationSize> {
  const draft = await draftInvitation(context, programme, {
    ...texts,
    kind: 'apel',
    startsAtMs: context.now(),
    zone: programme.zone,
    validHours: LIMITS.invitationValidHoursMax,
  });
  return sizeOf(invitationBytes(draft));
}

/** Every gathering, or those of one programme, latest start first. */
export async function listGatherings(
  context: Context,
  { programmeNo }: { readonly programmeNo?: number } = {},
): Promise<readonly GatheringLine[]> {
  const rows = await selectLines(context)
    .$if(programmeNo !== undefined, (query) =>
      query.where('gatherings.programme_no', '=', programmeNo ?? 0),
    )
    .orderBy('starts_at_ms', 'desc')
    .execute();
  return rows.map(lineOf);
}

/** A gathering with its invitation. */
export async function showGathering(context: Context, row: GatheringRow): Promise<GatheringView> {
  const line = await selectLines(context).where('gatherings.no', '=', row.no).executeTakeFirst();
  assert(line !== undefined, 'a gathering that was found is listed');
  const qr = qrOfInvitation(context.config.origin, row.invitation);
  return {
    ...lineOf(line),
    endsAtMs: row.ends_at_ms,
    organiser: row.organiser,
    ...printedOf(row),
    invites: row.invites,
    validHours: row.valid_hours,
    expiresAtMs: spanOf(row.starts_at_ms, row.valid_hours).expiresAtMs,
    closedAtMs: row.closed_at_ms,
    phones: await phoneWalkInsOf(context, row),
    replacedCodesMs: await readReplacedCodes(context, row.no),
    invitation: { url: qr.url, size: sizeOf(row.invitation.length), qrVersion: qr.version },
  };
}

/** Until when posters were printed with codes that were replaced since, latest first. */
async function readReplacedCodes(
  { database }: Context,
  gatheringNo: number,
): Promise<readonly number[]> {
  const rows = await database.query
    .selectFrom('replaced_codes')
    .select('replaced_at_ms')
    .where('gathering_no', '=', gatheringNo)
    .orderBy('replaced_at_ms', 'desc')
    .execute();
  return rows.map((row) => row.replaced_at_ms);
}

/** Closes a gathering, or opens it again. Closing twice keeps the first time. */
export async function setClosed(
  context: Context,
  row: GatheringRow,
  isClosed: boolean,
): Promise<GatheringView> {
  const changed = await context.database.query
    .updateTable('gatherings')
    .set((column) => ({
      // By the row as it is now: another organiser may have opened it since it was read.
      closed_at_ms: isClosed ? column.fn.coalesce('closed_at_ms', column.val(context.now())) : null,
    }))
    .where('no', '=', row.no)
    .returningAll()
    .executeTakeFirstOrThrow();
  return showGathering(context, changed);
}

/** Changes what no device gets. What the change leaves out stays as it is. */
export async function changePrinted(
  context: Context,
  row: GatheringRow,
  changed: ChangedPrinted,
): Promise<GatheringView> {
  const now = await context.database.query
    .updateTable('gatherings')
    .set((column) => ({
      // By the row as it is now: another organiser may have changed it since it was read.
      printed: column.fn<string>('json_patch', ['printed', column.val(JSON.stringify(changed))]),
    }))
    .where('no', '=', row.no)
    .returningAll()
    .executeTakeFirstOrThrow();
  return showGathering(context, now);
}

/** True once a gathering is closed, or its code has ended: its poster invites nobody any more. */
export function isOver(
  row: Pick<GatheringRow, 'starts_at_ms' | 'valid_hours' | 'closed_at_ms'>,
  nowMs: number,
): boolean {
  return (
    row.closed_at_ms !== null || nowMs >= spanOf(row.starts_at_ms, row.valid_hours).expiresAtMs
  );
}

/** What of a gathering no device gets, kept as JSON. */
export function printedOf(row: Pick<GatheringRow, 'printed'>): Printed {
  return v.parse(printed, JSON.parse(row.printed));
}

/** `2024-10-07T07:30` in a zone as an instant; null when the calendar has no such day. */
function instantOf(local: string, zone: Zone): number | null {
  const wallMs = Date.parse(`${local}Z`);
  const isDay = !Number.isNaN(wallMs) && new Date(wallMs).toISOString().startsWith(local);
  return isDay ? wallMs - zoneOffsetMs(zone) : null;
}

type Drafted = Pick<Wanted, 'title' | 'kind' | 'place' | 'zone' | 'organiser' | 'validHours'> & {
  readonly startsAtMs: number;
};

async function draftInvitation(
  context: Context,
  programme: ProgrammeRow,
  { validHours, ...drafted }: Drafted,
): Promise<Invitation> {
  const { title, kind, place, zone, organiser, startsAtMs } = drafted;
  const { government, election, year } = programme;
  const pacts = await currentPacts(context, programme.no);
  return {
    gathering: {
      id: context.random(SIZES.gatheringId),
      title,
      kind,
      place,
      zone,
      organiser,
      startsAtMs,
      fields: { government, election, year },
    },
    pactSet: await pactSetDigest(pacts, matrixOf(programme), digest),
    joinSecret: context.random(SIZES.secret),
    validHours,
  };
}

/** The longest text is the one to shorten. */
function refuseSize(draft: Invitation): Answer<never> {
  const { bytesOver } = sizeOf(invitationBytes(draft));
  const { title, place, organiser } = draft.gathering;
  const [longest = 'title'] = Object.entries({ title, place, organiser })
    .sort(([, a], [, b]) => b.length - a.length)
    .map(([path]) => path);
  return refused('too-large', { [longest]: 'too-long' }, String(bytesOver));
}

function sizeOf(bytes: number): InvitationSize {
  const bytesMax = LIMITS.invitationBytesMax;
  return { bytes, bytesMax, bytesOver: Math.max(0, bytes - bytesMax) };
}

type NewRow = Omit<GatheringRow, 'no' | 'programme_no' | 'phone_walk_ins' | 'phone_bytes'>;

function rowOf(
  context: Context,
  wanted: Wanted,
  made: { readonly draft: Invitation; readonly sealed: Bytes; readonly endsAtMs: number | null },
): NewRow {
  const { gathering, joinSecret, validHours } = made.draft;
  return {
    id: gathering.id,
    title: wanted.title,
    kind: wanted.kind,
    place: wanted.place,
    starts_at_ms: gathering.startsAtMs,
    ends_at_ms: made.endsAtMs,
    zone: wanted.zone,
    organiser: wanted.organiser,
    invites: wanted.invites === 'all' ? 'all' : 'listed',
    join_secret: joinSecret,
    valid_hours: validHours,
    invitation: made.sealed,
    created_at_ms: context.now(),
    closed_at_ms: null,
    phone_ceiling: LIMITS.phoneWalkInsStart,
    printed: JSON.stringify(v.parse(printed, wanted)),
  };
}

/** The gathering, who is invited, and its counters, all at once. */
function write(
  { database, ledger, registry }: Context,
  {
    invited,
    ...row
  }: NewRow & {
    readonly programme_no: number;
    readonly invited: readonly number[] | null;
  },
): Promise<void> {
  const names = Object.keys(row);
  const { sqlite } = database;
  return database.exclusive(() => {
    const { lastInsertRowid } = sqlite
      .prepare(
        `insert into gatherings (${names.join(', ')}) values (${names.map(() => '?').join(', ')})`,
      )
      .run(...Object.values(row));
    const no = Number(lastInsertRowid);
    const invite = sqlite.prepare('insert into invited (gathering_no, signatory_no) values (?, ?)');
    for (const signatoryNo of invited ?? []) invite.run(no, signatoryNo);
    registry.forget();
    ledger.recount(no);
  });
}

function selectLines({ database }: Context) {
  return database.query
    .selectFrom('gatherings')
    .innerJoin('programmes', 'programmes.no', 'gatherings.programme_no')
    .leftJoin(
      (query) =>
        query
          .selectFrom('turnout')
          .select((sum) => [
            'gathering_no',
            sum.fn.sum<number>('expected').as('expected'),
            sum.fn.sum<number>('attended').as('attended'),
            sum.fn.sum<number>('signed').as('signed'),
          ])
          .groupBy('gathering_no')
          .as('counted'),
      (join) => join.onRef('counted.gathering_no', '=', 'gatherings.no'),
    )
    .select([
      'gatherings.id',
      'programmes.id as programmeId',
      'programmes.title as programmeTitle',
      'gatherings.title',
      'kind',
      'place',
      'starts_at_ms as startsAtMs',
      'gatherings.zone',
      'expected',
      'attended',
      'signed',
    ]);
}

type SelectedLine = Awaited<ReturnType<ReturnType<typeof selectLines>['executeTakeFirstOrThrow']>>;

function lineOf({ programmeId, programmeTitle, ...row }: SelectedLine): GatheringLine {
  return {
    ...row,
    id: toHex(row.id),
    programme: { id: programmeId, title: programmeTitle },
    expected: row.expected ?? 0,
    attended: row.attended ?? 0,
    signed: row.signed ?? 0,
  };
}
