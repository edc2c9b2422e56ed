/** The printed attendance list and its printer: true words, no overlaps, no print torn unseen. */
import { afterAll, describe, expect, it } from 'vitest';
import { extractText, getDocumentProxy } from 'unpdf';
import { encodeInk, fitInk } from '#core/ink.ts';
import { PRINTED_NAMES } from '#core/gathering-facts.ts';
import { LIMITS } from '#core/limits.ts';
import { recordOf } from '#core/record.ts';
import {
  planAttendanceList,
  type AttendanceList,
  type AttendancePage,
} from '#server/papers/attendance-list.ts';
import type { AttendanceRow } from '#server/papers/attendance-table.ts';
import { pageMarks } from '#server/papers/bundle.ts';
import { printPaper } from '#server/papers/papers.ts';
import { placeInk } from '#server/print/ink.ts';
import { BODY, type Box, type InkMark, type TextMark } from '#server/print/layout.ts';
import { openPrinter } from '#server/papers/printer.ts';
import { boxOf, measure, meet, within } from '../support/page-boxes.ts';
import { handwriting } from '../../scripts/demo/handwriting.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** Senin, 7 Oktober 2024, 07.30 WITA, still Sunday in UTC. */
const START_MS = Date.UTC(2024, 9, 6, 23, 30);

const NAMES = [
  'Hasnah',
  'Dra. Hj. Nurmiati Tandirerung, M.Pd.',
  'drg. Ni Luh Kusumaningrum Pradnyaswari Wijayaningtyas Adnyanasari, Sp.KGA., M.Kes.',
  'Kusumohadiprodjowirasastronegoroadiningratmangkubuwonosastrodipuro',
  'Abd. Ḥamīd Ṣāliḥ',
  "Ma'rifatul Ilmi",
];
const POSITIONS = ['Camat', 'Kepala Bidang Ideologi, Wawasan Kebangsaan dan Karakter Bangsa', ''];
const AGENCIES = ['Inspektorat Daerah', 'Dinas Pemberdayaan Masyarakat, Desa dan Perempuan'];

function at<T>(items: readonly T[], index: number): T {
  const item = items[index % items.length];
  if (item === undefined) throw new Error('an empty list has no items');
  return item;
}

function agencyOf(index: number): Pick<AttendanceRow, 'agency' | 'topAgency'> {
  const name = at(AGENCIES, index);
  return { agency: name, topAgency: { no: index + 1, name } };
}

function makeRows(count: number): readonly AttendanceRow[] {
  return Array.from({ length: count }, (_, index) => ({
    name: `${at(NAMES, index)} ${String(index).padStart(4, '0')}`,
    numberLabel: index % 5 === 3 ? 'NI PPPK' : 'NIP',
    number: `198005152005011${String(901 + (index % 99))}`,
    position: at(POSITIONS, index),
    ...agencyOf(Math.floor((index * AGENCIES.length) / count)),
    category: index % 7 === 2 ? 'Tamu' : 'PNS',
    signing:
      index % 6 === 4
        ? null
        : {
            ink: encodeInk(fitInk(handwriting(index + 1))),
            atMs: START_MS + index * 1_000,
            receivedAtMs: null,
          },
    isByPhone: false,
    note: index % 6 === 4 ? 'Belum tanda tangan' : '',
  }));
}

function makeList(rows: readonly AttendanceRow[], more?: Partial<AttendanceList>): AttendanceList {
  return {
    kind: 'attendance-list',
    letterhead: {
      governmentLines: ['Pemerintah Kabupaten Sumarorong'],
      organiser: 'Badan Kesatuan Bangsa dan Politik',
      addressLine: 'Jalan Pahlawan Nomor 12, Sumarorong',
    },
    gathering: {
      ...recordOf(PRINTED_NAMES, () => ''),
      title: 'Apel Gabungan & Deklarasi',
      number: '400.10/017/2024',
      leader: 'Penjabat Sementara Bupati',
      place: 'Lapangan Rumah Jabatan Bupati',
      startsAtMs: START_MS,
      endsAtMs: START_MS + 130 * 60_000,
      zone: 'WITA',
    },
    recitals: [],
    rows,
    grouping: 'one-list',
    closing: {
      city: 'Sumarorong',
      dateMs: START_MS,
      position: 'Kepala Badan Kesatuan Bangsa dan Politik',
      name: 'Drs. H. Rusdi Patandean, M.Si.',
      rank: 'Pembina Utama Muda, IV/c',
      number: '197001011990011903',
    },
    provisional: null,
    knownUntilMs: null,
    overCeilingCount: 0,
    remarks: { unproven: 0, unprovenPhones: 0, wasPutBack: false, setAside: 0, accepted: 0 },
    printedAtMs: START_MS + 3 * DAY_MS,
    digest: '4f9a 1c7e',
    ...more,
  };
}

const RECITAL = {
  leader: 'Pj. Bupati Sumarorong',
  fromMs: START_MS + 15 * 60_000,
  toMs: START_MS + 22 * 60_000,
  receivedAtMs: null,
};

function bytesOf(list: AttendanceList): Uint8Array {
  return Uint8Array.from(Buffer.concat([...printPaper(list)]));
}

/** The text of each page as another program reads it out of the PDF, without any white space. */
async function pagesOf(pdf: Uint8Array): Promise<readonly string[]> {
  const { text } = await extractText(await getDocumentProxy(Uint8Array.from(pdf)));
  return text.map(dense);
}

function dense(text: string): string {
  return text.normalize('NFC').replace(/\s/gu, '');
}

function inks(page: AttendancePage): readonly InkMark[] {
  return pageMarks(page).filter((mark) => mark.kind === 'ink');
}

function texts(page: AttendancePage): readonly TextMark[] {
  return pageMarks(page).filter((mark) => mark.kind === 'text');
}

describe('the printed list', () => {
  it('tells the recitals on its first page, each with its day where it is another', async () => {
    const long = { ...RECITAL, leader: 'Nama Panjang '.repeat(9).trim() };
    const later = { ...RECITAL, fromMs: RECITAL.fromMs + DAY_MS, toMs: RECITAL.toMs + DAY_MS };
    const overnight = { ...RECITAL, toMs: RECITAL.fromMs + 23 * HOUR_MS };
    const recitals = [RECITAL, later, overnight, ...Array.from({ length: 5 }, () => long)];
    const [first = '', ...others] = await pagesOf(bytesOf(makeList(makeRows(60), { recitals })));
    expect(first).toContain(
      'Ikrar:Dibacakanbersama,dipimpinolehPj.BupatiSumarorong,pukul07.45–07.52WITA',
    );
    expect(first).toContain('Sumarorong,Selasa,8Oktober2024,pukul07.45–07.52WITA');
    expect(first).toContain(
      'Sumarorong,Senin,7Oktober2024pukul07.45WITAs.d.Selasa,8Oktober2024pukul06.45WITA',
    );
    expect(first).toContain('Ikrar:dan3lagi');
    expect(others.join('')).not.toContain('Dibacakan');
  });

  it('names everybody, with number, page and zone, and nothing undefined', async () => {
    const list = makeList(makeRows(60));
    const pages = await pagesOf(bytesOf(list));
    const all = pages.join('');
    for (const row of list.rows) {
      expect(all).toContain(dense(row.name));
      expect(all).toContain(row.number);
    }
    for (const [index, page] of pages.entries()) {
      expect(page).toContain(`halaman${index + 1}dari${pages.length}`);
      expect(page).toContain('Pukul(WITA)');
      expect(page).toContain('tidaktersertifikasi');
      expect(page).toContain('Sidikdata4f9a1c7e');
      expect(page).not.toMatch(/kode|periksa/u);
    }
    expect(all).toContain('PEMERINTAHKABUPATENSUMARORONG');
    expect(all).toContain('Drs.H.RusdiPatandean,M.Si.');
    expect(all).not.toMatch(/undefined|NaN|null|Invalid|\[object/u);
    expect(all).not.toContain('\uFFFD');
  });

  it('says the day of the gathering and the hour of each signing, not of printing', async () => {
    const ink = encodeInk(fitInk(handwriting(2)));
    const late = { ink, atMs: START_MS + 7 * DAY_MS, receivedAtMs: null };
    const rows = makeRows(2).map((row, index) => (index === 1 ? { ...row, signing: late } : row));
    const [page = ''] = await pagesOf(bytesOf(makeList(rows)));
    expect(page).toContain('Hari,tanggal:Senin,7Oktober2024');
    expect(page).toContain('Waktu:pukul07.30–09.40WITA');
    expect(page).toContain('Sumarorong,7Oktober2024');
    expect(page).toContain('14/10/202407.30');
    expect(page.match(/10Oktober2024/gu)).toHaveLength(1);
    expect(page).toContain('DicetakKamis,10Oktober2024pukul07.30WITA');
  });

  it('counts what it lists', async () => {
    const list = makeList(makeRows(31));
    const signed = list.rows.filter((row) => row.signing !== null).length;
    const all = (await pagesOf(bytesOf(list))).join('');
    expect(all).toContain(`Jumlah31orang,${signed}bertandatangan`);
    expect(all.match(/Belumtandatangan/gu)).toHaveLength(31 - signed);
    const categories = [...all.matchAll(/(?:Tamu|PNS)(\d+)orang,/gu)].map(([, count]) => count);
    expect(categories.map(Number).reduce((sum, count) => sum + count, 0)).toBe(31);
  });

  it('says on every page and in every sum that its numbers are provisional', async () => {
    const provisional = { why: 'devices', devicesOutstanding: 3 } as const;
    const list = makeList(makeRows(60), { provisional, knownUntilMs: START_MS });
    for (const page of await pagesOf(bytesOf(list))) {
      expect(page).toContain('Angkasementara,3perangkatbelummengirim');
      expect(page).not.toContain('kabarterakhirtiapmeja');
      for (const [sum] of page.matchAll(/bertandatangan.{11}/gu))
        expect(sum).toMatch(/\(sementara\)$/u);
    }
  });

  it.each([
    { why: 'empty', words: 'belumadaperangkatyangdipakai' },
    { why: 'open', words: 'penandatangananmungkinmasihberjalan' },
    { why: 'desks', words: 'belumsemuamejamemberikabarsesudahkegiatanselesai' },
  ] as const)('says why its numbers may still grow where nothing is missing: $why', async (one) => {
    const provisional = { why: one.why, devicesOutstanding: 0 };
    const pages = await pagesOf(bytesOf(makeList(makeRows(2), { provisional })));
    expect(pages.join('')).toContain(`Angkasementara,${one.words}`);
  });

  it('says on every page of final numbers until when every desk is known of', async () => {
    const knownUntilMs = START_MS + 3 * HOUR_MS;
    for (const page of await pagesOf(bytesOf(makeList(makeRows(60), { knownUntilMs })))) {
      expect(page).toContain('sekurang-kurangnyasampai7Oktober2024pukul10.30WITA');
      expect(page).not.toContain('sementara');
    }
  });

  it('says on every page what is not proven or not counted, also when its numbers are final', async () => {
    const remarks = {
      unproven: 2,
      unprovenPhones: 7,
      wasPutBack: true,
      setAside: 4,
      accepted: 3,
    };
    for (const page of await pagesOf(bytesOf(makeList(makeRows(60), { remarks })))) {
      expect(page).toContain('Belumterbuktilengkapdari2perangkatataumeja');
      expect(page).toContain('Belumterbuktilengkapdari7ponsel');
      expect(page).toContain('3catatanyangperludiperiksaditerimaataskeputusanpenyelenggara');
      expect(page).toContain('Datakantormungkinpernahdipulihkandaricadangan');
      expect(page).toContain(
        '4catatantidakdihitung:perludiperiksa,ataudikesampingkanpenyelenggara',
      );
      expect(page).not.toContain('sementara');
    }
  });

  it('says whose clock told an hour that may be wrong', async () => {
    const [first, second] = makeRows(2);
    if (!first?.signing || second === undefined) throw new Error('the first has signed');
    const rows = [
      { ...first, signing: { ...first.signing, receivedAtMs: START_MS + DAY_MS } },
      second,
    ];
    const all = (await pagesOf(bytesOf(makeList(rows)))).join('');
    expect(all.match(/jamperangkat/gu)).toHaveLength(1);
    expect(all).toMatch(/diterima08\D*10\D*2024/u);
  });

  it.each(['one-list', 'per-agency'] as const)(
    'gives those who wrote themselves in on a phone a part of their own: %s',
    async (grouping) => {
      const phones = makeRows(3).map((row) => ({ ...row, topAgency: null, isByPhone: true }));
      const list = makeList([...makeRows(20), ...phones], { grouping, overCeilingCount: 12 });
      const pages = await pagesOf(bytesOf(list));
      const own = pages.filter((page) => page.includes('Mengisidatasendirimelaluiponsel'));
      expect(own.join('')).toContain('Jumlah3orang,');
      expect(own.join('')).toContain('tidakdicetak12orang');
      expect(pages.join('')).toContain(grouping === 'one-list' ? 'Jumlah20orang,' : '23orang,');
    },
  );

  it('gives each agency its own pages, numbers, sum and closing', async () => {
    const list = makeList(makeRows(40), { grouping: 'per-agency' });
    const pages = await pagesOf(bytesOf(list));
    for (const agency of AGENCIES) {
      const own = pages.filter((page) => page.includes(dense(`Instansi: ${agency}`)));
      const text = own.join('');
      expect(own[0]).toContain('DAFTARHADIR');
      expect(text.match(/20orang,/gu)).toHaveLength(1);
      expect(text).toContain('Mengetahui,');
    }
    expect(pages.at(-1)).toContain('Rekapitulasiperinstansi');
    expect(pages.at(-1)).toContain('Jumlahseluruhnya40orang,');
    const numbers = planAttendanceList(list, measure).flatMap(({ lines }) =>
      lines.flatMap(({ block }) => (block.kind === 'row' ? [block.number] : [])),
    );
    expect(numbers.filter((number) => number === 1)).toHaveLength(2);
    expect(Math.max(...numbers)).toBe(20);
  });

  it('puts all walk-ins into one last bundle, however they wrote their agency', async () => {
    const listed = makeRows(4).map((row) => ({ ...row, ...agencyOf(0) }));
    const walkIns = makeRows(30).map((row, index) => ({
      ...row,
      agency: index === 7 ? at(AGENCIES, 0) : `Dinas Cara Tulis ${index}`,
      topAgency: null,
    }));
    const list = makeList([...listed, ...walkIns], { grouping: 'per-agency' });
    const pages = await pagesOf(bytesOf(list));
    const [first, ...others] = pages;
    expect(first).toContain('Jumlah4orang,');
    expect(others[0]).toContain('DAFTARHADIR');
    expect(others.join('').match(/Jumlah30orang,/gu)).toHaveLength(1);
    expect(others.join('')).toContain('DinasCaraTulis29');
    expect(pages.at(-1)).toContain('Mengisidatasendiri30orang,');
    expect(pages.join('').match(/Mengetahui,/gu)).toHaveLength(3);
    expect(pages.length).toBeLessThanOrEqual(5);
  });

  it('keeps two agencies of one name apart, each with its own sum', async () => {
    const rows = makeRows(6).map((row, index) => ({
      ...row,
      topAgency: { no: index < 2 ? 1 : 2, name: 'Bagian Umum' },
    }));
    const all = (await pagesOf(bytesOf(makeList(rows, { grouping: 'per-agency' })))).join('');
    expect([...all.matchAll(/Jumlah(\d)orang/gu)].map(([, count]) => count)).toEqual(['2', '4']);
  });

  it('says of ink it cannot draw that it cannot', async () => {
    const rows = makeRows(3).map((row) => ({
      ...row,
      signing: { ink: new Uint8Array([9, 9]), atMs: START_MS, receivedAtMs: null },
    }));
    const [page = ''] = await pagesOf(bytesOf(makeList(rows)));
    expect(page.match(/Tandatangantidakterbaca/gu)).toHaveLength(3);
  });

  it('prints an empty list, and one without letterhead, numbers or closing', async () => {
    const bare = makeList([], { letterhead: null, closing: null });
    expect((await pagesOf(bytesOf(bare))).join('')).toContain('Jumlah0orang,0bertandatangan');
    const rows = makeRows(5).map((row) => ({ ...row, number: '', numberLabel: '' }));
    const plain = await pagesOf(bytesOf(makeList(rows, { letterhead: null })));
    expect(plain.join('')).toContain('–');
  });

  it('is PDF/A-2b in Indonesian with its faces embedded, the same bytes for the same list', () => {
    const list = makeList(makeRows(5));
    const pdf = bytesOf(list);
    const source = Buffer.from(pdf).toString('latin1');
    expect(source).toContain('<pdfaid:part>2</pdfaid:part>');
    expect(source).toContain('/Lang (id-ID)');
    expect(source.match(/\/FontFile2 /gu)).toHaveLength(2);
    expect(source).not.toContain('Helvetica');
    expect(source).not.toContain('Gabungan & Deklarasi</rdf');
    expect(Buffer.compare(pdf, bytesOf(list))).toBe(0);
  });
});

describe('the layout', () => {
  const pages = planAttendanceList(makeList(makeRows(1_200)), measure);

  it('puts 25 to 30 rows on a full page', () => {
    for (const { lines } of pages.slice(1, -1)) {
      const count = lines.filter(({ block }) => block.kind === 'row').length;
      expect(count).toBeGreaterThanOrEqual(25);
      expect(count).toBeLessThanOrEqual(30);
    }
  });

  it('keeps fourteen people with head, sums and closing on one page', () => {
    const short = makeRows(14).map((row) => ({ ...row, name: row.name.slice(0, 30) }));
    expect(planAttendanceList(makeList(short), measure)).toHaveLength(1);
  });

  it('repeats the head on every page and starts no page with the closing', () => {
    for (const { lines } of pages) {
      expect(lines.filter(({ block }) => block.kind === 'head')).toHaveLength(1);
      expect(lines.some(({ block }) => block.kind === 'row')).toBe(true);
    }
  });

  it('lets no line of text leave the page or meet another', () => {
    for (const page of pages) {
      const boxes = texts(page).map(boxOf);
      for (const box of boxes) expect(within(box, BODY)).toBe(true);
      const clashes = boxes.filter((box, index) =>
        boxes.slice(index + 1).some((later) => meet(box, later)),
      );
      expect(clashes).toEqual([]);
    }
  });

  it('puts each signature at its own row, left and right in turn, at most twice as high', () => {
    for (const page of pages) {
      const { columns } = page;
      const column = columns.find(({ name }) => name === 'signature');
      const middlePt = (column?.xPt ?? 0) + (column?.widthPt ?? 0) / 2;
      const signed = page.lines.flatMap(({ block, topPt }) =>
        block.kind === 'row' && block.ink !== null ? [{ block, topPt }] : [],
      );
      const highestPt = Math.max(...signed.map(({ block }) => block.heightPt));
      const drawn = inks(page);
      expect(drawn).toHaveLength(signed.length);
      for (const [index, { block, topPt }] of signed.entries()) {
        const { box, ink } = at(drawn, index);
        expect(ink).toBe(block.ink?.bytes);
        expect(box.yPt).toBeLessThanOrEqual(topPt);
        expect(box.yPt + box.heightPt).toBeGreaterThanOrEqual(topPt + block.heightPt);
        expect(box.heightPt).toBeLessThanOrEqual(2 * highestPt);
        expect(box.xPt < middlePt).toBe(block.number % 2 === 1);
        expect(box.xPt).toBeGreaterThan(column?.xPt ?? Infinity);
      }
    }
  });

  it('lets no signature meet another, a name, or the head', () => {
    for (const page of pages) {
      const boxes = inks(page).map(({ box }) => box);
      const words = texts(page).map(boxOf);
      for (const [index, box] of boxes.entries()) {
        expect(boxes.slice(index + 1).some((later) => meet(box, later))).toBe(false);
        expect(words.some((word) => meet(box, word))).toBe(false);
      }
    }
  });

  it('draws ink inside its box, whatever its shape', () => {
    const box: Box = { xPt: 100, yPt: 200, widthPt: 46, heightPt: 40 };
    const tall = { width: 2048, height: 1024, strokes: [[10, 900].map((y) => ({ x: 7, y }))] };
    const dot = { width: 2048, height: 1024, strokes: [[{ x: 0, y: 1024 }]] };
    const drawn = Array.from({ length: 60 }, (_, seed) => fitInk(handwriting(seed)));
    for (const ink of [...drawn, tall, dot]) {
      const placed = placeInk(ink, box);
      const numbers = [...(placed?.path ?? '').matchAll(/-?[\d.]+/gu)].map(Number);
      const points = numbers.flatMap((x, index) =>
        index % 2 === 0 ? [{ x: x + (placed?.xPt ?? 0), y: at(numbers, index + 1) }] : [],
      );
      expect(points.length).toBeGreaterThan(0);
      for (const { x, y } of points) {
        const spot = { xPt: x, yPt: y + (placed?.yPt ?? 0), widthPt: 0, heightPt: 0 };
        expect(within(spot, box)).toBe(true);
      }
      for (const decimals of (placed?.path ?? '').matchAll(/\.(\d+)/gu)) {
        expect(decimals[1]?.length).toBeLessThanOrEqual(2);
      }
    }
  });
});

describe('the printer', () => {
  const printer = openPrinter();
  afterAll(() => printer.close());
  const broken = { ...makeList(makeRows(2)), printedAtMs: Number.NaN };

  async function read(list: AttendanceList, from = printer): Promise<Uint8Array> {
    const printed = await from.print(list);
    if (!printed.ok) throw new Error(printed.fault.detail);
    const parts: Uint8Array[] = [];
    for await (const part of printed.value) parts.push(part);
    return Uint8Array.from(Buffer.concat(parts));
  }

  it('prints in its own thread what the list prints here', async () => {
    const list = makeList(makeRows(30));
    expect(Buffer.compare(await read(list), bytesOf(list))).toBe(0);
  });

  it('answers a crash with a fault and prints the next list', async () => {
    const [crashed, next] = await Promise.all([printer.print(broken), read(makeList(makeRows(3)))]);
    expect(crashed).toMatchObject({ ok: false, fault: { code: 'unavailable' } });
    expect(await pagesOf(next)).toHaveLength(1);
  });

  it('refuses more prints at once than its bound, and takes them again later', async () => {
    const small = openPrinter({ ...LIMITS, printJobsMax: 2 });
    const list = makeList(makeRows(2));
    const both = [read(list, small), read(list, small)];
    expect(await small.print(list)).toMatchObject({ ok: false, fault: { code: 'busy' } });
    await Promise.all(both);
    expect((await read(list, small)).length).toBeGreaterThan(0);
    await small.close();
  });

  it('draws no further ahead than its bound, and gives up a reader who takes nothing', async () => {
    const slow = openPrinter({ ...LIMITS, printAheadBytesMax: 20_000, printStallMs: 300 });
    const stalled = await slow.print(makeList(makeRows(400)));
    const next = await read(makeList(makeRows(2)), slow);
    expect(next.length).toBeGreaterThan(0);
    if (!stalled.ok) throw new Error('the first page is printed');
    await expect(stalled.value.toArray()).rejects.toThrow();
    await slow.close();
  });

  it('goes on to the next list when a reader leaves', async () => {
    const left = await printer.print(makeList(makeRows(200)));
    if (left.ok) left.value.destroy();
    expect(await pagesOf(await read(makeList(makeRows(2))))).toHaveLength(1);
  });

  it('tears the print under way when it closes, and prints no more', async () => {
    const closing = openPrinter({ ...LIMITS, printAheadBytesMax: 20_000 });
    const open = await closing.print(makeList(makeRows(400)));
    if (!open.ok) throw new Error('the first page is printed');
    const reading = open.value.toArray();
    await closing.close();
    await expect(reading).rejects.toThrow('print torn');
    expect(await closing.print(makeList([]))).toMatchObject({ ok: false });
  });

  it('streams five thousand rows page by page', async () => {
    const list = makeList(makeRows(5_000));
    const pages = planAttendanceList(list, measure).length;
    const printed = await printer.print(list);
    if (!printed.ok) throw new Error(printed.fault.detail);
    let partsCount = 0;
    let longestBytes = 0;
    for await (const part of printed.value) {
      if (!(part instanceof Uint8Array)) throw new Error('a print is bytes');
      partsCount += 1;
      longestBytes = Math.max(longestBytes, part.length);
    }
    expect(partsCount).toBeGreaterThan(pages);
    expect(longestBytes).toBeLessThan(256 * 1024);
  });
});
