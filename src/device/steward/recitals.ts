/**
 * The recital on a station. Its beginning is written to the disk at once, so a reload loses
 * nothing. The transaction that keeps its entry also ends it, so a second touch keeps no second
 * entry.
 */
import { type Result, bad, good } from '#core/fault.ts';
import type { RandomBytes } from '#core/id.ts';
import { cleanText } from '#core/plain-text.ts';
import { recitalDigest } from '#core/recital.ts';
import type { DeviceParts } from '../device-parts.ts';
import type { RecitalTurn, Recitals } from '../device.ts';
import { type Current, loadCurrent } from '../join/gatherings.ts';
import { digest } from '../keys.ts';
import { type RecitalRow, tryStorage } from '../store/db.ts';
import { append, openJournals } from '../store/journal.ts';
import { writeStorageMarker } from '../store/storage-marker.ts';
import { withLock } from '../tabs/locks.ts';

/** What the recitals need. */
export interface RecitalDeps {
  readonly parts: DeviceParts;
  readonly random: RandomBytes;
  /** Called after a write that all tabs show. */
  readonly changed: () => void;
  /** Called when an entry was kept. */
  readonly kept: () => void;
}

/** A lock, so that only one tab keeps a recital. */
const TURN = 'ikrar:recital';

/** The recitals of the gathering in use. */
export function openRecitals(deps: RecitalDeps): Recitals {
  const inTurn = async <T>(work: () => Promise<Result<T>>): Promise<Result<T>> => {
    const done = await withLock(TURN, () => tryStorage(work));
    deps.changed();
    return done.ok ? done.value : done;
  };
  return {
    last: () => tryStorage(async () => (await readNow(deps))?.recital ?? null),
    begin: (leader) => inTurn(() => begin(deps, cleanText(leader))),
    cancel: (gathering) => inTurn(() => cancel(deps, gathering)),
    finish: () => inTurn(() => finish(deps)),
  };
}

/** The gathering in use, and its last recital. */
interface Now {
  readonly current: Current;
  readonly recital: RecitalRow | null;
}

async function readNow({ parts: { db } }: RecitalDeps): Promise<Now | null> {
  const current = await loadCurrent(db);
  if (current === null) return null;
  return { current, recital: (await db.gatherings.get(current.id))?.recital ?? null };
}

async function begin(deps: RecitalDeps, leader: string): Promise<Result<RecitalTurn>> {
  const { db, clock } = deps.parts;
  const now = await readNow(deps);
  if (now === null) return bad('not-enrolled', 'nothing joined');
  const { id, joined } = now.current;
  if (joined.grade !== 'station') return bad('not-permitted', 'only a station records a recital');
  if (joined.recital === null) return bad('not-found', 'the text of the recital');
  if (now.recital?.toMs === null) return good(now.recital);
  const text = await recitalDigest(joined.recital, digest);
  const recital = { text, leader, fromMs: clock.wallMs(), toMs: null };
  await db.write([db.gatherings], () => db.gatherings.update(id, { recital }));
  return good(recital);
}

async function cancel({ parts: { db } }: RecitalDeps, id: string): Promise<Result<void>> {
  await db.write([db.gatherings], async () => {
    const recital = (await db.gatherings.get(id))?.recital;
    if (recital?.toMs === null) await db.gatherings.update(id, { recital: undefined });
  });
  return good(undefined);
}

async function finish(deps: RecitalDeps): Promise<Result<RecitalTurn>> {
  const { parts, random, kept } = deps;
  const { db, clock } = parts;
  const now = await readNow(deps);
  if (now === null || now.recital === null) return bad('not-found', 'no recital was begun');
  if (now.recital.toMs !== null) return good(now.recital);
  const { belonging, id } = now.current;
  // The clock may have been set back: the end is never before the beginning.
  const toMs = Math.max(now.recital.fromMs, clock.wallMs());
  const recital = { ...now.recital, toMs };
  const appended = await append(openJournals(parts, random), {
    belonging,
    body: { kind: 'recital', ...recital },
    name: '',
    signatory: null,
    draft: '',
    beside: { table: db.gatherings, write: () => db.gatherings.update(id, { recital }) },
  });
  if (!appended.ok) return appended;
  writeStorageMarker(appended.value);
  kept();
  return good(recital);
}
