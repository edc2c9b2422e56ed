/** The organiser's words about one gathering, in Indonesian: a part of id.ts. */
import { formatHour } from '#core/dates.ts';
import type { GatheringKind } from '#core/gathering.ts';
import type { Zone } from '#core/time.ts';

const HOUR_MIN = 60;
const DAY_MIN = 24 * HOUR_MIN;

function spanOf(minutes: number): string {
  if (minutes < 2 * HOUR_MIN) return `${minutes} menit`;
  if (minutes < 2 * DAY_MIN) return `${Math.round(minutes / HOUR_MIN)} jam`;
  return `${Math.round(minutes / DAY_MIN).toLocaleString('id-ID')} hari`;
}

export const gatheringId = {
  kind: {
    apel: 'Apel gabungan',
    sosialisasi: 'Sosialisasi',
    rapat: 'Rapat',
    susulan: 'Penandatanganan susulan',
  } satisfies Record<GatheringKind, string>,

  gatheringForm: {
    title: 'Kegiatan baru',
    fixed: 'Sesudah kegiatan dibuat, isian ini tidak dapat diubah lagi. Periksa dahulu.',
    partWhat: 'Kegiatan',
    partWhen: 'Waktu dan tempat',
    partWho: 'Yang diundang',
    partPaper: 'Daftar hadir',
    name: 'Nama kegiatan',
    nameHint: 'Tercetak pada poster dan daftar hadir.',
    kind: 'Jenis kegiatan',
    place: 'Tempat',
    placeHint: 'Misalnya: Lapangan Rumah Jabatan Bupati',
    date: 'Hari, tanggal',
    start: 'Jam mulai',
    end: 'Jam selesai (boleh dikosongkan)',
    /** What was chosen, in words: browsers write dates as they please. */
    chosenTime: (words: string): string => `Jadi: ${words}`,
    mayBeEmpty: 'Boleh dikosongkan.',
    zone: 'Zona waktu',
    organiser: 'Penyelenggara',
    organiserHint: 'Misalnya: Badan Kesatuan Bangsa dan Politik',
    leader: 'Pembina apel / pimpinan acara',
    number: 'Nomor kegiatan',
    numberHint: 'Nomor surat undangan. Boleh dikosongkan.',
    closing: 'Mengetahui',
    closingHint: 'Pejabat yang tertera di bawah daftar hadir. Boleh dikosongkan seluruhnya.',
    closingCity: 'Ibu kota, untuk tempat dan tanggal',
    closingPosition: 'Jabatan',
    closingName: 'Nama dan gelar',
    closingRank: 'Pangkat, golongan',
    closingNumber: 'NIP',
    everyone: (n: string): string => `Semua peserta dalam daftar (${n} orang)`,
    chosen: 'Perangkat Daerah dan kategori tertentu',
    agencies: 'Perangkat Daerah',
    chosenHint:
      'Memilih Perangkat Daerah berarti memilih semua unit di bawahnya. Bila kategori dikosongkan, semua kategori diundang; bila Perangkat Daerah dikosongkan, semua Perangkat Daerah diundang.',
    agencyNone: 'Tidak ada nama yang cocok.',
    agencySearch: 'Saring nama Perangkat Daerah',
    categories: 'Kategori',
    all: 'Pilih semua',
    none: 'Kosongkan',
    openUnit: (name: string): string => `Tampilkan unit di bawah ${name}`,
    closeUnit: (name: string): string => `Sembunyikan unit di bawah ${name}`,
    qr: 'Ukuran kode QR',
    qrSize: (bytes: string, max: string): string => `${bytes} dari ${max} bita`,
    qrFits: 'Kode akan mudah terbaca dari kertas.',
    qrNear: 'Masih terbaca, tetapi hampir penuh. Nama yang lebih pendek lebih mudah dipindai.',
    qrTooLarge:
      'Terlalu padat untuk dipindai dari kertas. Pendekkan nama kegiatan, tempat, atau penyelenggara.',
    qrWaiting: 'Menghitung …',
    go: 'Buat kegiatan',
  },

  gathering: {
    tabs: {
      ringkasan: 'Ringkasan',
      qr: 'Kode QR',
      meja: 'Meja',
      'tanda-tangan': 'Tanda tangan',
      dokumen: 'Dokumen',
    },
    tabsLabel: 'Bagian kegiatan',
  },

  closing: {
    close: 'Tutup kegiatan …',
    reopen: 'Buka kembali kegiatan',
    title: (name: string): string => `Tutup ${name}?`,
    what: (days: string): readonly string[] => [
      'Tanda tangan yang datang sesudahnya tetap diterima dan dihitung.',
      `Paling cepat ${days} hari lagi, nama, tanggal lahir, dan tanda tangan dibersihkan dari perangkat, dan hanya yang sudah terarsip dalam semua cadangan kantor.`,
      'Di kantor tidak ada yang dihapus. Selama belum dibersihkan, kegiatan dapat dibuka kembali.',
    ],
    yes: 'Ya, tutup kegiatan',
    since: (moment: string, days: string): string =>
      `Ditutup ${moment}. Yang datang terlambat tetap diterima; data pribadi dibersihkan dari perangkat paling cepat ${days} hari sesudahnya.`,
  },

  turnout: {
    /** Seconds too: it moves every five of them. */
    clock: (ms: number, zone: Zone): string =>
      `${formatHour(ms, zone)}.${String(Math.floor(ms / 1_000) % 60).padStart(2, '0')} ${zone}`,
    updated: (clock: string): string => `Diperbarui pukul ${clock}`,
    provisional: {
      empty: (): string => 'Angka sementara, belum ada perangkat yang dipakai',
      devices: (n: string): string => `Angka sementara, ${n} perangkat belum mengirim`,
      open: (): string => 'Angka sementara, penandatanganan mungkin masih berjalan',
      desks: (): string =>
        'Angka sementara, belum semua meja memberi kabar sesudah kegiatan selesai',
    },
    /** What would make them final. */
    toFinal: {
      empty: null,
      devices: null,
      open: 'Bila penandatanganan sudah selesai, tutup kegiatan ini: sesudah itu angka dapat menjadi akhir.',
      desks: 'Meja yang masih harus memberi kabar disebut pada bagian Meja.',
    },
    final: 'Angka akhir',
    knownUntil: (moment: string): string =>
      `Menurut kabar terakhir tiap meja, sekurang-kurangnya sampai ${moment}.`,
    remarks: {
      unproven: (n: string): string =>
        `Belum terbukti lengkap dari ${n} perangkat atau meja; rinciannya pada bagian Meja.`,
      putBack: 'Data kantor mungkin pernah dipulihkan dari cadangan; lihat bagian Meja.',
      setAside: (n: string): string =>
        `${n} catatan perlu diperiksa dan belum dihitung; lihat bagian Tanda tangan.`,
    },
    noDevices: 'Belum ada perangkat yang terdaftar pada kegiatan ini.',
    noDevicesNext: 'Buat meja pada bagian Meja, atau tampilkan kode QR kepada peserta.',
    toStations: 'Ke bagian Meja',
    stale: 'Kantor tidak menjawab.',
    expected: 'Terdaftar / diundang',
    attended: 'Hadir',
    signed: 'Sudah tanda tangan',
    extra: 'Hadir lainnya',
    extraSigned: (n: string): string => `${n} di antaranya tanda tangan`,
    byAgency: 'Menurut Perangkat Daerah',
    byCategory: 'Menurut kategori',
    ofExpected: (n: string, expected: string): string => `${n} dari ${expected}`,
    attendedCount: (n: string): string => `${n} hadir`,
    plusExtra: (n: string): string => `+${n} lainnya`,
    key: { signed: 'Sudah tanda tangan', attended: 'Hadir saja', rest: 'Belum' },
    asTable: 'Tampilkan sebagai tabel',
    asBars: 'Tampilkan sebagai gambar',
    copy: 'Salin tabel',
    filter: 'Saring Perangkat Daerah',
    filterNone: 'Tidak ada nama yang cocok.',
    agency: 'Perangkat Daerah',
    total: 'Jumlah',
  },

  qr: {
    printA4: 'Cetak A4',
    printA3: 'Cetak A3',
    svg: 'Unduh kode (SVG)',
    png: 'Unduh kode (PNG)',
    link: 'Tautan di dalam kode',
    linkHint: 'Kirim tautan ini lewat pesan kepada peserta yang memakai ponsel sendiri.',
    copyLink: 'Salin tautan',
    hint: 'Pratinjau poster. Gantung setinggi mata, di tempat teduh, dan sisakan ruang bagi antrean.',
    validUntil: (moment: string): string => `Kode berlaku sampai ${moment}.`,
    local:
      'Alamat di dalam kode ini hanya dapat dibuka di komputer ini. Sebelum dicetak, minta pengelola server mengatur alamat kantor (IKRAR_ORIGIN).',
  },

  stations: {
    create: 'Tambah meja',
    intro:
      'Satu meja untuk satu tablet. Kode meja hanya ditampilkan sekali dan hanya dapat dipakai satu tablet, yang sekaligus mengambil daftar peserta.',
    name: 'Nama meja',
    nameHint: 'Misalnya: Meja 7 – Tribun Timur',
    go: 'Buat kode meja',
    going: 'Membuat kode …',
    shown: (name: string): string => `Kode untuk ${name}`,
    once: 'Kode ini hanya ditampilkan sekali. Pindai dengan tablet sekarang, atau cetak dahulu.',
    validUntil: (moment: string): string => `Berlaku sampai ${moment}`,
    overSince: (moment: string): string => `Tidak berlaku lagi sejak ${moment}`,
    overWhat:
      'Bila ada tablet yang sudah memindai kode ini tanpa jaringan, buat kode baru lalu pindai di tablet itu: tanda tangannya ikut terkirim. Sesudah itu, cabut kode lama ini. Selama belum dicabut, kegiatan ini belum terbukti lengkap.',
    print: 'Cetak kode meja',
    done: 'Sudah, tutup kode',
    label: (name: string): string => `Kode QR ${name}`,
    waiting: 'Meja yang kodenya belum dipakai',
    withdrawCode: (name: string): string => `Cabut kode ${name}`,
    withdrawCodeTitle: (name: string): string => `Cabut kode ${name}?`,
    withdrawCodeWhat: [
      'Lakukan bila lembar kodenya hilang atau tidak jadi dipakai. Sesudah dicabut, tidak ada tablet yang mendapat izin atau daftar peserta dengan kode ini.',
      'Bila ada tablet yang sudah memindai kode ini tanpa jaringan, tanda tangannya tetap tersimpan di tablet itu, dan baru diterima kantor bila tablet itu memindai kode yang baru. Tanyakan dahulu kepada petugasnya.',
    ],
    withdrawCodeYes: 'Ya, cabut kode',
    codeUsed:
      'Kode ini baru saja dipakai sebuah tablet, jadi tidak dapat dicabut lagi. Bila tablet itu bukan tablet petugas, cabut izinnya pada daftar perangkat.',
    understood: 'Tutup',
    taken: (name: string): string =>
      `${name} sudah ada pada kegiatan ini. Dua meja dengan nama yang sama sukar dibedakan; pakailah nama lain, kecuali bila tabletnya memang diganti.`,
    again: 'Tetap buat kode dengan nama ini',
    devices: 'Perangkat',
    empty: 'Belum ada perangkat yang mengikuti kegiatan ini.',
    emptyNext:
      'Buat kode meja, pindai dengan tablet selagi ada jaringan, lalu tablet siap dipakai tanpa jaringan.',
    phone: 'Ponsel peserta',
    phones: (n: string): string => `${n} ponsel peserta`,
    counts: (made: string, received: string): string =>
      `${made} catatan dibuat, ${received} diterima`,
    signings: (n: string): string => `${n} tanda tangan`,
    nothingMissing: 'tidak ada yang hilang',
    missingCount: (n: string): string => `${n} belum diterima`,
    unknown: 'belum dapat dipastikan lengkap',
    quarantined: (n: string): string => `${n} perlu diperiksa pada bagian Tanda tangan`,
    nothingYet: 'belum ada tanda tangan yang diketahui kantor',
    keeps: (n: string): string => `masih menyimpan ${n}`,
    missing: (ranges: string): string =>
      `Catatan nomor ${ranges} belum diterima. Jangan hapus data perangkat ini.`,
    forked:
      'Catatan perangkat ini bercabang: mungkin isinya pernah disalin atau dipulihkan. Semua cabang disimpan; periksa pada bagian Tanda tangan.',
    lastContact: 'Terakhir terhubung',
    never: 'belum pernah mengirim',
    battery: (n: number): string => `baterai ${n}%`,
    clock: (minutes: number): string =>
      minutes > 0
        ? `jamnya lebih cepat ${spanOf(minutes)}`
        : `jamnya lebih lambat ${spanOf(-minutes)}`,
    withdrawn: (moment: string): string => `Izin dicabut ${moment}`,
    withdraw: 'Cabut izin',
    withdrawTitle: (name: string): string => `Cabut izin ${name}?`,
    withdrawWhat: [
      'Perangkat ini tidak dapat lagi membuat tanda tangan yang diakui untuk kegiatan ini.',
      'Tanda tangan yang sudah diterima kantor tetap ada dan tetap dihitung.',
      'Tanda tangan yang masih tersimpan di perangkat tidak dapat dikirim selama izinnya dicabut, dan tetap tersimpan di perangkat itu. Bila masih dapat, sambungkan perangkat sebelum izinnya dicabut.',
    ],
    withdrawUndo: 'Bila perangkat ini kembali ke tangan petugas, izinnya dapat dikembalikan.',
    withdrawYes: 'Ya, cabut izin',
    withdrawing: 'Mencabut …',
    giveBack: 'Kembalikan izin',
    giveBackTitle: (name: string): string => `Kembalikan izin ${name}?`,
    giveBackWhat: [
      'Perangkat ini dapat mengambil daftar peserta dan mengirim lagi. Lakukan hanya bila perangkat ini kembali ke tangan petugas.',
      'Tanda tangan yang masih tersimpan di perangkat ini terkirim begitu terhubung, dan dihitung, juga yang dibuat selama izinnya dicabut.',
    ],
    giveBackYes: 'Ya, kembalikan izin',
    givingBack: 'Mengembalikan …',
    and: 'dan',
  },

  completeness: {
    title: 'Kelengkapan',
    complete: (signings: string, devices: string): string =>
      `Lengkap: semua ${signings} tanda tangan dari ${devices} perangkat diterima.`,
    completeNothing: (devices: string): string =>
      `Semua ${devices} perangkat sudah memberi kabar; belum ada tanda tangan yang dibuat.`,
    remarked: (signings: string): string =>
      `Diterima ${signings} tanda tangan. Lengkap, kecuali yang berikut:`,
    soFar: (signings: string): string =>
      `Sejauh ini lengkap: ${signings} tanda tangan yang diketahui kantor sudah diterima.`,
    soFarNothing: 'Belum ada tanda tangan yang diketahui kantor.',
    soFarShort: (signings: string): string =>
      `Sejauh ini diterima ${signings} tanda tangan; kekurangannya disebut di bawah ini.`,
    waiting: (missing: string): string => `Belum lengkap: ${missing} catatan belum diterima.`,
    waitingUnheard: (devices: string): string =>
      `Belum dapat dipastikan: ${devices} perangkat belum memberi kabar sejak kegiatan dimulai.`,
    openCodes: (names: string): string =>
      `Kode yang belum dipakai: ${names}. Bila ada tablet yang memindainya tanpa jaringan, tanda tangannya belum diketahui kantor: sambungkan tablet itu. Bila tidak ada, cabut kodenya.`,
    putBack: (moment: string): string =>
      `Data kantor mungkin dipulihkan dari cadangan, paling lambat ${moment}. Perangkat yang baru dipakai sesudah cadangan itu belum diketahui kantor.`,
    knownUntil: (moment: string): string =>
      `Kabar meja yang paling lama: ${moment}. Yang dibuat sesudah itu belum diketahui kantor.`,
    setAside: 'Sebagian catatan diterima tetapi perlu diperiksa pada bagian Tanda tangan.',
    keeps: (name: string, n: string): string =>
      `${name} masih menyimpan ${n}. Minta petugasnya menyambungkan jaringan lalu menekan Kirim sekarang.`,
    lost: (name: string, n: string): string =>
      `${name}: penyimpanan terhapus, ${n} catatan yang lama mungkin hilang. Tanyakan kepada petugasnya, dan cocokkan dengan daftar kertas.`,
    lostAndKeeps: (name: string, lost: string, kept: string): string =>
      `${name}: penyimpanan terhapus, ${lost} catatan yang lama mungkin hilang, dan ${kept} lagi belum diterima. Hubungi petugasnya.`,
    neverHeard: (name: string): string => `${name} belum pernah memberi kabar. Hubungi petugasnya.`,
    unheard: (name: string, moment: string): string =>
      `${name} belum memberi kabar sejak kegiatan dimulai, terakhir ${moment}. Hubungi petugasnya.`,
    soFarOpen:
      'Kegiatan belum ditutup, jadi penandatanganan mungkin masih berjalan. Bila sudah selesai, tutup kegiatan ini.',
    soFarOver: (name: string, moment: string): string =>
      `${name} terakhir memberi kabar ${moment}, sebelum kegiatan selesai. Minta petugasnya menyambungkan perangkat sekali lagi.`,
    givenUp: (name: string, reason: string, n: string): string =>
      n === '0'
        ? `${name} dinyatakan hilang: ${reason}. Berapa yang dibuatnya tidak diketahui.`
        : `${name} dinyatakan hilang: ${reason}. Sedikitnya ${n} catatan tidak diterima.`,
    forked: (name: string): string =>
      `${name}: catatannya bercabang, jadi kelengkapannya tidak dapat dibuktikan. Periksa pada bagian Tanda tangan, dan cocokkan dengan daftar kertas.`,
    withdrawn: (name: string): string =>
      `${name}: izinnya dicabut, dan sesudah itu tidak memberi kabar lagi.`,
    phonesKeep: (phones: string, n: string): string =>
      `${phones} ponsel peserta masih menyimpan ${n}; terkirim bila pemiliknya membuka Ikrar lagi.`,
    phonesUnheard: (phones: string): string =>
      `${phones} ponsel peserta belum memberi kabar sejak kegiatan dimulai.`,
    phonesWithdrawn: (phones: string): string =>
      `${phones} ponsel peserta dicabut izinnya sebelum memberi kabar.`,
    lossCard: (moment: string, n: string): string =>
      `Penyimpanan perangkat ini terhapus, dilaporkan ${moment}: ${n} catatan yang lama mungkin hilang.`,
    lossWhole: (moment: string): string =>
      `Penyimpanan perangkat ini pernah terhapus, dilaporkan ${moment}. Semua yang tercatat sebelumnya sudah diterima kantor.`,
    lossOther: (moment: string, n: string): string =>
      `Penyimpanan perangkat ini terhapus sebelum pernah terhubung, dilaporkan ${moment}: sampai ${n} catatan mungkin hilang.`,
    forkedAt: (seqs: string): string => `Dua catatan berbeda pada nomor yang sama: ${seqs}.`,
    ago: (minutes: number): string => `${spanOf(minutes)} yang lalu`,
    unheardCard: 'belum memberi kabar sejak kegiatan dimulai',
    soFarCard: 'tidak ada yang hilang sampai kabar terakhir',
    givenUpCard: (moment: string, by: string, reason: string): string =>
      `Dinyatakan hilang ${moment} oleh ${by}: ${reason}`,
    giveUp: 'Nyatakan hilang',
    takeBack: 'Batalkan pernyataan hilang',
    giveUpTitle: (name: string): string => `Nyatakan ${name} hilang?`,
    giveUpWhat: [
      'Pakailah bila perangkat ini rusak, hilang, atau tidak jadi dipakai, sehingga tidak ada lagi yang dapat diharapkan darinya.',
      'Kelengkapan kegiatan ini selalu menyebut perangkat ini beserta alasannya.',
      'Tidak ada yang dihapus. Bila perangkat ini mengirim lagi, semuanya tetap diterima.',
    ],
    reason: 'Alasan',
    reasonHint: 'Misalnya: tablet jatuh ke laut saat penyeberangan',
    giveUpYes: 'Ya, nyatakan hilang',
    givingUp: 'Menyimpan …',
  },

  entries: {
    empty: 'Belum ada tanda tangan yang diterima.',
    emptyNext: 'Tanda tangan muncul di sini begitu perangkat terhubung dan mengirim.',
    noneFiltered: 'Tidak ada tanda tangan yang cocok dengan saringan ini.',
    show: 'Tampilkan',
    filters: {
      all: 'Semua catatan',
      doubted: 'Perlu diperiksa',
      duplicates: 'Orang yang menandatangani lebih dari sekali',
      'walk-ins': 'Mengisi data sendiri',
    },
    refresh: 'Perbarui',
    kinds: {
      signing: 'Nama tidak terbaca',
      revocation: 'Pencabutan',
      recital: 'Ikrar bersama',
      note: 'Catatan petugas',
      unread: 'Catatan yang tidak terbaca',
    },
    recited: (leader: string, from: string, to: string): string =>
      `Dipimpin oleh ${leader}, ${from} sampai ${to}, menurut jam perangkat`,
    phone: 'ponsel sendiri',
    seq: (n: number): string => `catatan ke-${n}`,
    neither: 'Tanpa keterangan hadir',
    notCounted: 'Tidak dihitung: ada tanda tangan lain dari orang ini',
    page: (page: string, all: string): string => `Halaman ${page} dari ${all}`,
    caption: (from: string, to: string, all: string): string => `${from}–${to} dari ${all} catatan`,
    ink: (name: string): string => `Tanda tangan ${name}`,
    both: 'Hadir dan menandatangani pernyataan',
    attended: 'Hadir saja',
    doubt: (why: string): string => `Perlu diperiksa: ${why}`,
    revoked: 'Dicabut oleh petugas',
    walkIn: 'Mengisi data sendiri',
    beside: {
      fork: 'Berselisih: nomor urut ini sudah dipakai catatan lain. Disimpan, tidak dihitung.',
      conflict: 'Berselisih: kode ini sudah dipakai catatan lain. Disimpan, tidak dihitung.',
    },
    held: (name: string): string => `Yang lebih dulu diterima: ${name}`,
    heldElsewhere: 'Yang lebih dulu diterima ada pada kegiatan lain.',
    pages: 'Halaman tanda tangan',
  },

  documents: {
    list: 'Daftar Hadir',
    listIntro:
      'PDF ukuran A4 dengan kop, tanda tangan, dan blok Mengetahui; dapat langsung dicetak sebagai lampiran.',
    grouping: 'Susunan',
    groups: {
      'per-agency': 'Per Perangkat Daerah, masing-masing mulai di halaman baru',
      'one-list': 'Satu daftar menurut urutan protokol',
    },
    unsigned: 'Cantumkan juga yang belum tanda tangan',
    make: 'Buat PDF',
    makeAgain: 'Buat lagi',
    going: 'Membuat …',
    making: 'Menunggu giliran dan menyusun halaman PDF …',
    receiving: (kb: string): string => `Menerima PDF, ${kb} kB …`,
    made: 'PDF sudah jadi.',
    open: 'Buka PDF terbaru',
    download: 'Unduh PDF',
    provisional: {
      empty: (): string =>
        'Masih sementara, belum ada perangkat yang dipakai. Daftar yang dicetak sekarang memuat keterangan itu.',
      devices: (n: string): string =>
        `Masih sementara, ${n} perangkat belum mengirim. Daftar yang dicetak sekarang memuat keterangan itu.`,
      open: (): string =>
        'Masih sementara, penandatanganan mungkin masih berjalan. Daftar yang dicetak sekarang memuat keterangan itu. Bila sudah selesai, tutup kegiatan ini dahulu.',
      desks: (): string =>
        'Masih sementara, belum semua meja memberi kabar sesudah kegiatan selesai; lihat bagian Meja. Daftar yang dicetak sekarang memuat keterangan itu.',
    },
    fresh: 'PDF ini dibuat dari data pada saat tombol ditekan. Buat lagi setelah ada kiriman baru.',
  },
};

/** The shape of these words. */
export type GatheringTexts = Readonly<typeof gatheringId>;
