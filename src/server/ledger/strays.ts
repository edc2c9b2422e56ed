/**
 * What is kept beside another entry, as the fold takes it: it counts only when the organiser
 * accepted it. A tablet that was put back to an earlier day goes on beside itself, and real people
 * sign on both sides.
 */
import type { DatabaseSync } from 'node:sqlite';
import { assert } from '#core/assert.ts';
import { equalBytes } from '#core/bytes.ts';
import { type Signing, parseEntry, signatoryKey } from '#core/entry.ts';
import { RULES } from '#core/ledger.ts';
import { bytesOf } from '../db/row-bytes.ts';
import { type LedgerFact, factOf } from './fact.ts';
import type { RegisteredGathering } from './registry.ts';

const STRAY_COLUMNS = `
  strays.no, strays.digest, strays.bytes, strays.decided, strays.revoked,
  journals.id as journal, journals.grade, journals.decided as device_decided,
  batches.received_at_ms`;

const ACCEPTED = `
  select ${STRAY_COLUMNS}
  from strays indexed by strays_decided join journals on journals.no = strays.journal_no
  left join batches on batches.no = strays.batch_no
  where strays.decided = 'accepted' and journals.gathering_no = ?`;

const OF_DESKS = `
  select ${STRAY_COLUMNS}
  from journals join strays on strays.journal_no = journals.no
  left join batches on batches.no = strays.batch_no
  where journals.gathering_no = ? and journals.grade = 'station'
    and strays.decided is not 'accepted'`;

/** Reads the signings kept beside others that were accepted. */
export function prepareStrays(sqlite: DatabaseSync) {
  const accepted = sqlite.prepare(ACCEPTED);
  return {
    acceptedStrays: (gathering: RegisteredGathering): readonly LedgerFact[] =>
      accepted.all(gathering.no).flatMap((row) => strayFact(row, gathering)),
  };
}

/** Signings kept beside others: those that were accepted, and those of desks that wait for it. */
export function readStrays(
  sqlite: DatabaseSync,
  gathering: RegisteredGathering,
): readonly LedgerFact[] {
  return [ACCEPTED, OF_DESKS].flatMap((sql) =>
    sqlite
      .prepare(sql)
      .all(gathering.no)
      .flatMap((row) => strayFact(row, gathering)),
  );
}

/** The number that stands for a row of `strays` among those of `entries`, and back. */
export function strayNo(no: number): number {
  return -no;
}

function strayFact(
  row: Readonly<Record<string, unknown>>,
  { id, span }: RegisteredGathering,
): readonly LedgerFact[] {
  const read = parseEntry(bytesOf(row, 'bytes'));
  assert(read.ok, 'an envelope was readable when it came');
  const { envelope, body } = read.value;
  if (!body.ok || body.value.kind !== 'signing' || !equalBytes(envelope.gathering, id)) return [];
  const { signatory, acts } = body.value;
  const columns = {
    ...row,
    wall_ms: envelope.at.wallMs,
    acts: actsOf(acts),
    doubt: 'forked', // or a conflict: either counts when it is accepted itself
    rules: RULES,
  };
  return [
    {
      ...factOf(columns, span),
      no: strayNo(Number(row['no'])),
      signatory: signatoryKey(signatory, bytesOf(row, 'digest')),
      walkIn: signatory.kind === 'walk-in' ? signatory.category : null,
    },
  ];
}

/** What was done, as the column of a signing has it. */
export function actsOf({ attended, signed }: Signing['acts']): number {
  return (attended ? 1 : 0) + (signed ? 2 : 0);
}
