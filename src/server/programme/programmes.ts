/** Programmes: made with their pacts filled and digested, shown with how their roster stands. */
import * as v from 'valibot';
import { toHex } from '#core/bytes.ts';
import { CATEGORIES, DEFAULT_MATRIX, wireMatrix } from '#core/category.ts';
import { encode } from '#core/codec.ts';
import { type Result, bad, good } from '#core/fault.ts';
import {
  type Programme,
  type ProgrammeLine,
  letterhead,
  type newProgramme,
} from '#core/office-api.ts';
import { defaultPacts, pactRef, wirePact } from '#core/pact.ts';
import type { Context } from '../context.ts';
import type { ProgrammeRow } from '../db/schema.ts';
import { digest } from '../keys.ts';
import { currentPacts, matrixOf } from './package.ts';
import { type Answer, answered, refused } from '../problem.ts';

const ID_BYTES = 8;

/** A programme by its id. Fault: not-found. */
export async function findProgramme(context: Context, id: string): Promise<Result<ProgrammeRow>> {
  const row = await context.database.query
    .selectFrom('programmes')
    .selectAll()
    .where('id', '=', id)
    .executeTakeFirst();
  return row === undefined ? bad('not-found', 'programme') : good(row);
}

/** Makes a programme with the default pacts, filled with its fields. */
export async function makeProgramme(
  context: Context,
  wanted: v.InferOutput<typeof newProgramme>,
): Promise<Answer<Programme>> {
  const matrix = wanted.matrix ?? DEFAULT_MATRIX;
  const inOrder = matrix.every(({ category }, at) => category === CATEGORIES[at]);
  if (!inOrder) return refused('invalid', { matrix: 'invalid' });
  const pacts = await Promise.all(
    defaultPacts(wanted).map(async (pact) => ({ pact, ref: await pactRef(pact, digest) })),
  );
  const id = toHex(context.random(ID_BYTES));
  const { title, government, election, year, zone } = wanted;
  await context.database.query.transaction().execute(async (query) => {
    const { no } = await query
      .insertInto('programmes')
      .values({
        id,
        title,
        government,
        election,
        year,
        zone,
        letterhead: JSON.stringify(wanted.letterhead),
        matrix: JSON.stringify(wireMatrix(matrix)),
        created_at_ms: context.now(),
      })
      .returning('no')
      .executeTakeFirstOrThrow();
    await query
      .insertInto('pacts')
      .values(
        pacts.map(({ pact, ref }) => ({
          programme_no: no,
          code: pact.code,
          version: pact.version,
          body: encode(wirePact(pact)),
          digest: ref.digest,
        })),
      )
      .execute();
  });
  const made = await findProgramme(context, id);
  return made.ok ? answered(await showProgramme(context, made.value, [])) : made;
}

/** Every programme, newest first. */
export async function listProgrammes(context: Context): Promise<readonly ProgrammeLine[]> {
  const rows = await context.database.query
    .selectFrom('programmes')
    .leftJoin('rosters', 'rosters.programme_no', 'programmes.no')
    .select((query) => [
      'programmes.id',
      'title',
      'government',
      'year',
      'row_count',
      query
        .selectFrom('gatherings')
        .select(query.fn.countAll<number>().as('count'))
        .whereRef('gatherings.programme_no', '=', 'programmes.no')
        .as('gatherings'),
    ])
    .orderBy('programmes.no', 'desc')
    .execute();
  return rows.map(({ row_count, gatherings, ...row }) => ({
    ...row,
    rosterRows: row_count ?? 0,
    gatherings: gatherings ?? 0,
  }));
}

/** A programme with its pacts, its roster's summary and these, its gatherings. */
export async function showProgramme(
  context: Context,
  row: ProgrammeRow,
  gatherings: Programme['gatherings'],
): Promise<Programme> {
  const pacts = await currentPacts(context, row.no);
  const refs = await Promise.all(pacts.map((pact) => pactRef(pact, digest)));
  return {
    id: row.id,
    title: row.title,
    government: row.government,
    election: row.election,
    year: row.year,
    zone: row.zone,
    letterhead: letterheadOf(row),
    matrix: matrixOf(row),
    pacts: pacts.map(({ code, version, title }, at) => ({
      code,
      version,
      title,
      digest: toHex(refs[at]?.digest ?? new Uint8Array(0)),
    })),
    roster: await summariseRoster(context, row.no),
    gatherings,
  };
}

/** The letterhead of a programme, kept as JSON. */
export function letterheadOf(
  row: Pick<ProgrammeRow, 'letterhead'>,
): v.InferOutput<typeof letterhead> {
  return v.parse(letterhead, JSON.parse(row.letterhead));
}

async function summariseRoster(
  { database: { query } }: Context,
  programmeNo: number,
): Promise<Programme['roster']> {
  const roster = await query
    .selectFrom('rosters')
    .select(['row_count', 'imported_at_ms'])
    .where('programme_no', '=', programmeNo)
    .executeTakeFirst();
  if (roster === undefined) return null;
  const byCategory = await query
    .selectFrom('signatories')
    .select((column) => ['category', column.fn.countAll<number>().as('count')])
    .where('programme_no', '=', programmeNo)
    .groupBy('category')
    .execute();
  const { agencies } = await query
    .selectFrom('agencies')
    .select((column) => column.fn.countAll<number>().as('agencies'))
    .where('programme_no', '=', programmeNo)
    .executeTakeFirstOrThrow();
  return {
    rows: roster.row_count,
    agencies,
    byCategory: CATEGORIES.map((category) => ({
      category,
      count: byCategory.find((row) => row.category === category)?.count ?? 0,
    })),
    importedAtMs: roster.imported_at_ms,
  };
}
