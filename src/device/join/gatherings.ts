/**
 * The gathering in use. Its QR is enough to begin. What the QR does not have (a pact's own text,
 * the roster) comes with the first contact; until then the screens say that it is missing.
 */
import { toHex } from '#core/bytes.ts';
import { type Result, bad, good } from '#core/fault.ts';
import type { Joined } from '../device.ts';
import { type Db, type KeptJournalRow, tryStorage } from '../store/db.ts';
import { type Belonging, type Journals, openJournal } from '../store/journal.ts';
import { invitationOf, keptInvitation } from '../store/kept-invitation.ts';
import { currentGathering } from '../store/rows.ts';
import { joinedOf } from './joined.ts';
import type { Checked } from './office-card.ts';

/** The gathering in use: what the screens see, and where its signings go. */
export interface Current {
  readonly id: string;
  readonly belonging: Belonging;
  readonly journal: KeptJournalRow;
  readonly joined: Joined;
}

/** Joins the gathering of an invitation. Faults: storage-full, storage-failed. */
export async function join(journals: Journals, checked: Checked): Promise<Result<Current>> {
  const { db } = journals;
  const id = toHex(checked.invitation.gathering.id);
  const joined = await tryStorage(async () => {
    const before = await db.gatherings.get(id);
    const journal = before && (await db.journals.get(before.journal));
    await openJournal(journals, belongingOf(checked, journal), 'join');
    journals.heads.delete(id); // the gathering may have another journal now
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

/** A station that scans the poster of its own gathering stays a station. */
function belongingOf(checked: Checked, before: KeptJournalRow | undefined): Belonging {
  const { invitation, stationCode } = checked;
  const common = { gathering: invitation.gathering.id, invitation: keptInvitation(checked) };
  if (stationCode !== null) return { ...common, grade: 'station', secret: stationCode };
  if (before?.grade === 'station') return { ...common, grade: 'station', secret: before.secret };
  return { ...common, grade: 'phone', secret: invitation.joinSecret };
}

/** A station without permission may try another code. */
async function renewCode(db: Db, gathering: string, { stationCode }: Checked): Promise<void> {
  const row = await db.gatherings.get(gathering);
  const journal = row && (await db.journals.get(row.journal));
  if (journal === undefined || stationCode === null || journal.grant !== null) return;
  await db.journals.put({ ...journal, secret: stationCode });
}
