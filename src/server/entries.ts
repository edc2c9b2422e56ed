/** Entries as the organiser reads them: who, when by the gathering's clock, and what is doubted. */
import { foldAttendance } from '#core/attendance.ts';
import { type Bytes, fromHex, toHex } from '#core/bytes.ts';
import { type EntryBody, type Signatory, parseEntry } from '#core/entry.ts';
import { type Result, bad, good } from '#core/fault.ts';
import { inkPath } from '#core/ink-path.ts';
import { decodeInk } from '#core/ink.ts';
import { PAGE_ROWS } from '#core/office-api.ts';
import type { EntryFilter, EntryLine, EntryPage } from '#core/office-gathering-api.ts';
import { readSignings } from './attendance.ts';
import type { Context } from './context.ts';
import type { GatheringRow } from './db/schema.ts';

/** A page of the entries of a gathering's devices, newest arrival first. */
export async function showEntries(
  context: Context,
  gathering: GatheringRow,
  { filter, page }: { readonly filter: EntryFilter; readonly page: number },
): Promise<EntryPage> {
  const select = selectEntries(context, gathering.no, filter);
  const { total } = await select
    .select((column) => column.fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow();
  const rows = await select
    .leftJoin('signatories', (join) =>
      join
        .on('signatories.programme_no', '=', gathering.programme_no)
        .onRef('signatories.no', '=', 'entries.signatory_no'),
    )
    .leftJoin('agencies', (join) =>
      join
        .onRef('agencies.programme_no', '=', 'signatories.programme_no')
        .onRef('agencies.no', '=', 'signatories.agency_no'),
    )
    .select([
      'entries.id',
      'entries.seq',
      'entries.bytes',
      'entries.kind',
      'entries.doubt',
      'entries.revoked',
      'entries.wall_ms',
      'journals.id as journal',
      'journals.station',
      'signatories.position',
      'agencies.name as unit',
    ])
    .orderBy('entries.no', 'desc')
    .limit(PAGE_ROWS)
    .offset((page - 1) * PAGE_ROWS)
    .execute();
  const counted = await readCounted(context, gathering.no);
  return {
    total,
    page,
    entries: rows.map((row): EntryLine => {
      const id = toHex(row.id);
      const body = bodyOf(row.bytes as Bytes); // a blob column
      const signing = body?.kind === 'signing' ? body : null;
      return {
        id,
        device: toHex(row.journal),
        station: row.station,
        seq: row.seq,
        kind: body?.kind ?? 'unread',
        wallMs: row.wall_ms,
        zone: gathering.zone,
        who: signing === null ? null : whoOf(signing.signatory, row),
        attended: signing?.acts.attended ?? false,
        signed: signing?.acts.signed ?? false,
        doubt: row.doubt,
        revoked: row.revoked === 1,
        counted: counted.has(id),
        remark: remarkOf(body),
      };
    }),
  };
}

/** The ink of a signing as an SVG picture of its pad. Fault: not-found. */
export async function drawInk(
  context: Context,
  gathering: GatheringRow,
  entryHex: string,
): Promise<Result<string>> {
  const row = await selectEntries(context, gathering.no, 'all')
    .select('entries.bytes')
    .where('entries.id', '=', fromHex(entryHex) ?? new Uint8Array(0))
    .executeTakeFirst();
  const body = row === undefined ? null : bodyOf(row.bytes as Bytes); // a blob column
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
    .where('journals.gathering_no', '=', gatheringNo);
  switch (filter) {
    case 'all':
      return select;
    case 'doubted':
      return select.where('entries.doubt', 'is not', null);
    case 'walk-ins':
      return select.where('entries.kind', '=', 'signing').where('entries.signatory_no', 'is', null);
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

/** Ids of the entries that stand on paper. */
async function readCounted(context: Context, gatheringNo: number): Promise<ReadonlySet<string>> {
  const { sqlite } = context.database;
  const { facts } = await context.database.exclusive(() => readSignings(sqlite, gatheringNo));
  const standings = [...foldAttendance(facts).values()];
  return new Set(standings.flatMap(({ counted }) => (counted === null ? [] : [toHex(counted)])));
}

function bodyOf(bytes: Bytes): EntryBody | null {
  const read = parseEntry(bytes);
  return read.ok && read.value.body.ok ? read.value.body.value : null;
}

/** The name is the one confirmed on screen; position and unit are the roster's of now. */
function whoOf(
  signatory: Signatory,
  known: { readonly position: string | null; readonly unit: string | null },
): NonNullable<EntryLine['who']> {
  const { name, category } = signatory;
  return signatory.kind === 'listed'
    ? { no: signatory.no, name, category, position: known.position ?? '', unit: known.unit ?? '' }
    : { no: null, name, category, position: signatory.position, unit: signatory.unit };
}

function remarkOf(body: EntryBody | null): string {
  switch (body?.kind) {
    case 'revocation':
      return body.reason;
    case 'note':
      return body.text;
    case 'recital':
      return body.leader;
    case 'signing':
      return body.represents;
    case undefined:
      return '';
  }
}
