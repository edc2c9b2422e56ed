/**
 * Whether the organiser closed a gathering, as the office says. The answer is kept until the office
 * says otherwise. Closing refuses nobody: who signs afterwards is kept and sent as before.
 */
import { JOURNAL_HEADER, closingPath } from '#core/api.ts';
import { toHex } from '#core/bytes.ts';
import { type Result, bad } from '#core/fault.ts';
import { LIMITS } from '#core/limits.ts';
import { parseClosing } from '#core/purge.ts';
import type { DeviceParts } from '../device-parts.ts';
import { bodyOf } from '../join/office-card.ts';
import { type Db, type KeptJournalRow, tryStorage } from '../store/db.ts';
import { currentGathering } from '../store/rows.ts';

const CLOSING_BYTES_MAX = 64;

/**
 * Asks the office when the gathering of a journal was closed; null while it is open. Faults: those
 * of asking, malformed, storage-….
 */
export async function askClosing(
  { transport, db }: DeviceParts,
  { id, gathering, grant }: KeptJournalRow,
): Promise<Result<number | null>> {
  const reply = await transport({
    method: 'GET',
    path: closingPath(gathering),
    ...(grant === null ? {} : { token: grant.token }),
    headers: { [JOURNAL_HEADER]: id },
    deadlineMs: LIMITS.requestDeadlineMs,
    answerBytesMax: CLOSING_BYTES_MAX,
  });
  const body = bodyOf(reply);
  const closing = body.ok ? parseClosing(body.value) : body;
  if (!closing.ok) return closing;
  if (toHex(closing.value.gathering) !== gathering) {
    return bad('malformed', 'the closing of another gathering');
  }
  const { closedAtMs } = closing.value;
  return tryStorage(() => keepClosing(db, gathering, closedAtMs));
}

/** When the gathering in use was closed, as the office last said; null: it was not, or unheard. */
export function readClosing(db: Db): Promise<Result<number | null>> {
  return tryStorage(() =>
    db.read(
      [db.current, db.gatherings],
      async () => (await currentGathering(db))?.closedAtMs ?? null,
    ),
  );
}

/** Asks about the gathering in use, if the office ever gave permission to ask. */
export async function hearClosing(parts: DeviceParts): Promise<void> {
  const { db } = parts;
  const asking = await tryStorage(() =>
    db.read([db.current, db.journals], async () => {
      const current = await db.current.get(1);
      const journals = await db.journals.toArray();
      return journals.find(
        ({ gathering, grant }) => gathering === current?.gathering && grant !== null,
      );
    }),
  );
  // After a fault the last known answer stays.
  if (asking.ok && asking.value !== undefined) await askClosing(parts, asking.value);
}

async function keepClosing(db: Db, id: string, closedAtMs: number | null): Promise<number | null> {
  await db.write([db.gatherings], async () => {
    const row = await db.gatherings.get(id);
    if (row === undefined || (row.closedAtMs ?? null) === closedAtMs) return;
    await db.gatherings.put({ ...row, closedAtMs });
  });
  return closedAtMs;
}
