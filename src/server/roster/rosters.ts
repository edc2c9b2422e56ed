/** Rosters as the organiser's screens show them. In the tables agencies count from 1. */
import { sql } from 'kysely';
import type { NumberKind } from '#core/identity.ts';
import { type AgencyList, PAGE_ROWS, type RosterPage } from '#core/office-api.ts';
import type { AgencyKind } from '#core/roster.ts';
import type { Context } from '../context.ts';

/** A page of the roster; a query is found in names, numbers, positions and agencies. */
export async function showRoster(
  { database }: Context,
  programmeNo: number,
  { query, page }: { readonly query: string; readonly page: number },
): Promise<RosterPage> {
  const words = query.split(/\s+/).filter((word) => word !== '');
  let select = database.query
    .selectFrom('signatories')
    .innerJoin('agencies', (join) =>
      join
        .onRef('agencies.programme_no', '=', 'signatories.programme_no')
        .onRef('agencies.no', '=', 'signatories.agency_no'),
    )
    .where('signatories.programme_no', '=', programmeNo);
  for (const word of words) {
    select = select.where((where) =>
      where.or(
        (['signatories.name', 'number', 'position', 'agencies.name'] as const).map((column) =>
          where(sql`instr(lower(${sql.ref(column)}), ${word.toLowerCase()})`, '>', 0),
        ),
      ),
    );
  }
  const { total } = await select
    .select((column) => column.fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow();
  const people = await select
    .select([
      'signatories.no',
      'signatories.name',
      'number',
      'number_kind',
      'rank',
      'position',
      'agencies.name as agency',
      'category',
    ])
    .orderBy('signatories.no')
    .limit(PAGE_ROWS)
    .offset((page - 1) * PAGE_ROWS)
    .execute();
  return {
    total,
    page,
    people: people.map(({ number_kind, ...row }) => ({
      ...row,
      numberKind: number_kind as NumberKind, // written by the import alone
    })),
  };
}

/** The agencies of a roster with how many people are in and below each. */
export async function showAgencies(
  { database: { query } }: Context,
  programmeNo: number,
): Promise<AgencyList> {
  const rows = await query
    .selectFrom('agencies')
    .selectAll()
    .where('programme_no', '=', programmeNo)
    .orderBy('no')
    .execute();
  const counts = await query
    .selectFrom('signatories')
    .select((column) => ['agency_no', column.fn.countAll<number>().as('count')])
    .where('programme_no', '=', programmeNo)
    .groupBy('agency_no')
    .execute();
  const parentOf = new Map(rows.map(({ no, parent_no }) => [no, parent_no]));
  const people = new Map<number, number>();
  for (const { agency_no, count } of counts) {
    let at: number | null = agency_no;
    while (at !== null) {
      people.set(at, (people.get(at) ?? 0) + count);
      at = parentOf.get(at) ?? null;
    }
  }
  return {
    agencies: rows.map((row) => ({
      no: row.no,
      name: row.name,
      shortName: row.short_name,
      kind: row.kind as AgencyKind, // written by the import alone
      parent: row.parent_no,
      people: people.get(row.no) ?? 0,
    })),
  };
}
