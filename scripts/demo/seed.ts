/**
 * Fills an office with a programme, a roster and gatherings, through the same code its screens
 * call.
 */
import * as v from 'valibot';
import { assert } from '#core/assert.ts';
import { type GatheringView, type newGathering } from '#core/office-gathering-api.ts';
import type { Context } from '#server/context.ts';
import type { GatheringRow, ProgrammeRow } from '#server/db/schema.ts';
import { findGathering, makeGathering } from '#server/gathering/gatherings.ts';
import type { Answer } from '#server/problem.ts';
import { findProgramme, makeProgramme } from '#server/programme/programmes.ts';
import { type Importing, importRoster } from '#server/roster/roster-import.ts';
import type { newProgramme } from '#core/office-api.ts';

/** A gathering as its screens show it and as its row. */
export interface SeededGathering {
  readonly view: GatheringView;
  readonly row: GatheringRow;
}

/** Makes a programme and imports its roster from CSV text. */
export async function seedProgramme(
  { context, rosterThreads }: Importing,
  programme: v.InferOutput<typeof newProgramme>,
  csv: string,
): Promise<ProgrammeRow> {
  const made = valueOf(await makeProgramme(context, programme));
  const row = valueOf(await findProgramme(context, made.id));
  const bytes = new TextEncoder().encode(csv);
  const file = { bytes, commit: true };
  const report = valueOf(await importRoster({ context, rosterThreads }, row, file));
  assert(report.imported, 'a generated roster has no error');
  return row;
}

/** Makes a gathering of a programme. */
export async function seedGathering(
  context: Context,
  programme: ProgrammeRow,
  gathering: v.InferOutput<typeof newGathering>,
): Promise<SeededGathering> {
  const view = valueOf(await makeGathering(context, programme, gathering));
  return { view, row: valueOf(await findGathering(context, view.id)) };
}

/** The value of an answer that cannot be refused, because its data was made for it. */
export function valueOf<T>(answer: Answer<T>): T {
  assert(answer.ok, `generated data is good: ${answer.ok ? '' : answer.fault.code}`);
  return answer.value;
}
