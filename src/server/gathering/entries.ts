/**
 * Entries as the organiser reads them: who, when by the gathering's clock, and what is doubted. One
 * that contradicts another is listed too, with the one it contradicts: nothing received is hidden.
 */
import { foldAttendance } from '#core/attendance.ts';
import { assert } from '#core/assert.ts';
import { type Bytes, fromHex, toHex } from '#core/bytes.ts';
import { type Decided, isSetAside } from '#core/decision.ts';
import type { Grade } from '#core/enrolment.ts';
import { isPossibleTime } from '#core/entry-time.ts';
import { type EntryBody, type Signatory, parseEntry } from '#core/entry.ts';
import { type Result, bad, good } from '#core/fault.ts';
import { inkPath } from '#core/ink-path.ts';
import { decodeInk } from '#core/ink.ts';
import { PAGE_ROWS } from '#core/office-api.ts';
import type { EntryFilter, EntryLine, EntryPage } from '#core/office-gathering-api.ts';
import { shownText } from '#core/plain-text.ts';
import type { LedgerDoubt } from '#core/doubt.ts';
import { readSigningsOf } from '../ledger/attendance.ts';
import type { Context } from '../context.ts';
import type { GatheringRow } from '../db/schema.ts';
import { spanOf } from '../ledger/registry.ts';

/** A page of the entries of a gathering's devices: those kept beside others, then the newest. */
export async function showEntries(
  context: Context,
  gathering: GatheringRow,
  { filter, page }: { readonly filter: EntryFilter; readonly page: number },
): Promise<EntryPage> {
  const isBesideShown = filter === 'all' || filter === 'doubted';
  const besideCount = isBesideShown ? await countBeside(context, gathering.no) : 0;
  const first = (page - 1) * PAGE_ROWS;
  const beside = first < besideCount ? await readBeside(context, gathering.no, first) : [];
  const rows = await selectEntries(context, gathering.no, filter)
    .select(['entries.id', 'entries.seq', 'entries.digest', 'entries.bytes'])
    .select(['entries.no', 'entries.doubt', 'entries.revoked', 'entries.decided'])
    .select('entries.signatory_no as signatoryNo')
    .select(['journals.id as journal', 'journals.station', 'journals.grade'])
    .select(['journals.decided as deviceDecided', 'batches.received_at_ms as receivedAtMs'])
    .orderBy('entries.no', 'desc')
    .limit(PAGE_ROWS - beside.length)
    .offset(Math.max(0, first - besideCount))
    .execute();
  const held = rows.map((row): ShownRow => ({ ...row, beside: null }));
  return {
    total: besideCount + (await countEntries(context, gathering.no, filter)),
    page,
    entries: await linesOf(context, gathering, [...beside, ...held]),
  };
}

/** The ink of a signing as an SVG picture of its pad. Fault: not-found. */
export async function drawInk(
  context: Context,
  gathering: GatheringRow,
  named: { readonly id: string; readonly digest: string },
): Promise<Result<string>> {
  const id = fromHex(named.id) ?? new Uint8Array(0);
  const digest = fromHex(named.digest) ?? new Uint8Array(0);
  const held = selectEntries(context, gathering.no, 'all')
    .select('entries.bytes')
    .where('entries.id', '=', id)
    .where('entries.digest', '=', digest);
  const beside = selectBeside(context, gathering.no)
    .select('strays.bytes')
    .where('strays.id', '=', id)
    .where('strays.digest', '=', digest);
  const row = (await held.executeTakeFirst()) ?? (await beside.executeTakeFirst());
  const body = row === undefined ? null : readBody(row.bytes).body;
  if (body?.kind !== 'signing') return bad('not-found', 'ink');
  const ink = decodeInk(body.ink);
  if (!ink.ok) return bad('not-found', 'ink');
  const { width, height } = ink.value;
  const path = inkPath(ink.value, { scale: 1, decimals: 0 });
  return good(
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}">` +
      `<path d="${path}" fill="none" stroke="#000" stroke-width="10" ` +
      `stroke-linecap="round" stroke-linejoin="round"/></svg>`,
  );
}

function selectEntries({ database }: Context, gatheringNo: number, filter: EntryFilter) {
  const select = database.query
    .selectFrom('entries')
    .innerJoin('journals', 'journals.no', 'entries.journal_no')
    .leftJoin('batches', 'batches.no', 'entries.batch_no')
    .where('journals.gathering_no', '=', gatheringNo);
  switch (filter) {
    case 'all':
      return select;
    case 'doubted':
      return select.where((row) =>
        row.or([
          row('entries.doubt', 'is not', null),
          row('entries.decided', 'is not', null),
          row('journals.decided', '=', 'aside'),
        ]),
      );
    case 'walk-ins':
      return select.where('entries.kind', '=', 'signing').where('entries.signatory_no', 'is', null);
    case 'phones':
      return select.where('journals.grade', '=', 'phone');
    case 'duplicates':
      return select
        .where('entries.doubt', 'is', null)
        .where('entries.revoked', '=', 0)
        .where('entries.signatory_no', 'in', (query) =>
          query
            .selectFrom('entries as again')
            .select((column) => column.ref('again.signatory_no').$notNull().as('no'))
            .where('again.gathering_no', '=', gatheringNo)
            .where('again.kind', '=', 'signing')
            .where('again.doubt', 'is', null)
            .where('again.revoked', '=', 0)
            .groupBy('again.signatory_no')
            .having((column) => column.fn.countAll(), '>', 1),
        );
  }
}

function selectBeside({ database }: Context, gatheringNo: number) {
  return database.query
    .selectFrom('strays')
    .innerJoin('journals', 'journals.no', 'strays.journal_no')
    .leftJoin('batches', 'batches.no', 'strays.batch_no')
    .where('journals.gathering_no', '=', gatheringNo);
}

async function countEntries(
  context: Context,
  gatheringNo: number,
  filter: EntryFilter,
): Promise<number> {
  const { count } = await selectEntries(context, gatheringNo, filter)
    .select((column) => column.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  return count;
}

async function countBeside(context: Context, gatheringNo: number): Promise<number> {
  const { count } = await selectBeside(context, gatheringNo)
    .select((column) => column.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  return count;
}

/** An entry with what the office says of it. */
interface ShownRow {
  /** The number of its row; null for one that is kept beside another. */
  readonly no: number | null;
  readonly id: Uint8Array;
  readonly seq: number;
  readonly digest: Uint8Array;
  readonly bytes: Bytes;
  readonly doubt: LedgerDoubt | null;
  readonly revoked: number;
  readonly signatoryNo: number | null;
  readonly decided: Decided | null;
  readonly deviceDecided: Decided | null;
  readonly journal: Uint8Array;
  readonly grade: Grade;
  readonly station: string;
  /** When it first came; null where nobody knows. */
  readonly receivedAtMs: number | null;
  readonly beside: EntryLine['beside'];
}

async function readBeside(
  context: Context,
  gatheringNo: number,
  first: number,
): Promise<readonly ShownRow[]> {
  const rows = await selectBeside(context, gatheringNo)
    .select(['strays.id', 'strays.seq', 'strays.digest', 'strays.bytes', 'strays.place'])
    .select(['journals.id as journal', 'journals.no as journalNo', 'journals.station'])
    .select(['journals.grade', 'journals.decided as deviceDecided'])
    .select('batches.received_at_ms as receivedAtMs')
    .orderBy('strays.no', 'desc')
    .limit(PAGE_ROWS)
    .offset(first)
    .execute();
  const shown: ShownRow[] = [];
  for (const { place, journalNo, ...row } of rows) {
    const before = selectEntries(context, gatheringNo, 'all').select([
      'entries.id',
      'entries.digest',
      'entries.bytes',
    ]);
    const held = await (
      place === 'conflict'
        ? before.where('entries.id', '=', row.id).where('entries.journal_no', '=', journalNo)
        : before.where('entries.journal_no', '=', journalNo).where('entries.seq', '=', row.seq)
    ).executeTakeFirst();
    shown.push({
      ...row,
      no: null,
      signatoryNo: null,
      doubt: place === 'fork' ? 'forked' : null,
      revoked: 0,
      decided: null,
      beside: { place, held: held === undefined ? null : heldOf(held) },
    });
  }
  return shown;
}

function heldOf(row: Pick<ShownRow, 'id' | 'digest' | 'bytes'>) {
  const { body } = readBody(row.bytes);
  const name = body?.kind === 'signing' ? shownText(body.signatory.name) : '';
  return { id: toHex(row.id), digest: toHex(row.digest), kind: kindOf(body), name };
}

async function linesOf(
  context: Context,
  gathering: GatheringRow,
  rows: readonly ShownRow[],
): Promise<EntryLine[]> {
  const counted = await readCounted(context, gathering.no, rows);
  const span = spanOf(gathering.starts_at_ms, gathering.valid_hours);
  const lines = rows.map((row) => ({ row, ...readBody(row.bytes) }));
  const numbers = lines.flatMap(({ body }) =>
    body?.kind === 'signing' && body.signatory.kind === 'listed' ? [body.signatory.no] : [],
  );
  const posts = await readPosts(context, gathering, numbers);
  return lines.map(({ row, body, wallMs }): EntryLine => {
    const id = toHex(row.id);
    const signing = body?.kind === 'signing' ? body : null;
    return {
      id,
      digest: toHex(row.digest),
      device: toHex(row.journal),
      grade: row.grade,
      station: row.station,
      seq: row.seq,
      kind: kindOf(body),
      wallMs,
      receivedAtMs: row.receivedAtMs,
      isTimePossible: isPossibleTime(wallMs, row.receivedAtMs, span),
      zone: gathering.zone,
      who: signing === null ? null : whoOf(signing.signatory, posts),
      attended: signing?.acts.attended ?? false,
      signed: signing?.acts.signed ?? false,
      doubt: row.doubt,
      decided: row.decided,
      isDeviceAside: row.deviceDecided === 'aside',
      isSetAside: isSetAside(row.doubt, { entry: row.decided, device: row.deviceDecided }),
      revoked: row.revoked === 1,
      counted: row.no !== null && counted.has(row.no),
      remark: remarkOf(body),
      assisted: signing?.assisted ?? false,
      recital: recitalOf(body),
      beside: row.beside,
    };
  });
}

/** Which rows of some people stand on paper. */
async function readCounted(
  { database, registry }: Context,
  gatheringNo: number,
  shown: readonly ShownRow[],
): Promise<ReadonlySet<number>> {
  const known = registry.gathering(gatheringNo);
  assert(known !== null, 'a gathering that was found is registered');
  const facts = await database.exclusive(() => readSigningsOf(database.sqlite, known, shown));
  const standings = [...foldAttendance(facts).values()];
  return new Set(standings.flatMap(({ counted }) => (counted === null ? [] : [counted.no])));
}

/** What an entry says; null when its body is not understood. */
function readBody(bytes: Bytes) {
  const read = parseEntry(bytes);
  assert(read.ok, 'an envelope was readable when it came');
  const { body, envelope } = read.value;
  return { body: body.ok ? body.value : null, wallMs: envelope.at.wallMs };
}

function kindOf(body: EntryBody | null): EntryLine['kind'] {
  return body?.kind ?? 'unread';
}

interface Post {
  readonly position: string;
  readonly unit: string;
}

/** Position and unit of people on the roster, as it is now. */
async function readPosts(
  { database }: Context,
  gathering: GatheringRow,
  numbers: readonly number[],
): Promise<ReadonlyMap<number, Post>> {
  const rows = await database.query
    .selectFrom('signatories')
    .innerJoin('agencies', (join) =>
      join
        .onRef('agencies.programme_no', '=', 'signatories.programme_no')
        .onRef('agencies.no', '=', 'signatories.agency_no'),
    )
    .select(['signatories.no', 'signatories.position', 'agencies.name as unit'])
    .where('signatories.programme_no', '=', gathering.programme_no)
    .where('signatories.no', 'in', numbers)
    .execute();
  return new Map(rows.map(({ no, ...post }) => [no, post]));
}

/** The name is the one confirmed on screen; position and unit are the roster's of now. */
function whoOf(signatory: Signatory, posts: ReadonlyMap<number, Post>): EntryLine['who'] {
  const { category } = signatory;
  const name = shownText(signatory.name);
  if (signatory.kind === 'walk-in') {
    const [position, unit] = [shownText(signatory.position), shownText(signatory.unit)];
    return { no: null, name, category, position, unit };
  }
  const { position, unit } = posts.get(signatory.no) ?? { position: '', unit: '' };
  return { no: signatory.no, name, category, position, unit };
}

function remarkOf(body: EntryBody | null): string {
  switch (body?.kind) {
    case 'revocation':
      return shownText(body.reason);
    case 'note':
      return shownText(body.text);
    case 'signing':
      return shownText(body.represents);
    case 'recital':
    case undefined:
      return '';
  }
}

function recitalOf(body: EntryBody | null): EntryLine['recital'] {
  if (body?.kind !== 'recital') return null;
  const { leader, fromMs, toMs } = body;
  return { leader: shownText(leader), fromMs, toMs };
}
