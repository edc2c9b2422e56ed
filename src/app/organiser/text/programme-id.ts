/** The organiser's words about programmes and their pacts, in Indonesian: a part of id.ts. */

export const programmeId = {
  programmes: {
    title: 'Rangkaian kegiatan',
    create: 'Buat rangkaian kegiatan',
    empty: 'Belum ada rangkaian kegiatan.',
    emptyNext:
      'Mulailah dengan membuat satu rangkaian: satu pakta untuk satu pemilihan, dengan daftar peserta dan kegiatan-kegiatannya.',
    people: (n: string): string => `${n} peserta`,
    gatherings: (n: string): string => `${n} kegiatan`,
    noRoster: 'Daftar peserta belum diimpor',
  },

  programmeForm: {
    title: 'Rangkaian kegiatan baru',
    fixed: 'Sesudah rangkaian dibuat, isian ini tidak dapat diubah lagi. Periksa dahulu.',
    intro:
      'Isian ini masuk ke naskah pakta dan ke kop daftar hadir. Periksa ejaannya dengan saksama.',
    name: 'Nama rangkaian',
    nameHint: 'Misalnya: Pakta Integritas Netralitas ASN 2031',
    government: 'Pemerintah daerah',
    governmentHint: 'Seperti dalam naskah, misalnya: Kabupaten Lontara Bahari',
    election: 'Pemilihan',
    electionHint: 'Misalnya: Pemilihan Gubernur dan Bupati',
    year: 'Tahun',
    zone: 'Zona waktu',
    letterhead: 'Kop naskah dinas',
    letterheadHint:
      'Satu baris untuk satu baris kop, misalnya nama pemerintah lalu nama badan. Boleh dikosongkan.',
    address: 'Alamat di bawah kop',
    addressHint: 'Jalan, telepon, laman, kode pos. Boleh dikosongkan.',
    go: 'Buat rangkaian',
    zones: {
      WIB: 'WIB, Indonesia barat',
      WITA: 'WITA, Indonesia tengah',
      WIT: 'WIT, Indonesia timur',
    },
  },

  programme: {
    tabs: { kegiatan: 'Kegiatan', peserta: 'Peserta', naskah: 'Naskah pakta' },
    tabsLabel: 'Bagian rangkaian kegiatan',
    gatheringsEmpty: 'Belum ada kegiatan dalam rangkaian ini.',
    gatheringsNextRoster: 'Impor dahulu daftar peserta, lalu buat kegiatan.',
    gatheringsNext: 'Buat kegiatan untuk mendapatkan kode QR dan meja tanda tangan.',
    newGathering: 'Buat kegiatan',
    turnout: (signed: string, expected: string): string =>
      `${signed} dari ${expected} sudah tanda tangan`,
  },

  pacts: {
    intro:
      'Naskah di bawah ini yang dibaca dan ditandatangani. Tempat dalam kurung kurawal sudah diisi dari rangkaian ini.',
    version: (n: number): string => `Versi ${n}`,
    digest: 'Sidik naskah (SHA-256)',
    ownText:
      'Isi naskah ini tidak dapat dipastikan sama dengan naskah yang ditandatangani, jadi tidak ditampilkan di sini.',
    names: {
      asn: 'Aparatur Sipil Negara',
      nonasn: 'Pegawai non-ASN',
      desa: 'Kepala Desa dan Perangkat Desa',
      dukungan: 'Forkopimda dan undangan, pernyataan dukungan',
    },
    who: 'Siapa menandatangani apa',
    attendsOnly: 'Hadir saja',
    mayChoose: 'boleh memilih hadir saja',
  },
};
