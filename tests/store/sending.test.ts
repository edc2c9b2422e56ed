/** Sent is not a state: only what a genuine receipt says changes anything on the device. */
import { afterEach, describe, expect, test } from 'vitest';
import { PATHS } from '#core/api.ts';
import { toHex } from '#core/bytes.ts';
import { verdictNumber } from '#core/verdict.ts';
import type { Ask, Reply } from '#device/network/transport.ts';
import {
  deviceOf,
  inventoryOf,
  joinedDevice,
  keep,
  received,
  until,
  wipe,
} from '../support/device.ts';
import { OFFLINE, type MemoryOffice, answer, openMemoryOffice } from '../support/memory-office.ts';
import { putBack, rowsOf } from '../support/bad-disk.ts';

afterEach(wipe);

const isSync = (ask: Ask): boolean => ask.path === PATHS.sync;

/** A device with signings that could not be sent yet. */
async function loaded(
  office: MemoryOffice,
  count: number,
): Promise<Awaited<ReturnType<typeof deviceOf>>> {
  const device = await joinedDevice(office);
  await until(device.joined, (joined) => joined?.enrolled === true);
  office.weather = OFFLINE;
  for (let i = 1; i <= count; i++) await keep(device, `Orang ${i}`);
  await until(device.status, ({ madeCount }) => madeCount === count);
  return device;
}

describe('nothing is received', () => {
  test.each<[string, (reply: Reply) => Reply]>([
    [
      'a portal answers 200',
      () => answer(200, new TextEncoder().encode('<html>Login</html>').slice()),
    ],
    ['a portal redirects', () => ({ kind: 'noise' })],
    ['the receipt is cut short', (reply) => edit(reply, (body) => body.slice(0, -1))],
    ['one bit of the receipt was turned', (reply) => edit(reply, (body) => turned(body, 40))],
    [
      'one bit of its seal was turned',
      (reply) => edit(reply, (body) => turned(body, body.length - 3)),
    ],
  ])('when %s', async (_, spoil) => {
    const office = await openMemoryOffice();
    const device = await loaded(office, 3);
    office.weather = { after: (ask, reply) => (isSync(ask) ? spoil(reply) : reply) };
    device.sendNow();
    await until(device.status, ({ phase }) => phase.kind === 'waiting' && phase.why === 'noise');
    expect(device.status.get().receivedCount).toBe(0);
    expect(office.entries()).toHaveLength(3);
    office.weather = {};
    device.sendNow();
    await received(device, 3);
    expect(office.entries()).toHaveLength(3);
  });

  test('when the receipt is of another batch', async () => {
    const office = await openMemoryOffice();
    let first: Reply | null = null;
    office.weather = {
      after: (ask, reply) => {
        if (!isSync(ask)) return reply;
        first ??= reply;
        return first;
      },
    };
    const device = await joinedDevice(office);
    await keep(device, 'Satu');
    await received(device, 1);
    await keep(device, 'Dua');
    await until(device.status, ({ phase }) => phase.kind === 'waiting' && phase.why === 'noise');
    expect(device.status.get().receivedCount).toBe(1);
    office.weather = {};
    device.sendNow();
    await received(device, 2);
  });

  test('when its receipt has fewer verdicts than the batch has entries', async () => {
    const office = await openMemoryOffice();
    const device = await loaded(office, 3);
    office.leavesOut = 1;
    office.weather = {};
    device.sendNow();
    await until(device.status, ({ phase }) => phase.kind === 'waiting' && phase.why === 'noise');
    expect(device.status.get().receivedCount).toBe(0);
    office.leavesOut = 0;
    device.sendNow();
    await received(device, 3);
  });

  test('when another office sealed it', async () => {
    const office = await openMemoryOffice();
    const other = await openMemoryOffice();
    const device = await loaded(office, 1);
    office.weather = {
      before: async (ask) => {
        if (ask.path === PATHS.office) return answer(503);
        return isSync(ask) ? other.transport({ ...ask, path: PATHS.sync }) : null;
      },
    };
    other.journals = office.journals;
    device.sendNow();
    await until(device.status, ({ phase }) => phase.kind === 'waiting' && phase.why === 'noise');
    expect(device.status.get().receivedCount).toBe(0);
  });
});

describe('everything is kept', () => {
  test('when permission is taken away for days, and goes when it returns', async () => {
    const office = await openMemoryOffice();
    const device = await loaded(office, 5);
    office.weather = {
      before: (ask) =>
        isSync(ask) ? answer(401) : ask.path === PATHS.enrolments ? answer(403) : null,
    };
    device.sendNow();
    await until(device.status, ({ phase }) => phase.kind === 'permission');
    expect(await rowsOf('entries')).toHaveLength(5);
    expect(await rowsOf('keys')).toHaveLength(1);
    office.weather = {};
    device.sendNow();
    await received(device, 5);
  });

  test('when the office forgot the device: it enrols again and fills it', async () => {
    const office = await openMemoryOffice();
    const device = await loaded(office, 5);
    office.weather = {};
    device.sendNow();
    await received(device, 5);
    office.journals.clear();
    office.epoch = 2;
    device.sendNow();
    await until(device.status, ({ receivedCount }) => receivedCount === 0);
    await received(device, 5);
    expect(office.entries()).toHaveLength(5);
  });

  test('when the answer is lost after the office took it: one row each', async () => {
    const office = await openMemoryOffice();
    const device = await loaded(office, 5);
    let lost = 0;
    office.weather = {
      after: (ask, reply) => (isSync(ask) && lost++ === 0 ? { kind: 'offline' } : reply),
    };
    device.sendNow();
    await until(device.status, ({ phase }) => phase.kind === 'waiting');
    expect(office.entries()).toHaveLength(5);
    device.sendNow();
    await received(device, 5);
    expect(office.entries()).toHaveLength(5);
  });

  test('when one entry is poison: it is held and shown, the others go', async () => {
    const office = await openMemoryOffice();
    const device = await loaded(office, 8);
    const poison = ((await rowsOf('entries')) as readonly { readonly bytes: Uint8Array }[])[3];
    const holds = (ask: Ask): boolean =>
      poison !== undefined && includes(ask.body?.bytes ?? new Uint8Array(0), poison.bytes);
    office.weather = { before: (ask) => (isSync(ask) && holds(ask) ? answer(500) : null) };
    device.sendNow();
    await until(device.status, ({ receivedCount }) => receivedCount === 7);
    expect(device.status.get()).toMatchObject({ madeCount: 8, receivedCount: 7, coolingCount: 1 });
  });

  test('when the office has another entry of that id: it is received, and shown like a fork', async () => {
    const office = await openMemoryOffice();
    const device = await loaded(office, 1);
    office.laterVerdict = verdictNumber({ kind: 'conflict' });
    office.weather = {};
    device.sendNow();
    await received(device, 1);
    expect(await inventoryOf(device)).toMatchObject({
      doubted: [{ seq: 1, name: 'Orang 1', doubt: 'forked' }],
      doubtedCount: 1,
    });
  });

  test('when the office doubts an entry: it is received, and shown with its name', async () => {
    const office = await openMemoryOffice();
    const device = await loaded(office, 1);
    office.doubt = 'unknown-signatory';
    office.weather = {};
    device.sendNow();
    await received(device, 1);
    expect((await inventoryOf(device)).doubted).toMatchObject([
      { seq: 1, name: 'Orang 1', doubt: 'unknown-signatory' },
    ]);
  });
});

test.each([15, 24, 255, 256, 70_000, Number.MAX_SAFE_INTEGER])(
  'an office that is newer answers %d: the entry is received once, and is to be checked',
  async (number) => {
    const office = await openMemoryOffice();
    const device = await loaded(office, 2);
    office.laterVerdict = number;
    let sends = 0;
    office.weather = {
      before: (ask) => {
        if (isSync(ask)) sends += 1;
        return null;
      },
    };
    device.sendNow();
    await received(device, 2);
    const { doubted, doubtedCount } = await inventoryOf(device);
    expect(doubted).toMatchObject([
      { seq: 1, name: 'Orang 1', doubt: 'unknown' },
      { seq: 2, name: 'Orang 2', doubt: 'unknown' },
    ]);
    expect(doubtedCount).toBe(2);
    expect(sends).toBeLessThanOrEqual(2);
    expect(office.entries()).toHaveLength(2);
  },
);

test('a doubt that a later build wrote down has words here', async () => {
  const office = await openMemoryOffice();
  office.doubt = 'forked';
  const device = await joinedDevice(office);
  await keep(device, 'Orang 1');
  await received(device, 1);
  const [row] = await rowsOf('doubts');
  await putBack('doubts', [{ ...(row as object), doubt: 'made-up-later' }]);
  expect((await inventoryOf(device)).doubted).toMatchObject([{ seq: 1, doubt: 'unknown' }]);
});

describe('two tabs', () => {
  test('sign at once, send once, and both tell the truth', async () => {
    const office = await openMemoryOffice();
    const one = await joinedDevice(office);
    const two = await deviceOf(office);
    const names = Array.from({ length: 12 }, (_, i) => `Orang ${i}`);
    await Promise.all(names.map((name, i) => keep(i % 2 === 0 ? one : two, name)));
    await received(one, 12);
    await received(two, 12);
    expect(office.journals.size).toBe(1);
    expect(office.entries()).toHaveLength(12);
    const seqs = (await rowsOf('entries')) as readonly { readonly seq: number }[];
    expect(seqs.map(({ seq }) => seq)).toEqual(names.map((_, i) => i + 1));
  });

  test('the other one sends when the one with the turn goes away', async () => {
    const office = await openMemoryOffice();
    const one = await joinedDevice(office);
    const two = await deviceOf(office);
    one.close();
    await keep(two, 'Sisa');
    await received(two, 1);
  });

  test('the one without the turn always shows what the other is doing', async () => {
    const office = await openMemoryOffice();
    await joinedDevice(office);
    const two = await deviceOf(office);
    office.weather = OFFLINE;
    await keep(two, 'Satu');
    await until(two.status, ({ phase }) => phase.kind === 'waiting');
    await keep(two, 'Dua');
    expect(two.status.get().phase.kind).toBe('waiting');
  });

  test('keep for the gathering that each of them shows', async () => {
    const office = await openMemoryOffice();
    const one = await joinedDevice(office);
    const signed = toHex(office.gathering.id);
    const id = Uint8Array.from([9, 9, 0, 0, 0, 0, 0, 2]);
    office.gathering = { ...office.gathering, id, title: 'Pelantikan' };
    const two = await joinedDevice(office);
    await keep(two, 'Di Sana');
    await until(one.status, ({ madeCount }) => madeCount === 1); // it heard of the other
    await keep(one, 'Di Sini');
    expect(one.joined.get()?.gathering.title).toBe('Apel Gabungan');
    const rows = (await rowsOf('entries')) as readonly { gathering: string; name: string }[];
    expect(rows.find(({ name }) => name === 'Di Sini')?.gathering).toBe(signed);
  });

  test('a button pressed in the tab without the turn sends', async () => {
    const office = await openMemoryOffice();
    await joinedDevice(office);
    const two = await deviceOf(office);
    await until(two.joined, (joined) => joined !== null);
    office.weather = OFFLINE;
    await keep(two, 'Tombol');
    await until(two.status, ({ phase }) => phase.kind === 'waiting');
    office.weather = {};
    two.sendNow();
    await received(two, 1);
  });
});

function edit(
  reply: Reply,
  change: (body: Uint8Array<ArrayBuffer>) => Uint8Array<ArrayBuffer>,
): Reply {
  return reply.kind === 'answer' ? { ...reply, body: change(reply.body) } : reply;
}

function turned(body: Uint8Array<ArrayBuffer>, at: number): Uint8Array<ArrayBuffer> {
  const copy = body.slice();
  copy[at] = (copy[at] ?? 0) ^ 1;
  return copy;
}

function includes(whole: Uint8Array, part: Uint8Array): boolean {
  for (let at = 0; at + part.length <= whole.length; at++) {
    if (part.every((byte, i) => whole[at + i] === byte)) return true;
  }
  return false;
}
