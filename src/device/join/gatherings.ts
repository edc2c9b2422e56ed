/**
 * Yields the gathering this device works for. The rule: the QR alone is enough to begin; what it
 * does not hold (a custom text, the roster) is missing visibly until the office was reached once.
 */
import { toHex } from '#core/bytes.ts';
import { type Result, bad, good } from '#core/fault.ts';
import type { Joined } from '../device.ts';
import { type Db, type JournalRow, tryStorage } from '../store/db.ts';
import { type Belonging, type Journals, openJournal } from '../store/journal.ts';
import { invitationOf, keptInvitation } from '../store/kept-invitation.ts';
import { currentGathering } from '../store/rows.ts';
import { joinedOf } from './joined.ts';
import type { Checked } from './office-card.ts';

/** The gathering in use: what the screens see, and where its signings go. */
export interface Current {
  readonly id: string;
  readonly belonging: Belonging;
  readonly journal: JournalRow;
  readonly joined: Joined;
}

/** Works for the gathering of an invitation from now on. Faults: storage-full, storage-failed. */
export async function join(journals: Journals, checked: Checked): Promise<Result<Current>> {
  const { db } = journals;
  const id = toHex(checked.invitation.gathering.id);
  const joined = await tryStorage(async () => {
    const before = await db.gatherings.get(id);
    const journal = before && (await db.journals.get(before.journal));
    await openJournal(journals, belongingOf(checked, journal), 'join');
    journals.heads.delete(id); // it may be another journal from now on
    await db.write([db.journals, db.gatherings, db.current], async () => {
      await renewCode(db, id, checked);
      await db.current.put({ only: 1, gathering: id });
    });
    return loadCurrent(db);
  });
  if (!joined.ok) return joined;
  return joined.value === null
    ? bad('storage-failed', 'the gathering is gone')
    : good(joined.value);
}

/** The gathering in use, as kept; null before any was joined. */
export async function loadCurrent(db: Db): Promise<Current | null> {
  const rows = await db.read([db.current, db.gatherings, db.journals, db.packages], async () => {
    const row = await currentGathering(db);
    const journal = row && (await db.journals.get(row.journal));
    return row && journal && { row, journal, kept: await db.packages.get(row.id) };
  });
  if (rows === undefined) return null;
  const { row, journal, kept } = rows;
  const invitation = invitationOf(row);
  if (invitation === null) return null;
  const belonging: Belonging = {
    gathering: invitation.gathering.id,
    invitation: { invitation: row.invitation, parsed: { text: row.invitation, invitation } },
    grade: row.grade,
    secret: journal.secret,
  };
  const given = {
    station: journal.grant?.station ?? null,
    late: journal.grant?.late ?? null,
    info: kept?.info ?? null,
    rosterCount: kept?.rosterCount ?? 0,
  };
  const joined = await joinedOf(invitation, { grade: row.grade, given });
  return { id: row.id, belonging, journal, joined };
}

/** The first public poster that a station scans again does not make it a phone. */
function belongingOf(checked: Checked, before: JournalRow | undefined): Belonging {
  const { invitation, stationCode } = checked;
  const common = { gathering: invitation.gathering.id, invitation: keptInvitation(checked) };
  if (stationCode !== null) return { ...common, grade: 'station', secret: stationCode };
  if (before?.grade === 'station') return { ...common, grade: 'station', secret: before.secret };
  return { ...common, grade: 'phone', secret: invitation.joinSecret };
}

/** A station that never got permission may try with a new code. */
async function renewCode(db: Db, gathering: string, { stationCode }: Checked): Promise<void> {
  const row = await db.gatherings.get(gathering);
  const journal = row && (await db.journals.get(row.journal));
  if (journal === undefined || stationCode === null || journal.grant !== null) return;
  await db.journals.put({ ...journal, secret: stationCode });
}
