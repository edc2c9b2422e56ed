/** The organiser's words about one gathering, in Indonesian: a part of id.ts. */
import { formatHour } from '#core/dates.ts';
import { FACT_WORDS, type PrintedText } from '#core/gathering-facts.ts';
import type { GatheringKind } from '#core/gathering.ts';
import type { Zone } from '#core/time.ts';
import type { Language } from '#app/text/texts.ts';

export const gatheringId = {
  kind: {
    apel: 'Apel gabungan',
    sosialisasi: 'Sosialisasi',
    rapat: 'Rapat',
    susulan: 'Penandatanganan susulan',
  } satisfies Record<GatheringKind, string>,

  factLabels: FACT_WORDS.labels,

  gatheringForm: {
    title: 'Kegiatan baru',
    fixed:
      'Sesudah kegiatan dibuat, hanya isian pada bagian “Poster dan daftar hadir” yang dapat diubah. Periksa dahulu.',
    partWhat: 'Kegiatan',
    partWhen: 'Waktu dan tempat',
    partWho: 'Yang diundang',
    partPrinted: 'Poster dan daftar hadir',
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
    zone: 'Zona waktu',
    organiser: 'Penyelenggara',
    organiserHint: 'Misalnya: Badan Kesatuan Bangsa dan Politik',
    printedHints: {
      number: 'Nomor surat undangan. Boleh dikosongkan.',
      leader: 'Misalnya pembina apel. Boleh dikosongkan.',
      dressCode: 'Misalnya: PDH Khaki. Boleh dikosongkan.',
    } satisfies Record<PrintedText, string>,
    printedChange: 'Ubah isian poster dan daftar hadir …',
    printedSave: 'Simpan isian',
    printedDone:
      'Isian sudah disimpan. Poster dan daftar hadir yang sudah dicetak masih memuat isian lama.',
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
      keputusan: 'Keputusan',
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
      decisions: (): string =>
        'Angka sementara, keputusan belum diperiksa sesudah kantor dipulihkan',
    },
    /** What would make them final. */
    toFinal: {
      empty: null,
      devices: null,
      open: 'Bila penandatanganan sudah selesai, tutup kegiatan ini: sesudah itu angka dapat menjadi akhir.',
      desks: 'Meja yang masih harus memberi kabar disebut pada bagian Meja.',
      decisions: null,
    },
    final: 'Angka akhir',
    knownUntil: (moment: string): string =>
      `Menurut kabar terakhir tiap meja, sekurang-kurangnya sampai ${moment}.`,
    remarks: {
      unproven: (n: string): string =>
        `Belum terbukti lengkap dari ${n} perangkat atau meja; rinciannya pada bagian Meja.`,
      unprovenPhones: (n: string): string =>
        `Belum terbukti lengkap dari ${n} ponsel; angka tidak menunggu ponsel.`,
      putBack: 'Data kantor mungkin pernah dipulihkan dari cadangan; lihat bagian Meja.',
      setAside: (n: string): string =>
        `${n} catatan tidak dihitung: perlu diperiksa, atau dikesampingkan penyelenggara; lihat bagian Tanda tangan.`,
      accepted: (n: string): string =>
        `${n} catatan yang perlu diperiksa sudah diterima penyelenggara; lihat bagian Keputusan.`,
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
    byHand: 'Mengisi data sendiri',
    byHandHint: 'Termasuk dalam Hadir lainnya. Orang-orang ini tidak dicocokkan dengan daftar.',
    atDesks: 'di meja',
    onPhones: 'di ponsel sendiri',
    byHandCount: (attended: string, signed: string): string =>
      `${attended} hadir, ${signed} tanda tangan`,
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
    replace: 'Ganti kode',
    replaceHint:
      'Bila foto poster tersebar ke luar kegiatan, ganti kodenya. Kode yang lama lalu tidak lagi mengundang.',
    replaceGo: 'Ganti kode …',
    replaceTitle: (name: string): string => `Ganti kode ${name}?`,
    replaceWhat: [
      'Perangkat yang sudah mengikuti kegiatan tetap dapat dipakai. Kode meja tidak berubah.',
      'Semua poster dan tautan yang dicetak atau dibagikan sebelum ini memuat kode yang lama. Cetak dan bagikan yang baru.',
      'Siapa yang masih memakai kode lama tercatat terlambat: tanda tangannya disimpan, dan baru dihitung setelah diterima penyelenggara.',
      'Penggantian ini tidak dapat dibatalkan.',
    ],
    replaceYes: 'Ya, ganti kode',
    replacing: 'Mengganti …',
    replaced: 'Kode sudah diganti. Cetak poster yang baru.',
    postersBefore: (moment: string): string =>
      `Poster yang dicetak sebelum ${moment} memuat kode yang lama. Siapa yang memakainya tercatat terlambat.`,
    replacedBefore: (moment: string): string => `Pernah diganti ${moment}`,
    phones: 'Ponsel sendiri',
    phonesWhat:
      'Siapa pun yang memegang foto poster dapat mengisi data sendiri. Di atas batas ini tanda tangan dari ponsel tetap disimpan, tetapi baru dihitung bila batasnya dinaikkan atau diterima penyelenggara; daftar hadir hanya menyebut jumlahnya.',
    phonesDesk: (n: number): string =>
      `Dari satu ponsel dihitung paling banyak ${n} tanda tangan. Ponsel yang dibawa berkeliling adalah meja: buatkan kode meja pada bagian Meja.`,
    phonesCount: (n: string, ceiling: string): string => `${n} dihitung, paling banyak ${ceiling}`,
    phonesOver: (n: string): string => `${n} di atas batas: disimpan, belum dihitung`,
    ceiling: 'Batas untuk kegiatan ini',
    ceilingHint: (max: string): string =>
      `Dari 0 sampai ${max}. Yang sudah dihitung tetap dihitung.`,
    ceilingWrong: (max: string): string => `Tulis angka dari 0 sampai ${max}.`,
    ceilingGo: 'Simpan batas',
    ceilingDone: 'Batas sudah disimpan.',
    local:
      'Alamat di dalam kode ini hanya dapat dibuka di komputer ini. Sebelum dicetak, minta pengelola server mengatur alamat kantor (IKRAR_ORIGIN).',
  },

  documents: {
    /** In which language the table of papers is read. */
    language: 'id' as Language,
    which: 'Dokumen yang dibuat',
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
      decisions: (): string =>
        'Masih sementara, keputusan belum diperiksa sesudah kantor dipulihkan; lihat bagian Keputusan. Daftar yang dicetak sekarang memuat keterangan itu.',
      desks: (): string =>
        'Masih sementara, belum semua meja memberi kabar sesudah kegiatan selesai; lihat bagian Meja. Daftar yang dicetak sekarang memuat keterangan itu.',
    },
    fresh: 'PDF ini dibuat dari data pada saat tombol ditekan. Buat lagi setelah ada kiriman baru.',
  },
};

/** The shape of these words. */
export type GatheringTexts = Readonly<typeof gatheringId>;
