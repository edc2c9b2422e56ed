/** How the programs of an office end when they cannot begin: with the way out, unharmed. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import { OFFICE_PATHS, sessionAnswer } from '#core/office-api.ts';
import { DATABASE_VERSION } from '#server/db/database.ts';
import { makeFolder } from '../support/leftovers.ts';
import { command } from '../support/office-command.ts';
import { freePort, openNewOffice } from '../support/office-process.ts';

const PACKAGE = v.object({ scripts: v.record(v.string(), v.string()) });
const DEMO = '../../scripts/demo/main.ts';

describe('an office', () => {
  test.each([
    [{ IKRAR_PORT: 'abc' }, 'IKRAR_PORT is "abc": it must be a whole number from 0 to 65535.'],
    [{ PORT: 'abc' }, 'PORT is "abc": it must be a whole number'],
    [{ IKRAR_PORT: '' }, 'IKRAR_PORT is "": it must be a whole number'],
    [{ IKRAR_ORIGIN: 'https://a.go.id/' }, 'IKRAR_ORIGIN is "https://a.go.id/": it must be'],
    [{ IKRAR_ORIGIN: 'a.go.id' }, 'https://ikrar.example.go.id'],
    [{ IKRAR_PROXY: '10.0.0.0/8 0.0.0.0/0' }, '10.0.0.0/8,0.0.0.0/0": it must be addresses or'],
    [{ IKRAR_BACKUP_KEEP: '0' }, 'IKRAR_BACKUP_KEEP is "0"'],
    [{ IKRAR_HOST: '192.0.2.7' }, 'set IKRAR_HOST to one of its own, such as 127.0.0.1.'],
  ])('with %o says what to write instead', async (env, said) => {
    const folder = makeFolder('programs');
    const ended = await command('main.ts', [], {
      env: { IKRAR_DATA: folder, IKRAR_PORT: '0', ...env },
    });
    expect(ended.code).toBe(1);
    expect(ended.said).toMatch(/^The office does not start\. /);
    expect(ended.said).toContain(said);
    expect(ended.said).not.toMatch(/\n +at /);
  });

  test('on a port that is taken says so in one line', async () => {
    await using other = await openNewOffice({ port: await freePort() });
    const folder = makeFolder('programs');
    const env = { IKRAR_DATA: folder, IKRAR_PORT: String(other.port) };
    const { code, said } = await command('main.ts', [], { env });
    expect(code).toBe(1);
    expect(said.trim().split('\n')).toEqual([
      `The office does not start. Port ${other.port} is taken by another program: ` +
        'stop that one, or set IKRAR_PORT to a free port.',
    ]);
  });
});

describe('an office of an older version', () => {
  test('leaves a newer database alone, and says which program to start', async () => {
    await using office = await openNewOffice({ port: await freePort() });
    await office.stop();
    const path = join(office.folder, 'office.sqlite');
    const setVersion = (version: number): void => {
      using database = new DatabaseSync(path);
      database.exec(`pragma user_version = ${version}`);
    };
    setVersion(DATABASE_VERSION + 1);
    const before = readFileSync(path);
    const { code, said } = await command('main.ts', [], { env: { IKRAR_DATA: office.folder } });
    expect(code).toBe(1);
    expect(said).toMatch(/^The office does not start\. .* start the newer program, or .*\n$/);
    expect(readFileSync(path).equals(before)).toBe(true);
    setVersion(DATABASE_VERSION);
    await office.start();
  });
});

describe('every command', () => {
  const text = readFileSync(join(import.meta.dirname, '../../package.json'), 'utf8');
  const { scripts: lines } = v.parse(PACKAGE, JSON.parse(text));
  const scripts = Object.entries(lines).flatMap(([name, line]) => {
    const file = /^node (\S+\.ts)$/.exec(line)?.[1];
    return file === undefined ? [] : [{ name, file: `../../${file}` }];
  });

  test('answers with its usage to --help and to what it does not know, and starts nothing', async () => {
    expect(scripts.length).toBeGreaterThan(15);
    const folder = makeFolder('usage');
    const env = { IKRAR_DATA: join(folder, 'data') };
    for (const { name, file } of scripts) {
      const { code, said } = await command(file, ['--nonsense'], { env });
      expect(code, name).toBe(2);
      expect(said, name).toMatch(/--nonsense[^]*\nUsage: npm [^]*--help/);
      expect(said, name).not.toMatch(/\n +at /);
    }
    const help = await command('main.ts', ['--help'], { env });
    expect(help).toMatchObject({ code: 0, said: expect.stringMatching(/^Usage: npm start/) });
    expect(existsSync(env.IKRAR_DATA)).toBe(false);
  });
});

describe('a second demo', () => {
  test('leaves the first alone, and says to stop it', async () => {
    const folder = makeFolder('programs');
    const env = { IKRAR_DATA: folder, IKRAR_PORT: String(await freePort()) };
    await using first = await openNewOffice({
      port: await freePort(),
      folder: join(folder, 'demo'),
    });
    await first.session();
    const { code, said } = await command(DEMO, [], { env });
    expect(code).toBe(1);
    expect(said).toMatch(/^The demo does not start\. It is running already, .*Ctrl\+C/);
    await first.kill();
    await first.start();
    const { setupNeeded } = await first.read(sessionAnswer, OFFICE_PATHS.session);
    expect(setupNeeded).toBe(false);
  });

  test('on a port that is taken removes nothing of the last one', async () => {
    await using other = await openNewOffice({ port: await freePort() });
    const folder = makeFolder('programs');
    mkdirSync(join(folder, 'demo'));
    const kept = join(folder, 'demo', 'office.sqlite');
    writeFileSync(kept, 'the last demo');
    const env = { IKRAR_DATA: folder, IKRAR_PORT: String(other.port) };
    const { code, said } = await command(DEMO, [], { env });
    expect(code).toBe(1);
    expect(said).toContain(`Port ${other.port} is taken`);
    expect(readFileSync(kept, 'utf8')).toBe('the last demo');
  });
});
