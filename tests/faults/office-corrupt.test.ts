/**
 * What an office does on a disk that went bad: it does not start, says what is wrong in
 * plain words, and names the backup and the command that puts it back; the devices fill it again.
 */
import {
  closeSync,
  cpSync,
  existsSync,
  openSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { listBackups } from '#server/keeping/shelf.ts';
import { command } from '../support/office-command.ts';
import { type Siege, differences, laySiege, recountOf } from '../support/siege.ts';

const PAGE_BYTES = 8_192;

/** An office that has received something, was backed up, and has received more. */
async function besieged(): Promise<Siege> {
  const siege = await laySiege({ devices: 2 });
  const { office, senders } = siege;
  const sendSome = async (): Promise<void> => {
    for (let more = 0; more < 15; more++) await Promise.all(senders.map((one) => one.send()));
    for (const sender of senders) await sender.empty();
  };
  await sendSome();
  const made = await command('commands/backup-main.ts', [`--data=${office.folder}`]);
  expect(made).toMatchObject({ code: 0 });
  await sendSome();
  return siege;
}

function overwrite(path: string, at: number, bytes: number): void {
  const file = openSync(path, 'r+');
  writeSync(file, Buffer.alloc(bytes, 0x6b), 0, bytes, at);
  closeSync(file);
}

/** Each damages what a stopped office, or one that was killed, has on its disk. */
const DAMAGES: readonly (readonly [string, 'stop' | 'kill', (path: string) => void, RegExp])[] = [
  [
    'pages overwritten',
    'stop',
    (path) => overwrite(path, PAGE_BYTES * 6, PAGE_BYTES * 4),
    /damaged|cannot be read/,
  ],
  [
    'a file cut in half',
    'stop',
    (path) => truncateSync(path, statSync(path).size / 2),
    /damaged|cannot be read/,
  ],
  [
    'no database at all',
    'stop',
    (path) => writeFileSync(path, 'not a database, '.repeat(999)),
    /cannot be read/,
  ],
  ['an empty file', 'stop', (path) => truncateSync(path), /missing|empty/],
  ['a file that is gone', 'stop', (path) => rmSync(path), /missing/],
  [
    'a log damaged in the middle',
    'kill',
    (path) => overwrite(`${path}-wal`, Math.floor(statSync(`${path}-wal`).size / 3), 64),
    /damaged in the middle/,
  ],
];

test.for(DAMAGES)('%s: does not start, and says what to do', async ([, end, damage, says]) => {
  await using siege = await besieged();
  const { office, senders } = siege;
  const { epoch } = senders[0]?.receipts.at(-1) ?? { epoch: 0 };
  await office[end]();
  const path = join(office.folder, 'office.sqlite');
  damage(path);
  const before = existsSync(path) ? readFileSync(path) : null;
  const refusal = await office.start().then(
    () => '',
    (error: unknown) => String(error),
  );
  expect(refusal).toContain('The office does not start.');
  expect(refusal).toMatch(says);
  expect(refusal).not.toMatch(/^\s+at /m);
  expect(existsSync(path) ? readFileSync(path) : null).toEqual(before);

  const [, from = ''] = /npm run restore -- --from="([^"]+)"/.exec(refusal) ?? [];
  const args = [`--from=${from}`, `--data=${office.folder}`];
  expect(await command('commands/restore-main.ts', args)).toMatchObject({ code: 0 });
  await office.start();
  await expectFilledAgain(siege, epoch);
});

/** The devices of a siege trust receipts; what they had before the restore they offer again. */
async function expectFilledAgain(siege: Siege, epochBefore: number): Promise<void> {
  const { office, senders } = siege;
  for (const sender of senders) {
    sender.forget();
    await sender.empty();
    expect(sender.receipts.at(-1)?.epoch).toBeGreaterThan(epochBefore);
  }
  await office.stop();
  expect(differences(siege)).toEqual([]);
  const made = senders.reduce((total, { device }) => total + device.entries.length, 0);
  expect(office.ledger(siege.gathering)).toHaveLength(made);
  const [counters, again] = await recountOf(office.folder);
  expect(counters).toEqual(again);
}

test('keys that are gone: does not start with others, and says where they are', async () => {
  await using siege = await besieged();
  const { office, senders } = siege;
  await office.stop();
  rmSync(join(office.folder, 'keys'), { recursive: true });
  const refusal = await office.start().then(
    () => '',
    (error: unknown) => String(error),
  );
  expect(refusal).toContain('has no key');
  const [, from = '', to = ''] = /cp -a "([^"]+)" "([^"]+)"/.exec(refusal) ?? [];
  cpSync(from, join(to, 'keys'), { recursive: true });
  await office.start();
  for (const sender of senders) {
    await sender.send();
    await sender.empty();
  }
  await office.stop();
  expect(differences(siege)).toEqual([]);
});

test('a log that was cut at its end is ordinary: it starts, in the same epoch', async () => {
  await using siege = await besieged();
  const { office, senders } = siege;
  const { epoch } = senders[0]?.receipts.at(-1) ?? { epoch: 0 };
  await office.kill();
  const log = join(office.folder, 'office.sqlite-wal');
  truncateSync(log, statSync(log).size - 100);
  await office.start();
  for (const sender of senders) {
    sender.forget();
    await sender.empty();
    expect(sender.receipts.at(-1)?.epoch).toBe(epoch);
  }
  await office.stop();
  expect(differences(siege)).toEqual([]);
});

test('neither a restore nor a second office touches a folder that an office runs on', async () => {
  await using siege = await besieged();
  const { office } = siege;
  const [backup] = listBackups(join(office.folder, 'backups'));
  const args = [`--from=${backup?.folder ?? ''}`, `--data=${office.folder}`];
  const refused = await command('commands/restore-main.ts', args);
  expect(refused.code).toBe(1);
  expect(refused.said).toContain('an office is running');
  const second = await command('main.ts', [], { env: { IKRAR_DATA: office.folder } });
  expect(second).toMatchObject({ code: 1 });
  expect(second.said).toContain('Another office is running');
  for (const sender of siege.senders) await sender.empty();
  await office.stop();
  expect(differences(siege)).toEqual([]);
});
