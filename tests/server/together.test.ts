/** Work that shares a commit: all of it is there, a failing piece takes nothing with it. */
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { LIMITS } from '#core/limits.ts';
import { type Database, openDatabase } from '#server/db/database.ts';
import { makeFolder } from '../support/leftovers.ts';

let folder = '';
let database: Database;

beforeEach(() => {
  folder = makeFolder('together');
  database = openDatabase(join(folder, 'office.sqlite'));
});

afterEach(async () => {
  await database.close();
});

function note(name: string): void {
  database.sqlite.prepare('insert into meta (name, value) values (?, ?)').run(name, '');
}

function noted(): readonly unknown[] {
  const rows = database.sqlite.prepare("select name from meta where name like 'piece-%'").all();
  return rows.map((row) => row['name']);
}

/** What another connection sees: only what is committed. */
function committed(): number {
  const other = new DatabaseSync(join(folder, 'office.sqlite'), { readOnly: true });
  const row = other.prepare("select count(*) as n from meta where name like 'piece-%'").get();
  other.close();
  return Number(row?.['n']);
}

describe('together', () => {
  it('answers every piece with its own value, after one commit for all', async () => {
    const seen: number[] = [];
    const answers = await Promise.all(
      ['a', 'b', 'c'].map((name) =>
        database.together(() => {
          note(`piece-${name}`);
          seen.push(committed());
          return name;
        }),
      ),
    );
    expect(answers).toEqual(['a', 'b', 'c']);
    expect(seen).toEqual([0, 0, 0]);
    expect(committed()).toBe(3);
  });

  it('keeps the others of a piece that fails, and nothing of the piece', async () => {
    const answers = await Promise.allSettled([
      database.together(() => note('piece-a')),
      database.together(() => {
        note('piece-b');
        throw new Error('half done');
      }),
      database.together(() => note('piece-c')),
    ]);
    expect(answers.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(noted()).toEqual(['piece-a', 'piece-c']);
  });

  it('answers everybody when more wait than share a commit', async () => {
    const names = Array.from({ length: LIMITS.sharedCommitMax * 3 + 1 }, (_, i) => `piece-${i}`);
    await Promise.all(names.map((name) => database.together(() => note(name))));
    expect(noted().length).toBe(names.length);
  });

  it('answers nobody before the commit', async () => {
    database.sqlite.exec('pragma max_page_count = 1'); // no page may be added: the commit fails
    const text = 'x'.repeat(100_000);
    const pieces = ['a', 'b'].map((name) =>
      database.together(() => {
        database.sqlite.prepare('insert into meta values (?, ?)').run(`piece-${name}`, text);
      }),
    );
    const answers = await Promise.allSettled(pieces);
    expect(answers.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    expect(noted()).toEqual([]);
  });

  it('finishes what waits when the database is closed', async () => {
    const names = Array.from({ length: LIMITS.sharedCommitMax * 2 + 1 }, (_, i) => `piece-${i}`);
    const pieces = names.map((name) => database.together(() => note(name)));
    await database.close();
    await Promise.all(pieces);
    expect(committed()).toBe(names.length);
    database = openDatabase(join(folder, 'office.sqlite'));
  });

  it('refuses what comes after that, and leaves nobody waiting', async () => {
    await database.close();
    await expect(database.together(() => note('piece-a'))).rejects.toThrow();
    await expect(database.exclusive(() => note('piece-b'))).rejects.toThrow();
    database = openDatabase(join(folder, 'office.sqlite'));
    expect(noted()).toEqual([]);
  });
});
