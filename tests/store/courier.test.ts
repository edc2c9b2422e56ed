/** The courier on a real database: receipts that overtake one another, and a disk that refuses. */
import { afterEach, expect, test } from 'vitest';
import { PATHS } from '#core/api.ts';
import type { Device } from '#device/device.ts';
import { openClock } from '#device/clock.ts';
import { randomBytes } from '#device/keys.ts';
import type { Ask, Reply, Transport } from '#device/network/transport.ts';
import { Courier } from '#device/send/courier.ts';
import { Db } from '#device/store/db.ts';
import { receivedCount } from '#device/store/watermark.ts';
import { deviceOf, joinedDevice, keep, leave, until, wipe } from '../support/device.ts';
import { type MemoryOffice, noOffice, openMemoryOffice } from '../support/memory-office.ts';

/** A courier of the test's own, beside a device that keeps signings and sends nothing. */
interface Sending {
  readonly device: Device;
  readonly db: Db;
  readonly courier: Courier;
  /** What its receipts brought: the count on the disk each time one was settled. */
  readonly counts: number[];
  readonly errors: unknown[];
}

const open: Sending[] = [];

afterEach(async () => {
  for (const { courier, db } of open.splice(0)) {
    courier.close();
    db.end();
  }
  await wipe();
});

async function sendingTo(office: MemoryOffice, transport: Transport): Promise<Sending> {
  const joined = await joinedDevice(office);
  await until(joined.joined, (now) => now?.enrolled === true);
  leave(joined);
  const device = await deviceOf(office, { transport: noOffice });
  const db = new Db();
  const counts: number[] = [];
  const errors: unknown[] = [];
  const origin = 'https://kantor.example';
  const courier = new Courier({
    parts: { db, transport, origin, clock: openClock(randomBytes), build: 'test' },
    random: randomBytes,
    onPhase: () => undefined,
    onSettled: () => void countIn(db).then((count) => counts.push(count)),
    report: (error) => errors.push(error),
  });
  const sending = { device, db, courier, counts, errors };
  open.push(sending);
  return sending;
}

async function countIn(db: Db): Promise<number> {
  const journals = await db.journals.toArray();
  return journals.reduce((sum, { mark }) => sum + receivedCount(mark), 0);
}

/** The way to an office, on which the answers to batches wait to be let go. */
function gated(office: MemoryOffice): { transport: Transport; answers: (() => void)[] } {
  const answers: (() => void)[] = [];
  const transport = async (ask: Ask): Promise<Reply> => {
    const reply = await office.transport(ask);
    if (ask.path === PATHS.sync)
      await new Promise<void>((resolve) => {
        answers.push(resolve);
      });
    return reply;
  };
  return { transport, answers };
}

test('a receipt that was overtaken by a later one of the same tab takes nothing back', async () => {
  const office = await openMemoryOffice();
  const { transport, answers } = gated(office);
  const { device, courier, counts, errors } = await sendingTo(office, transport);
  await keep(device, 'Satu');
  courier.setLeader(true);
  await expect.poll(() => answers.length).toBe(1);
  await keep(device, 'Dua');
  // The turn comes back: the same run goes again, with what was kept since.
  courier.setLeader(false);
  courier.setLeader(true);
  await expect.poll(() => answers.length).toBe(2);
  answers[1]?.();
  await expect.poll(() => counts).toEqual([2]);
  answers[0]?.();
  await expect.poll(() => counts).toEqual([2, 2]);
  expect(errors).toEqual([]);
});

test('nothing counts as settled that the disk did not take; it is sent again', async () => {
  const office = await openMemoryOffice();
  const { transport, answers } = gated(office);
  const { device, db, courier, counts, errors } = await sendingTo(office, transport);
  await keep(device, 'Satu');
  courier.setLeader(true);
  await expect.poll(() => answers.length).toBe(1);
  db.close();
  answers[0]?.();
  await expect.poll(() => answers.length).toBe(2);
  expect(counts).toEqual([]);
  answers[1]?.();
  await expect.poll(() => counts).toEqual([1]);
  expect(errors).toEqual([]);
});
