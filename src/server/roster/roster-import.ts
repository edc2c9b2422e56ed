/**
 * Imports roster files, whole or not at all. Everything that takes long is done in a thread of its
 * own (roster-worker.ts); only what changes is written here, in one transaction.
 */
import { assert } from '#core/assert.ts';
import { type Result, bad, good } from '#core/fault.ts';
import { LIMITS } from '#core/limits.ts';
import type { RosterReport } from '#core/office-api.ts';
import type { RosterRow } from '#core/roster.ts';
import type { Context } from '../context.ts';
import { placeOf } from '../db/reading.ts';
import type { ProgrammeRow } from '../db/schema.ts';
import { packageTexts } from '../programme/package.ts';
import { type Answer, answered } from '../problem.ts';
import type { AskJudge, RosterThreads } from './roster-threads.ts';
import type { JudgedFile, RosterRequest } from './roster-worker.ts';
import { writeRoster } from './roster-writing.ts';

/** A file, and whether it is to be imported or only judged. */
export interface RosterFile {
  readonly bytes: Uint8Array;
  readonly commit: boolean;
}

/** What an import works with. */
export interface Importing {
  readonly context: Context;
  readonly rosterThreads: RosterThreads;
}

/**
 * Judges a file, and imports it when asked to, where it has no error and at least one person.
 * Faults: those of the file and of its thread; too-many-rows and roster-unfit of the roster it
 * would make; conflict, when others changed the roster each time it was about to be written.
 */
export async function importRoster(
  { context, rosterThreads }: Importing,
  programme: ProgrammeRow,
  { bytes, commit }: RosterFile,
): Promise<Answer<RosterReport>> {
  const order = {
    bytes,
    database: placeOf(context.database),
    programme: { no: programme.no, id: programme.id },
    texts: await packageTexts(context, programme),
    commit,
  };
  return rosterThreads.lend(async (ask): Promise<Result<RosterReport>> => {
    let request: RosterRequest = { kind: 'judge', order };
    for (let tries = 0; tries < LIMITS.rosterTriesMax; tries += 1) {
      const judged = await askJudged(ask, request);
      if (!judged.ok) return judged;
      const { report } = judged.value;
      if (judged.value.write === null) return answered({ ...report, imported: false });
      const written = await write(context, programme, { judged: judged.value, ask });
      if (!written.ok) return written;
      if (written.value) return answered({ ...report, imported: true });
      request = { kind: 'plan' };
    }
    return bad('conflict', 'the roster changes all the time');
  });
}

/** False when the plan no longer fits the roster there is. */
async function write(
  context: Context,
  programme: ProgrammeRow,
  { judged, ask }: { readonly judged: JudgedFile; readonly ask: AskJudge },
): Promise<Result<boolean>> {
  const { write: planned, changedCount } = judged;
  assert(planned !== null, 'only what may be imported is written');
  const changed: RosterRow[] = [];
  while (changed.length < changedCount) {
    const reply = await ask({ kind: 'people', from: changed.length });
    if (!reply.ok) return reply;
    assert(reply.value.kind === 'people', 'people were asked for');
    changed.push(...reply.value.people);
  }
  try {
    const work = (): boolean => writeRoster(context, programme.no, { ...planned, changed });
    return good(await context.database.exclusive(work));
  } finally {
    // What a write that failed left in memory is no roster of anybody.
    context.registry.forget();
  }
}

async function askJudged(ask: AskJudge, request: RosterRequest): Promise<Result<JudgedFile>> {
  const reply = await ask(request);
  if (!reply.ok) return reply;
  assert(reply.value.kind === 'judged', 'a judgement was asked for');
  return reply.value.judged;
}
