/** The organiser's words about desks, devices and completeness, in Indonesian: a part of id.ts. */
import type { Lateness } from '#core/admission.ts';
import { spanInIndonesian } from '#app/text/spans.ts';

export const devicesId = {
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
      'Bila ada tablet yang sudah memindai kode ini tanpa jaringan, sambungkan tablet itu: semua isinya disimpan, dan baru dihitung setelah diterima penyelenggara. Bila tidak ada, cabut kode ini. Selama belum dicabut, kegiatan ini belum terbukti lengkap.',
    print: 'Cetak kode meja',
    done: 'Sudah, tutup kode',
    label: (name: string): string => `Kode QR ${name}`,
    waiting: 'Meja yang kodenya belum dipakai',
    waitingWhat:
      'Selama kodenya belum dipakai atau dicabut, meja ini termasuk yang belum terbukti lengkap.',
    withdrawCode: (name: string): string => `Cabut kode ${name}`,
    withdrawCodeTitle: (name: string): string => `Cabut kode ${name}?`,
    withdrawCodeWhat: [
      'Lakukan bila lembar kodenya hilang atau tidak jadi dipakai. Sesudah dicabut, tidak ada tablet yang mendapat izin atau daftar peserta dengan kode ini.',
      'Bila ada tablet yang sudah memindai kode ini tanpa jaringan, tanda tangannya tetap disimpan kantor begitu tersambung, tetapi baru dihitung setelah diterima penyelenggara. Tanyakan dahulu kepada petugasnya.',
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
    phone: 'Ponsel',
    counts: (made: string, received: string): string =>
      `${made} catatan dibuat, ${received} diterima`,
    signings: (n: string): string => `${n} tanda tangan`,
    nothingMissing: 'tidak ada yang hilang',
    missingCount: (n: string): string => `${n} belum diterima`,
    unknown: 'belum dapat dipastikan lengkap',
    quarantined: (n: string): string => `${n} tidak dihitung; lihat bagian Tanda tangan`,
    accepted: (n: string): string => `${n} diterima penyelenggara meskipun perlu diperiksa`,
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
        ? `jamnya lebih cepat ${spanInIndonesian(minutes)}`
        : `jamnya lebih lambat ${spanInIndonesian(-minutes)}`,
    withdrawn: (moment: string): string => `Izin dicabut ${moment}`,
    withdraw: 'Cabut izin',
    withdrawTitle: (name: string): string => `Cabut izin ${name}?`,
    withdrawWhat: [
      'Perangkat ini tidak dapat lagi membuat tanda tangan yang diakui untuk kegiatan ini.',
      'Tanda tangan yang sudah diterima kantor tetap ada dan tetap dihitung, kecuali bila dikesampingkan.',
      'Tanda tangan yang masih tersimpan di perangkat tidak dapat dikirim selama izinnya dicabut, dan tetap tersimpan di perangkat itu. Bila masih dapat, sambungkan perangkat sebelum izinnya dicabut.',
    ],
    withdrawUndo: 'Bila perangkat ini kembali ke tangan petugas, izinnya dapat dikembalikan.',
    withdrawAside: 'Kesampingkan juga semua yang sudah dikirim perangkat ini',
    withdrawYes: 'Ya, cabut izin',
    withdrawing: 'Mencabut …',
    giveBack: 'Kembalikan izin',
    giveBackTitle: (name: string): string => `Kembalikan izin ${name}?`,
    giveBackWhat: [
      'Perangkat ini dapat mengambil daftar peserta dan mengirim lagi. Lakukan hanya bila perangkat ini kembali ke tangan petugas.',
      'Tanda tangan yang masih tersimpan di perangkat ini terkirim begitu terhubung, dan dihitung, juga yang dibuat selama izinnya dicabut.',
    ],
    giveBackCount: 'Hitung lagi semua yang dikirim perangkat ini',
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
    waitingUndecided: (devices: string): string =>
      `Menunggu keputusan: ${devices} meja datang terlambat, dan isinya belum diterima atau dinyatakan hilang.`,
    unconfirmed: (signings: string): string =>
      `Diterima ${signings} tanda tangan. Kantor pernah dipulihkan dari cadangan, dan keputusan penyelenggara belum diperiksa.`,
    undecided: (name: string): string =>
      `${name} datang terlambat. Terima isinya, atau nyatakan hilang, pada daftar perangkat di bawah ini.`,
    openCodes: (names: string): string =>
      `Kode yang belum dipakai: ${names}. Bila ada tablet yang memindainya tanpa jaringan, tanda tangannya belum diketahui kantor: sambungkan tablet itu. Bila tidak ada, cabut kodenya.`,
    putBack: (moment: string): string =>
      `Data kantor mungkin dipulihkan dari cadangan, paling lambat ${moment}. Perangkat yang baru dipakai sesudah cadangan itu belum diketahui kantor.`,
    knownUntil: (moment: string): string =>
      `Kabar meja yang paling lama: ${moment}. Yang dibuat sesudah itu belum diketahui kantor.`,
    setAside: 'Sebagian catatan tidak dihitung; periksa pada bagian Tanda tangan.',
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
    phonesUnproven: (phones: string): string =>
      `${phones} ponsel belum terbukti lengkap; angka tidak menunggu ponsel. Yang masih tersimpan terkirim bila pemiliknya membuka Ikrar lagi.`,
    lossCard: (moment: string, n: string): string =>
      `Penyimpanan perangkat ini terhapus, dilaporkan ${moment}: ${n} catatan yang lama mungkin hilang.`,
    lossWhole: (moment: string): string =>
      `Penyimpanan perangkat ini pernah terhapus, dilaporkan ${moment}. Semua yang tercatat sebelumnya sudah diterima kantor.`,
    lossOther: (moment: string, n: string): string =>
      `Penyimpanan perangkat ini terhapus sebelum pernah terhubung, dilaporkan ${moment}: sampai ${n} catatan mungkin hilang.`,
    lossDoubtful: (moment: string): string =>
      `Sebuah ponsel melaporkan ${moment} bahwa penyimpanan meja ini terhapus. Laporan itu tidak mengubah angka; tanyakan kepada petugas meja.`,
    forkedAt: (seqs: string): string => `Dua catatan berbeda pada nomor yang sama: ${seqs}.`,
    ago: (minutes: number): string => `${spanInIndonesian(minutes)} yang lalu`,
    unheardCard: 'belum memberi kabar sejak kegiatan dimulai',
    soFarCard: 'tidak ada yang hilang sampai kabar terakhir',
    undecidedCard: 'menunggu keputusan',
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

  /** Devices that hold no figure back: phones, and whoever came with a desk's used code. */
  phones: {
    title: 'Ponsel dan perangkat lain yang tidak ditunggu',
    what: 'Poster mengundang siapa saja, jadi angka dapat menjadi akhir tanpa perangkat-perangkat ini. Semua yang dikirimnya tetap disimpan.',
    line: (devices: string, entries: string): string =>
      `${devices} perangkat, ${entries} catatan diterima`,
    aside: (n: string): string => `${n} catatan tidak dihitung`,
    unproven: (n: string): string => `${n} belum terbukti lengkap`,
    undecided: (n: string): string => `${n} datang terlambat dan belum diputuskan`,
    givenUp: (n: string): string => `${n} dinyatakan hilang`,
    show: (n: string): string => `Tampilkan ${n} perangkat`,
    showFirst: (n: string, all: string): string => `Tampilkan ${n} dari ${all} perangkat`,
    giveUp: 'Nyatakan yang belum lengkap hilang',
    giveUpTitle: 'Nyatakan hilang semua yang belum lengkap?',
    giveUpWhat: [
      'Tidak ada lagi yang diharapkan dari ponsel dan perangkat lain di baris ini yang belum terbukti lengkap.',
      'Tidak ada yang dihapus. Bila perangkat itu mengirim lagi, semuanya tetap disimpan.',
      'Pernyataan ini dapat dibatalkan.',
    ],
    reasonHint: 'Misalnya: kegiatan selesai, ponsel sudah dibawa pulang',
    takeBack: 'Batalkan pernyataan hilang',
  },

  /** Of one device: why it is late, and what is decided of all it sent. */
  device: {
    late: {
      over: 'Mendaftar sesudah kegiatan berakhir.',
      'old-code': 'Memakai kode poster yang sudah diganti.',
      'code-over': 'Memakai kode meja yang sudah habis masa berlakunya.',
      'code-used': 'Memakai kode meja yang sudah dipakai perangkat lain.',
      'code-withdrawn': 'Memakai kode meja yang sudah dicabut.',
    } satisfies Record<Lateness, string>,
    lateMark: 'Datang terlambat',
    lateKept: 'Semua yang dikirimnya disimpan, dan baru dihitung setelah diterima penyelenggara.',
    lateWait:
      'Angka menunggu keputusan: terima semuanya, atau nyatakan meja ini hilang bila tidak ada lagi yang diharapkan.',
    isAside: 'Semua yang dikirim perangkat ini dikesampingkan',
    isAccepted: 'Diterima penyelenggara',
    accept: 'Terima semua',
    aside: 'Kesampingkan semua',
    acceptTitle: (name: string): string => `Terima semua dari ${name}?`,
    acceptWhat: [
      'Yang belum dihitung karena terlambat atau melebihi batas ponsel lalu dihitung, juga yang datang kemudian.',
      'Yang diragukan karena isinya, misalnya nama yang berbeda dari daftar, diputuskan satu per satu pada bagian Tanda tangan.',
    ],
    asideTitle: (name: string): string => `Kesampingkan semua dari ${name}?`,
    asideWhat: [
      'Semua yang dikirim perangkat ini, juga yang datang kemudian, tidak dihitung dan tidak tercetak sebagai tanda tangan.',
      'Tidak ada yang dihapus: semuanya tetap disimpan di kantor.',
    ],
  },
};

/** The shape of these words. */
export type DevicesTexts = Readonly<typeof devicesId>;
