/** Who is invited to a gathering: agencies with all below them, categories, or people by number. */
import type * as v from 'valibot';
import type { invites } from '#core/office-gathering-api.ts';
import type { Context } from '../context.ts';

/** Numbers in the roster, each once; null stands for everyone. Unknown numbers are left out. */
export async function findInvited(
  { database: { query } }: Context,
  programmeNo: number,
  wanted: v.InferOutput<typeof invites>,
): Promise<readonly number[] | null> {
  if (wanted === 'all') return null;
  const people = await query
    .selectFrom('signatories')
    .select(['no', 'agency_no', 'category'])
    .where('programme_no', '=', programmeNo)
    .orderBy('no')
    .execute();
  if ('signatories' in wanted) {
    const chosen = new Set(wanted.signatories);
    return people.filter(({ no }) => chosen.has(no)).map(({ no }) => no);
  }
  const agencies = await query
    .selectFrom('agencies')
    .select(['no', 'parent_no'])
    .where('programme_no', '=', programmeNo)
    .execute();
  const parentOf = new Map(agencies.map(({ no, parent_no }) => [no, parent_no]));
  const chosen = new Set(wanted.agencies);
  const isBelow = (no: number): boolean => {
    let at: number | null = no;
    while (at !== null && !chosen.has(at)) at = parentOf.get(at) ?? null;
    return at !== null;
  };
  const categories = new Set(wanted.categories);
  return people
    .filter(({ agency_no }) => chosen.size === 0 || isBelow(agency_no))
    .filter(({ category }) => categories.size === 0 || categories.has(category))
    .map(({ no }) => no);
}
