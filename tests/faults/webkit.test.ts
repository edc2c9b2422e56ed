/**
 * A first trust in WebKit: the real app keeps there, opens and keeps again without a
 * network, and sends each signature once, sealed by the key it had before.
 */
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { missingEngine, otherEnginePath } from '../../scripts/ensure-browser.ts';
import { openBadNetwork } from '../support/bad-network.ts';
import { writingOf } from '../support/desk.ts';
import { holdGathering, KABUPATEN, makeKabupatenProgramme } from '../support/fieldwork.ts';
import { freePort, openNewOffice, type OfficeProcess } from '../support/office-process.ts';
import { openWebKitTablet, type WebKitTablet } from '../support/webkit-tablet.ts';

const PEOPLE = KABUPATEN.people.filter(({ category }) => category === 'Non-ASN').slice(0, 3);

let office: OfficeProcess;
let programme: string;

beforeAll(async () => {
  if (otherEnginePath('webkit') === undefined) return;
  office = await openNewOffice({ port: await freePort() });
  programme = await makeKabupatenProgramme(office);
});

beforeEach((context) => {
  if (otherEnginePath('webkit') === undefined) context.skip(missingEngine('webkit'));
});

afterAll(async () => {
  if (otherEnginePath('webkit') !== undefined) await office[Symbol.asyncDispose]();
});

async function sign(tablet: WebKitTablet, i: number): Promise<void> {
  const { name = '' } = PEOPLE[i] ?? {};
  await tablet.see('Cari data Bapak/Ibu');
  await tablet.press('Nama');
  await tablet.type(name);
  await tablet.touchRow(name);
  await tablet.press('Ya, benar');
  await tablet.see('Simpan');
  await tablet.write(writingOf(i));
  await tablet.press('Simpan');
  await tablet.see(/Tersimpan di perangkat|Diterima kantor/);
  await tablet.press('Peserta berikutnya');
}

/** The button is there only while something waits: the device may be faster. */
const SEND_NOW = `
  for (const button of document.querySelectorAll('button:enabled'))
    if (button.textContent === 'Kirim sekarang') button.click();`;

async function receiveAll(tablet: WebKitTablet, count: number): Promise<void> {
  await tablet.press('Petugas');
  await tablet.see('Status perangkat');
  await tablet.run(SEND_NOW);
  await tablet.see(`${count} dibuat, ${count} diterima`);
  await tablet.press('Tutup');
}

test('keeps, opens again without a network, and sends each signature once with the same key', async () => {
  const held = await holdGathering(office, programme);
  await using network = await openBadNetwork(office.port);
  await using tablet = await openWebKitTablet();
  await tablet.go(held.stationUrl.replace(office.origin, network.url));
  await tablet.press('Ikuti kegiatan ini');
  await tablet.press('Petugas');
  await tablet.see('Siap dipakai tanpa jaringan');
  await tablet.press('Tutup');
  await sign(tablet, 0);
  await receiveAll(tablet, 1);

  network.set({ kind: 'reset' });
  await sign(tablet, 1);
  await tablet.reload();
  await sign(tablet, 2);
  expect(office.ledger(held.id)).toHaveLength(1);

  network.set({ kind: 'clear' });
  await receiveAll(tablet, 3);
  const rows = office.ledger(held.id);
  expect(rows.map(({ seq, doubt }) => [seq, doubt])).toEqual([
    [1, null],
    [2, null],
    [3, null],
  ]);
  expect(new Set(rows.map(({ journal }) => journal)).size).toBe(1);
  expect(office.strayCount()).toBe(0);
});
