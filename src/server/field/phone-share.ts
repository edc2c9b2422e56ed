/**
 * The share of the disk that phones have, and whoever shows a desk's code that is not his alone. A
 * poster admits anybody: without a share one visitor could fill the disk, and desks would be
 * refused. Beyond it a phone is told to come later and keeps what it has; a desk is never refused.
 */
import { statfsSync } from 'node:fs';
import { type Lateness, holdsBack } from '#core/admission.ts';
import { type Fault, bad } from '#core/fault.ts';
import { LIMITS } from '#core/limits.ts';
import type { Context } from '../context.ts';
import type { Arrived, EnrolledJournal } from '../ledger/ledger-delivery.ts';

export interface PhoneShare {
  /** Why these entries of a journal are not taken; null when they are. Synchronous. */
  refusalOf(journal: EnrolledJournal, arrived: readonly Arrived[]): Fault | null;
}

const FULL = bad('rate-limited', 'the share of phones').fault;

/** The share of an office. The room on its disk is looked at every LIMITS.phoneDiskLookMs. */
export function openPhoneShare(context: Context): PhoneShare {
  const { sqlite } = context.database;
  const journalAt = sqlite.prepare('select late, decided from journals where no = ?');
  const ofJournal = sqlite.prepare(`
    select coalesce(sum(length(bytes)), 0) as bytes from (
      select bytes from entries where journal_no = :no
      union all select bytes from strays where journal_no = :no)`);
  const ofGathering = sqlite.prepare(
    'select phone_bytes as bytes, phone_ceiling as ceiling from gatherings where no = ?',
  );
  const ofAll = sqlite.prepare('select coalesce(sum(phone_bytes), 0) as bytes from gatherings');
  const entryAt = sqlite.prepare(
    'select 1 from entries where journal_no = ? and seq = ? and digest = ?',
  );
  const strayAt = sqlite.prepare(
    'select 1 from strays where journal_no = ? and seq = ? and digest = ?',
  );
  /** What is held already takes no room, and whoever lost its receipt is given it again. */
  const freshBytes = ({ no }: EnrolledJournal, arrived: readonly Arrived[]): number =>
    arrived.reduce((sum, { bytes, digest, read }) => {
      const place = [no, read.envelope.seq, digest] as const;
      const isHeld = entryAt.get(...place) !== undefined || strayAt.get(...place) !== undefined;
      return isHeld ? sum : sum + bytes.length;
    }, 0);
  const room = { bytes: 0, lookedMs: -Infinity };
  const roomBytes = (): number => {
    const nowMs = context.now();
    if (Math.abs(nowMs - room.lookedMs) >= LIMITS.phoneDiskLookMs) {
      const { bavail, bsize } = statfsSync(context.config.dataFolder);
      room.bytes = bavail * bsize;
      room.lookedMs = nowMs;
    }
    return room.bytes;
  };
  return {
    refusalOf(journal, arrived) {
      const known = journalAt.get(journal.no);
      const late = (known?.['late'] ?? null) as Lateness | null; // written by enrolment.ts alone
      if (holdsBack(journal.grade, late) || known?.['decided'] === 'accepted') return null;
      const bytesCount = freshBytes(journal, arrived);
      if (bytesCount === 0) return null;
      const own = Number(ofJournal.get({ no: journal.no })?.['bytes']);
      if (journal.grade === 'phone' && own + bytesCount > LIMITS.phoneJournalBytesMax) return FULL;
      const gathering = ofGathering.get(journal.gatheringNo);
      // A low ceiling labels what comes above it, and never keeps it away.
      const walkIns = Math.max(Number(gathering?.['ceiling']), LIMITS.phoneWalkInsStart);
      const shareBytes = walkIns * LIMITS.phoneWalkInBytes;
      if (Number(gathering?.['bytes']) + bytesCount > shareBytes) return FULL;
      const allBytes = Number(ofAll.get()?.['bytes']);
      const mostBytes = (LIMITS.phoneDiskPercentMax / 100) * (allBytes + roomBytes());
      const isOver = allBytes + bytesCount > mostBytes;
      return isOver ? FULL : null;
    },
  };
}
