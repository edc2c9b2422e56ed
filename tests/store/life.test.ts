/** The life of a signing on one device, in a real browser: draft, kept, received, put back. */
import { afterEach, describe, expect, test } from 'vitest';
import { toHex } from '#core/bytes.ts';
import {
  deviceOf,
  draftOf,
  joinedDevice,
  keep,
  leave,
  received,
  until,
  wipe,
} from '../support/device.ts';
import { SIZES } from '#core/id.ts';
import { OFFLINE, answer, openMemoryOffice } from '../support/memory-office.ts';

afterEach(wipe);

describe('joining', () => {
  test('works from the QR alone once the office was reached', async () => {
    const office = await openMemoryOffice();
    const device = await deviceOf(office);
    await device.readInvitation(await office.invitation());
    office.weather = OFFLINE;
    const offer = await device.readInvitation(await office.invitation());
    const joined = offer.ok ? await device.join(offer.value) : offer;
    expect(joined).toMatchObject({ ok: true, value: { enrolled: false, grade: 'phone' } });
    expect(joined.ok && joined.value.pacts?.length).toBe(4);
  });

  test('enrols and says so as soon as there is a network', async () => {
    const office = await openMemoryOffice();
    const device = await joinedDevice(office);
    await until(device.joined, (joined) => joined?.enrolled === true);
    expect(office.journals.size).toBe(1);
  });

  test('twice with the same QR is the same journal', async () => {
    const office = await openMemoryOffice();
    const device = await joinedDevice(office);
    await keep(device, 'Satu');
    await received(device, 1);
    leave(device);
    const again = await joinedDevice(office);
    await keep(again, 'Dua');
    await received(again, 2);
    expect(office.journals.size).toBe(1);
  });

  test('as a station brings the name of the desk, and the poster leaves it', async () => {
    const office = await openMemoryOffice();
    const device = await joinedDevice(office, 'station');
    await until(device.joined, (joined) => joined?.station === 'Meja 3');
    const poster = await device.readInvitation(await office.invitation('phone'));
    const joined = poster.ok ? await device.join(poster.value) : poster;
    expect(joined).toMatchObject({ ok: true, value: { grade: 'station', station: 'Meja 3' } });
  });

  test('tells why it is late, and with another code begins a journal that is in time', async () => {
    const office = await openMemoryOffice();
    office.late = 'code-used';
    const device = await joinedDevice(office, 'station');
    await until(device.joined, (joined) => joined?.late === 'code-used');
    await keep(device, 'Terlambat');
    await received(device, 1);
    leave(device);

    office.late = null;
    const again = await joinedDevice(office, 'station');
    await until(again.joined, (joined) => joined?.late === 'code-used');
    office.stationCode = new Uint8Array(SIZES.secret).fill(8);
    const offer = await again.readInvitation(await office.invitation('station'));
    expect(offer.ok && (await again.join(offer.value))).toMatchObject({ ok: true });
    await until(again.joined, (joined) => joined?.enrolled === true && joined.late === null);
    expect(office.journals.size).toBe(2);
    await keep(again, 'Tepat Waktu');
    await received(again, 2);
  });

  test('keeps a reason for being late that this build does not know', async () => {
    const office = await openMemoryOffice();
    office.late = 'moon-phase';
    const device = await joinedDevice(office);
    await until(device.joined, (joined) => joined?.late === 'moon-phase');
  });

  test('counts what the journal of its gathering holds', async () => {
    const office = await openMemoryOffice();
    const device = await joinedDevice(office);
    await keep(device, 'Satu');
    await keep(device, 'Dua');
    await until(device.status, ({ journalCount }) => journalCount === 2);
  });

  test('with a custom text waits for it, and does not show another', async () => {
    const office = await openMemoryOffice({ pacts: [] });
    const device = await deviceOf(office);
    await device.readInvitation(await office.invitation());
    office.weather = OFFLINE;
    const offer = await device.readInvitation(await office.invitation());
    const joined = offer.ok ? await device.join(offer.value) : offer;
    expect(joined).toMatchObject({ ok: true, value: { pacts: null } });
    expect(await device.keep(draftOf('Tanpa Teks'))).toMatchObject({
      ok: false,
      fault: { code: 'not-found' },
    });
  });
});

describe('an invitation', () => {
  test('of another office is refused, and nothing is stored', async () => {
    const office = await openMemoryOffice();
    const other = await openMemoryOffice();
    const device = await deviceOf(office);
    const read = await device.readInvitation(
      await other.invitation('phone', 'https://lain.example'),
    );
    expect(read).toMatchObject({ ok: false, fault: { code: 'other-office' } });
    expect(device.joined.get()).toBeNull();
  });

  test('that somebody made up is refused', async () => {
    const office = await openMemoryOffice();
    const other = await openMemoryOffice();
    const device = await deviceOf(office);
    expect(await device.readInvitation(await other.invitation())).toMatchObject({
      ok: false,
      fault: { code: 'unsealed' },
    });
  });

  test('edited by one letter is refused', async () => {
    const office = await openMemoryOffice();
    const device = await deviceOf(office);
    const text = await office.invitation();
    const at = text.length - 40;
    const edited = text.slice(0, at) + (text[at] === 'A' ? 'B' : 'A') + text.slice(at + 1);
    const read = await device.readInvitation(edited);
    expect(read.ok ? '' : read.fault.code).toMatch(/^(unsealed|torn)$/);
  });

  test('that is over is refused', async () => {
    const office = await openMemoryOffice();
    office.gathering = { ...office.gathering, startsAtMs: Date.now() - 49 * 3_600_000 };
    const device = await deviceOf(office);
    expect(await device.readInvitation(await office.invitation())).toMatchObject({
      ok: false,
      fault: { code: 'expired' },
    });
  });

  test('cannot be checked before the office was ever reached', async () => {
    const office = await openMemoryOffice();
    office.weather = OFFLINE;
    const device = await deviceOf(office);
    expect(await device.readInvitation(await office.invitation())).toMatchObject({
      ok: false,
      fault: { code: 'offline' },
    });
  });
});

describe('a signing', () => {
  test('is kept without a network, and received when one returns, byte for byte', async () => {
    const office = await openMemoryOffice();
    const device = await joinedDevice(office);
    await until(device.joined, (joined) => joined?.enrolled === true);
    office.weather = OFFLINE;
    const made: string[] = [];
    for (let i = 1; i <= 20; i++) made.push(toHex(await keep(device, `Orang ${i}`)));
    await until(device.status, ({ madeCount }) => madeCount === 20);
    expect(device.status.get().receivedCount).toBe(0);
    office.weather = {};
    device.sendNow();
    await received(device, 20);
    expect(office.entries().map(toHex)).toEqual(made);
  });

  test('survives a reload in the middle', async () => {
    const office = await openMemoryOffice();
    const device = await joinedDevice(office);
    office.weather = OFFLINE;
    await keep(device, 'Sebelum');
    expect(await device.saveDraft(draftOf('Di Tengah'))).toMatchObject({ ok: true });
    leave(device);
    const again = await deviceOf(office);
    expect(again.status.get().madeCount).toBe(1);
    expect(await again.loadDraft()).toEqual(draftOf('Di Tengah'));
    await keep(again, 'Di Tengah');
    expect(await again.loadDraft()).toBeNull();
    office.weather = {};
    again.sendNow();
    await received(again, 2);
  });

  test('without ink, or with a dot, is refused', async () => {
    const device = await joinedDevice(await openMemoryOffice());
    expect(await device.keep(draftOf('Kosong', { ink: null }))).toMatchObject({
      fault: { code: 'ink-empty' },
    });
    const dot = { width: 2_048, height: 1_024, strokes: [[{ x: 5, y: 5 }]] };
    expect(await device.keep(draftOf('Titik', { ink: dot }))).toMatchObject({
      fault: { code: 'ink-too-short' },
    });
  });

  test('that nobody could read again is refused', async () => {
    const device = await joinedDevice(await openMemoryOffice());
    const endless = 'x'.repeat(10_000);
    expect(await device.keep(draftOf(endless))).toMatchObject({ fault: { code: 'invalid' } });
    expect(device.status.get().madeCount).toBe(0);
  });

  test('is listed with its state', async () => {
    const office = await openMemoryOffice();
    const device = await joinedDevice(office);
    await keep(device, 'Diterima');
    await received(device, 1);
    office.weather = OFFLINE;
    await keep(device, 'Menunggu');
    expect(await device.made(10)).toMatchObject([
      { seq: 2, name: 'Menunggu', state: 'kept' },
      { seq: 1, name: 'Diterima', state: 'received' },
    ]);
  });

  test('goes back to kept when the office went back to an earlier state', async () => {
    const office = await openMemoryOffice();
    const device = await joinedDevice(office);
    for (const name of ['Satu', 'Dua', 'Tiga']) await keep(device, name);
    await received(device, 3);
    office.forget(2);
    office.weather = {
      before: (ask) => (ask.path.endsWith('sync') && isFull(ask) ? answer(503) : null),
    };
    device.sendNow();
    await received(device, 1);
    office.weather = {};
    device.sendNow();
    await received(device, 3);
    expect(office.entries()).toHaveLength(3);
  });
});

/** A batch with entries is much larger than a heartbeat. */
function isFull({ body }: { readonly body?: { readonly bytes: Uint8Array } }): boolean {
  return (body?.bytes.length ?? 0) > 400;
}
