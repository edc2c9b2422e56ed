/** The list of those who have not signed: nobody too many or missing, a page for each agency. */
import { describe, expect, test } from 'vitest';
import { extractText, getDocumentProxy } from 'unpdf';
import type { Signatory } from '#core/entry.ts';
import { OFFICE_PATHS } from '#core/office-api.ts';
import { findGathering } from '#server/gathering/gatherings.ts';
import { pageMarks } from '#server/papers/bundle.ts';
import { printPaper } from '#server/papers/papers.ts';
import {
  type UnsignedList,
  type UnsignedRow,
  planUnsignedList,
  readUnsignedList,
} from '#server/papers/unsigned-list.ts';
import { BODY } from '#server/print/layout.ts';
import { enrolDevice, listed, newGathering, postRoster, signing } from '../support/field.ts';
import {
  type FieldOffice,
  enrolDesk,
  makeGathering,
  openFieldOffice,
} from '../support/office-with-field.ts';
import { boxOf, measure, meet, within } from '../support/page-boxes.ts';
import { lettersOf } from '../support/printed.ts';

/** Neither the agencies nor the people stand in the order of the alphabet. */
const ROSTER = [
  'Nama;NIP;Jabatan;Unit Kerja;Perangkat Daerah;Kategori',
  'Andi Staf;197607222001122901;Staf;Bidang Jalan;Dinas Zeta;asn',
  'Zainal Kepala;197607222001122902;Kepala Dinas;;Dinas Zeta;asn',
  'Citra Staf;197607222001122903;Staf;;Dinas Alfa;asn',
  'Budi Staf;197607222001122904;Staf;;Dinas Alfa;asn',
  'Tamu Satu;;Ketua;;KPU Uji;guest',
  'Pejabat Satu;;Bupati;;Forum Uji;forko',
].join('\n');

async function openWithRoster(): Promise<FieldOffice> {
  const at = await openFieldOffice({ people: 1 });
  await postRoster(at, at.programme.id, { csv: ROSTER, commit: 1 });
  return at;
}

function named(at: FieldOffice, name: string): Signatory {
  const row = at.office.context.database.sqlite
    .prepare('select no from signatories where name = ?')
    .get(name);
  return { kind: 'listed', no: Number(row?.['no']), name, category: 'asn' };
}

async function listOf(at: FieldOffice, id = at.gathering.id): Promise<UnsignedList> {
  const found = await findGathering(at.office.context, id);
  if (!found.ok) throw new Error('no gathering');
  return readUnsignedList(at.office.context, found.value, { kind: 'unsigned-list' });
}

function told({ agencies }: UnsignedList) {
  return agencies.map(({ name, askedCount, rows }) => [
    name,
    askedCount,
    rows.map((row) => (row.note === '' ? row.name : `${row.name}: ${row.note}`)),
  ]);
}

/** The text of each page without white space. */
async function pagesOf(pdf: Uint8Array): Promise<readonly string[]> {
  const { text } = await extractText(await getDocumentProxy(Uint8Array.from(pdf)));
  return text.map(lettersOf);
}

async function printedPages(at: FieldOffice, id = at.gathering.id): Promise<readonly string[]> {
  const { status, bytes } = await at.organise(OFFICE_PATHS.paper(id, 'unsigned-list'));
  expect(status).toBe(200);
  return pagesOf(bytes);
}

describe('who stands on it', () => {
  test('is whoever was asked to sign and did not, agency by agency, in order of protocol', async () => {
    await using at = await openWithRoster();
    const list = await listOf(at);
    expect(told(list)).toEqual([
      ['Dinas Zeta', 2, ['Zainal Kepala', 'Andi Staf']],
      ['Dinas Alfa', 2, ['Budi Staf', 'Citra Staf']],
      ['Forum Uji', 1, ['Pejabat Satu: Tidak wajib menandatangani']],
    ]);
    expect(list.agencies[0]?.rows.map(({ unit }) => unit)).toEqual(['', 'Bidang Jalan']);
    expect(list).toMatchObject({ attendOnlyCount: 1, walkInCount: 0 });
  });

  test('is nobody who signed, until that signing is revoked', async () => {
    await using at = await openWithRoster();
    const desk = await enrolDesk(at);
    const kept = desk.keep(await signing(named(at, 'Andi Staf')));
    await desk.sync(desk.entries);
    const before = await listOf(at);
    expect(told(before)[0]).toEqual(['Dinas Zeta', 2, ['Zainal Kepala']]);
    desk.keep({ kind: 'revocation', target: kept.id, reason: 'salah', station: 'Meja uji' });
    await desk.sync(desk.entries);
    const after = await listOf(at);
    expect(told(after)[0]).toEqual(['Dinas Zeta', 2, ['Zainal Kepala', 'Andi Staf']]);
    expect(after.digest).not.toBe(before.digest);
  });

  test('says of somebody that only attended, or whose signature is set aside, that it is so', async () => {
    await using at = await openWithRoster();
    const desk = await enrolDesk(at);
    const acts = { attended: true, signed: false };
    desk.keep(await signing(named(at, 'Budi Staf'), { acts }));
    desk.keep(await signing({ ...named(at, 'Citra Staf'), name: 'Nama Lain' }));
    await desk.sync(desk.entries);
    const list = await listOf(at);
    expect(told(list)[1]).toEqual([
      'Dinas Alfa',
      2,
      [
        'Budi Staf: Hadir, belum menandatangani',
        'Citra Staf: Tanda tangan diterima, perlu diperiksa',
      ],
    ]);
    const [, alfa = ''] = await printedPages(at);
    expect(alfa).toContain('Tandatanganditerima,perludiperiksa');
    expect(alfa).toContain('1catatantidakdihitung:perludiperiksa,ataudikesampingkanpenyelenggara');
  });

  test('is no walk-in, and the list says how many of them signed beside it', async () => {
    await using at = await openWithRoster();
    const walkIn = {
      kind: 'walk-in',
      name: 'Tamu Tanpa Daftar',
      number: '',
      position: '',
      unit: 'Dinas Alfa',
      category: 'asn',
    } as const;
    const desk = await enrolDesk(at);
    const phone = await enrolDevice(at, at.gathering.invitation.url);
    desk.keep(await signing(walkIn));
    phone.keep(await signing({ ...walkIn, name: 'Tamu Ponsel' }));
    await desk.sync(desk.entries);
    await phone.sync(phone.entries);
    expect(await listOf(at)).toMatchObject({ walkInCount: 2 });
    const all = (await printedPages(at)).join('');
    expect(all).not.toContain('TamuTanpaDaftar');
    expect(all).not.toContain('TamuPonsel');
    expect(all).toContain('Menandatanganidenganmengisidatasendiri2orang');
  });

  test('is nobody who was not invited, whether or not he came', async () => {
    await using at = await openWithRoster();
    const { no } = named(at, 'Citra Staf') as { readonly no: number };
    const few = await makeGathering(at, {
      ...newGathering(at.programme.id),
      invites: { signatories: [no] },
    });
    expect(told(await listOf(at, few.id))).toEqual([['Dinas Alfa', 1, ['Citra Staf']]]);
    const pages = await printedPages(at, few.id);
    expect(pages).toHaveLength(2);
    expect(pages.join('')).not.toContain('BudiStaf');
    expect(pages[1]).toContain('Belummenandatanganiseluruhnya1dari1orang');
  });
});

describe('the paper', () => {
  test('gives each agency a page of its own with head, count and signature block', async () => {
    await using at = await openWithRoster();
    const closing = {
      city: 'Uji',
      position: 'Kepala Badan',
      name: 'Rusdi Uji',
      rank: 'IV/c',
      number: '197001011990011903',
    };
    const held = await makeGathering(at, { ...newGathering(at.programme.id), closing });
    at.clock.nowMs = held.startsAtMs + 2 * 24 * 3_600_000;
    // The session of the organiser is over by then: the list is printed without a request.
    const printed = await pagesOf(Buffer.concat([...printPaper(await listOf(at, held.id))]));
    const [zeta = '', alfa = '', forum = '', recap = '', ...more] = printed;
    expect(more).toEqual([]);
    for (const [page, agency, count] of [
      [zeta, 'DinasZeta', '2dari2orang'],
      [alfa, 'DinasAlfa', '2dari2orang'],
      [forum, 'ForumUji', '1dari1orang'],
    ] as const) {
      expect(page).toContain('PEMERINTAHKABUPATENUJI');
      expect(page).toContain('DAFTARYANGBELUMMENANDATANGANI');
      expect(page).toContain('Acara:Apelgabunganuji');
      expect(page).toContain('Keadaanper:Rabu,9Oktober2024pukul07.30WITAInstansi:');
      expect(page).toContain(`Instansi:${agency}`);
      expect(page).toContain(`Belummenandatangani${count}(sementara)`);
      expect(page).toContain('Uji,9Oktober2024Mengetahui,KepalaBadan,RusdiUji');
      expect(page).toMatch(/halaman\ddari4/);
      expect(page).not.toContain('tidaktersertifikasi');
    }
    expect(zeta).not.toContain('BudiStaf');
    expect(recap).toContain('Rekapitulasiperinstansi');
    expect(recap).toContain('DinasAlfa2dari2orang');
    expect(recap).toContain('Belummenandatanganiseluruhnya5dari5orang(sementara)');
    expect(recap).toContain('tidakdimintamenandatangani1orang');
  });

  test('says on one page that everybody signed, and counts agencies that are whole', async () => {
    await using at = await openFieldOffice({ people: 12 });
    const desk = await enrolDesk(at);
    for (let no = 1; no <= 11; no++) desk.keep(await signing(listed(no)));
    await desk.sync(desk.entries);
    const few = await printedPages(at);
    expect(few).toHaveLength(2);
    expect(few[0]).toContain('Instansi:DinasUjiB');
    expect(few[1]).toContain('DinasUjiA0dari10orang');
    desk.keep(await signing(listed(12)));
    await desk.sync(desk.entries);
    await at.organise(OFFICE_PATHS.closed(at.gathering.id), { method: 'POST' });
    await desk.sync([]);
    const [page = '', ...more] = await printedPages(at);
    expect(more).toEqual([]);
    expect(page).toContain('semua12orangyangdimintamenandatanganisudahmenandatangani.');
    expect(page).toContain('Belummenandatanganiseluruhnya0dari12orang');
    expect(page).not.toContain('sementara');
    expect(page).toContain('sekurang-kurangnyasampai');
  });

  test('never says that everybody signed where nobody was asked to', async () => {
    await using at = await openWithRoster();
    const { no } = named(at, 'Tamu Satu') as { readonly no: number };
    const guests = await makeGathering(at, {
      ...newGathering(at.programme.id),
      invites: { signatories: [no] },
    });
    const pages = await printedPages(at, guests.id);
    expect(pages).toHaveLength(1);
    expect(pages[0]).toContain('Tidakadaorangdalamdaftarpesertayangdimintamenandatangani');
    expect(pages[0]).not.toContain('sudahmenandatangani');
  });
});

const HEAD = {
  letterhead: { governmentLines: ['Kabupaten Uji'], organiser: 'Badan Uji', addressLine: '' },
  gathering: {
    title: 'Apel',
    number: '',
    leader: '',
    dressCode: '',
    place: 'Lapangan',
    startsAtMs: 0,
    endsAtMs: null,
    zone: 'WITA',
  },
  closing: null,
  provisional: null,
  knownUntilMs: null,
  overCeilingCount: 3,
  printedAtMs: 0,
  digest: '4f9a 1c7e',
} as const;

function rowOf(index: number): UnsignedRow {
  return {
    name: `Drg. Ni Luh Kusumaningrum Pradnyaswari Wijayaningtyas, M.Kes. ${index}`,
    numberLabel: index % 3 === 0 ? 'NI PPPK' : 'NIP',
    number: '198005152005011901',
    position: 'Kepala Bidang Ideologi, Wawasan Kebangsaan dan Karakter Bangsa',
    unit: index % 2 === 0 ? '' : 'Bidang Pemberdayaan Masyarakat, Desa dan Perempuan',
    note: index % 5 === 0 ? 'Tanda tangan diterima, perlu diperiksa; Tidak wajib' : '',
  };
}

describe('a long list', () => {
  const list: UnsignedList = {
    kind: 'unsigned-list',
    ...HEAD,
    remarks: { unproven: 2, unprovenPhones: 7, wasPutBack: true, setAside: 4, accepted: 3 },
    agencies: [70, 1, 0, 29].map((count, at) => ({
      name: `Dinas ${at}`,
      askedCount: count + 5,
      rows: Array.from({ length: count }, (_, index) => rowOf(index)),
    })),
    attendOnlyCount: 0,
    walkInCount: 0,
  };
  const pages = planUnsignedList(list, measure);

  test('begins a page with each agency, numbers each from one, and keeps the head of its table', () => {
    const numbers = pages.map(({ lines }) =>
      lines.flatMap(({ block }) => (block.kind === 'row' ? [block.number] : [])),
    );
    expect(numbers.flat().filter((number) => number === 1)).toHaveLength(3);
    for (const page of numbers) expect(page.slice(1).includes(1)).toBe(false);
    for (const { lines } of pages.filter((_, at) => (numbers[at] ?? []).length > 0))
      expect(lines.filter(({ block }) => block.kind === 'head')).toHaveLength(1);
  });

  test('lets no line of text leave the page or meet another', () => {
    for (const page of pages) {
      const boxes = pageMarks(page)
        .filter((mark) => mark.kind === 'text')
        .map(boxOf);
      for (const box of boxes) expect(within(box, BODY)).toBe(true);
      const clashes = boxes.filter((box, at) =>
        boxes.slice(at + 1).some((other) => meet(box, other)),
      );
      expect(clashes).toEqual([]);
    }
  });

  test('says on every page what is not proven or not counted, and on its last what is beside it', async () => {
    const printed = await pagesOf(Buffer.concat([...printPaper(list)]));
    for (const page of printed) {
      expect(page).toContain('Belumterbuktilengkapdari2perangkatataumeja');
      expect(page).toContain('Belumterbuktilengkapdari7ponsel');
      expect(page).toContain('Datakantormungkinpernahdipulihkandaricadangan');
      expect(page).toContain('3catatanyangperludiperiksaditerimaataskeputusanpenyelenggara');
      expect(page).toContain('tidakdicocokkandengandaftarpeserta');
    }
    expect(printed.at(-1)).toContain('diatasbataskegiatan,belumdihitung3orang');
    expect(printed.at(-1)).toContain('Belummenandatanganiseluruhnya100dari120orang');
  });
});
