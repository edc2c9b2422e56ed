/**
 * Yields the gathering this device works for. The rule: the QR alone is enough to begin; what it
 * does not hold (a custom text, the roster) is missing visibly until the office was reached once.
 */
import { DEFAULT_MATRIX } from '#core/category.ts';
import { equalBytes, toHex } from '#core/bytes.ts';
import { type Result, bad, good } from '#core/fault.ts';
import { type Invitation, invitationUrl, parseInvitation } from '#core/invitation.ts';
import { RECITAL_TEMPLATE } from '#core/pact-texts.ts';
import { type Pact, defaultPacts, fillText, pactSetDigest } from '#core/pact.ts';
import { type Db, type GatheringRow, type JournalRow, type PackageRow, tryStorage } from './db.ts';
import type { Joined } from './device.ts';
import type { Checked } from './enrolment.ts';
import { type Belonging, type Journals, openJournal } from './journal.ts';
import { digest } from './keys.ts';

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
    const current = await db.current.get(1);
    const row = current && (await db.gatherings.get(current.gathering));
    const journal = row && (await db.journals.get(row.journal));
    return row && journal && { row, journal, kept: await db.packages.get(row.id) };
  });
  if (rows === undefined) return null;
  const parsed = parseInvitation(rows.row.invitation);
  if (!parsed.ok) return null;
  const { row, journal } = rows;
  const { invitation } = parsed.value;
  const belonging: Belonging = {
    gathering: invitation.gathering.id,
    invitation: row.invitation,
    grade: row.grade,
    secret: journal.secret,
  };
  const joined = await joinedOf(invitation, rows);
  return { id: row.id, belonging, journal, joined };
}

/** The first public poster that a station scans again does not make it a phone. */
function belongingOf(checked: Checked, before: JournalRow | undefined): Belonging {
  const { invitation, bytes, stationCode } = checked;
  const common = { gathering: invitation.gathering.id, invitation: invitationUrl('', bytes) };
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

async function joinedOf(
  invitation: Invitation,
  { row, journal, kept }: { row: GatheringRow; journal: JournalRow; kept: PackageRow | undefined },
): Promise<Joined> {
  const { gathering } = invitation;
  const fill = (text: string): string => fillText(text, gathering.fields);
  const { title, lines } = RECITAL_TEMPLATE;
  return {
    gathering,
    grade: row.grade,
    station: journal.grant?.station ?? '',
    enrolled: journal.grant !== null,
    pacts: kept?.info.pacts ?? (await pactsOf(invitation)),
    matrix: kept?.info.matrix ?? DEFAULT_MATRIX,
    recital: kept?.info.recital ?? { title: title.map(fill), lines: lines.map(fill) },
    rosterCount: kept?.rosterCount ?? 0,
  };
}

/** The texts that ship with the app, if they are what the invitation binds. */
async function pactsOf({ gathering, pactSet }: Invitation): Promise<readonly Pact[] | null> {
  const pacts = defaultPacts(gathering.fields);
  const bound = await pactSetDigest(pacts, DEFAULT_MATRIX, digest);
  return equalBytes(bound, pactSet) ? pacts : null;
}
