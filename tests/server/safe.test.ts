/** What is safe, written in slices: the same as at one stroke, and nothing waits for it. */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { toHex } from '#core/bytes.ts';
import { LIMITS } from '#core/limits.ts';
import { type SafeHead, safeSeqOf } from '#core/safe.ts';
import { type Database, openDatabase } from '#server/db/database.ts';
import { publishHeads } from '#server/keeping/safe.ts';
import { makeFolder } from '../support/leftovers.ts';

/** A journal of the office, what is said to be safe of it now, and what the backups hold. */
interface Journal {
  readonly seq: number;
  readonly safeSeq: number;
  /** Null where no backup has the journal. */
  readonly low: { readonly seq: number; readonly isOther: boolean } | null;
}

const journalIds = (no: number): Buffer => Buffer.from(no.toString(16).padStart(32, '0'), 'hex');
const digestOf = (no: number, seq: number): Buffer =>
  Buffer.from(`${no.toString(16).padStart(32, '0')}${seq.toString(16).padStart(32, '0')}`, 'hex');

class Ledger implements Disposable {
  readonly database: Database;
  readonly heads: readonly SafeHead[];
  readonly #folder = makeFolder('safe');

  constructor(journals: readonly Journal[]) {
    this.database = openDatabase(join(this.#folder, 'office.sqlite'));
    const { sqlite } = this.database;
    sqlite.exec('pragma foreign_keys = off; begin');
    const enrol = sqlite.prepare(`
      insert into journals (no, id, public_key, gathering_no, grade, station, build,
        enrolled_at_ms, seq, digest, safe_seq)
      values (?, ?, zeroblob(65), 1, 'phone', '', '', 0, ?, zeroblob(32), ?)`);
    const keep = sqlite.prepare(`
      insert into entries (journal_no, seq, id, digest, batch_no, kind, wall_ms, acts, bytes)
      values (?, ?, ?, ?, 1, 'signing', 0, 0, zeroblob(1))`);
    for (const [at, { seq, safeSeq }] of journals.entries()) {
      enrol.run(at + 1, journalIds(at + 1), seq, safeSeq);
      for (let place = 1; place <= seq; place += 1) {
        const digest = digestOf(at + 1, place);
        const id = Buffer.concat([digest.subarray(8, 16), digest.subarray(24)]);
        keep.run(at + 1, place, id, digest);
      }
    }
    sqlite.exec('commit');
    this.heads = journals.flatMap(({ low }, at) =>
      low === null
        ? []
        : {
            journal: toHex(journalIds(at + 1)),
            seq: low.seq,
            digest: toHex(digestOf(at + 1, low.isOther ? 9_999 : low.seq)),
          },
    );
  }

  /** What is safe of each journal. */
  safeSeqs(): readonly number[] {
    const rows = this.database.sqlite.prepare('select safe_seq from journals order by no').all();
    return rows.map((row) => Number(row['safe_seq']));
  }

  /** What the rule of core says of each, all of them at once. */
  ruled(): readonly number[] {
    const { sqlite } = this.database;
    const byJournal = new Map(this.heads.map((head) => [head.journal, head]));
    const at = sqlite.prepare(
      'select 1 from entries where journal_no = ? and seq = ? and digest = ?',
    );
    return sqlite
      .prepare('select no, id, seq from journals order by no')
      .all()
      .map(({ no, id, seq }) => {
        const holds = (low: SafeHead): boolean =>
          at.get(Number(no), low.seq, Buffer.from(low.digest, 'hex')) !== undefined;
        const low = byJournal.get(toHex(id as Uint8Array));
        return safeSeqOf(low, { heldSeq: Number(seq), holds });
      });
  }

  [Symbol.dispose](): void {
    this.database.sqlite.close();
    rmSync(this.#folder, { recursive: true });
  }
}

const someJournal: fc.Arbitrary<Journal> = fc.record({
  seq: fc.nat(4),
  safeSeq: fc.nat(4),
  low: fc.option(fc.record({ seq: fc.integer({ min: 1, max: 5 }), isOther: fc.boolean() })),
});

test('is what the rule says, in whatever state the office is', async () => {
  const count = LIMITS.safeSliceJournalsMax * 2;
  const several = fc.array(someJournal, { minLength: 1, maxLength: 6 });
  await fc.assert(
    fc.asyncProperty(several, async (kinds) => {
      // Enough of them for several slices, in the pattern of a few.
      const journals = Array.from(
        { length: count + kinds.length },
        (_, at) => kinds[at % kinds.length],
      );
      using ledger = new Ledger(journals.filter((journal) => journal !== undefined));
      await publishHeads(ledger.database, ledger.heads);
      expect(ledger.safeSeqs()).toEqual(ledger.ruled());
      await publishHeads(ledger.database, []);
      expect(ledger.safeSeqs().every((seq) => seq === 0)).toBe(true);
    }),
    { numRuns: 12 },
  );
});

test('of ten thousand phones is written a few at a time, and others have their turn', async () => {
  const journals = Array.from({ length: 10_000 }, () => ({
    seq: 1,
    safeSeq: 0,
    low: { seq: 1, isOther: false },
  }));
  using ledger = new Ledger(journals);
  const { database, heads } = ledger;
  const changed = (): number =>
    Number(database.sqlite.prepare('select total_changes() as n').get()?.['n']);
  let before = changed();
  let most = 0;
  let turns = 0;
  const until = { isDone: false };
  const published = publishHeads(database, heads).then(() => (until.isDone = true));
  while (!until.isDone) {
    const now = await database.exclusive(changed);
    most = Math.max(most, now - before);
    before = now;
    turns += 1;
    await setImmediate();
  }
  await published;
  expect(ledger.safeSeqs().every((seq) => seq === 1)).toBe(true);
  expect(most).toBeLessThanOrEqual(LIMITS.safeSliceJournalsMax);
  expect(turns).toBeGreaterThanOrEqual(10_000 / LIMITS.safeSliceJournalsMax);
  // Nothing new is nothing written.
  before = changed();
  await publishHeads(database, heads);
  expect(changed()).toBe(before);
});
