/** Judging one gathering by the rules of now: what it would change is shown before it is done. */
import { RULES } from '#core/ledger.ts';
import type { JudgementView, TurnoutCounts } from '#core/office-decision-api.ts';
import type { Context } from '../context.ts';

/** Judges anew; unless it is wanted, everything stays as it was and only the difference is told. */
export function judgeGathering(
  { database, ledger }: Context,
  gatheringNo: number,
  { isWanted }: { readonly isWanted: boolean },
): Promise<JudgementView> {
  const { sqlite } = database;
  return database.exclusive(() => {
    const olderCount = countOlder();
    const before = figures();
    sqlite.exec('savepoint judgement');
    const changes = ledger.judgeAnew(gatheringNo);
    ledger.recount(gatheringNo);
    const after = figures();
    if (!isWanted) sqlite.exec('rollback to judgement');
    sqlite.exec('release judgement');
    return { olderCount, changes, before, after };
  });

  function countOlder(): number {
    const row = sqlite
      .prepare(
        `select count(*) as count from entries join journals on journals.no = journal_no
        where journals.gathering_no = ? and rules < ?`,
      )
      .get(gatheringNo, RULES);
    return Number(row?.['count']);
  }

  function figures(): TurnoutCounts {
    const row = sqlite
      .prepare(
        `select coalesce(sum(expected), 0) as expected, coalesce(sum(attended), 0) as attended,
          coalesce(sum(signed), 0) as signed, coalesce(sum(extra_attended), 0) as extraAttended,
          coalesce(sum(extra_signed), 0) as extraSigned
        from turnout where gathering_no = ?`,
      )
      .get(gatheringNo);
    const figure = (name: keyof TurnoutCounts): number => Number(row?.[name]);
    return {
      expected: figure('expected'),
      attended: figure('attended'),
      signed: figure('signed'),
      extraAttended: figure('extraAttended'),
      extraSigned: figure('extraSigned'),
    };
  }
}
