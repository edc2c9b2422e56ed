/**
 * Every word of the field screens in Indonesian: formal, EYD spelling, "Bapak/Ibu", no exclamation
 * marks. This dictionary is the shape of every other language. Sentences about saving and sending
 * say what happened, never what is hoped.
 */
import { formatClock, formatDate, formatDay } from '#core/dates.ts';
import type { Zone } from '#core/time.ts';

export const id = {
  code: 'id' as 'id' | 'en', // the type of both dictionaries
  /** The language that can be changed to, in its own words. */
  other: { code: 'EN', name: 'EN English' },

  day: (ms: number, zone: Zone): string => formatDay(ms, zone),
  clock: (ms: number, zone: Zone): string => `pukul ${formatClock(ms, zone)}`,
  /** A day and its clock; said of a signing or a contact. */
  moment: (ms: number, zone: Zone): string =>
    `${formatDay(ms, zone)}, pukul ${formatClock(ms, zone)}`,
  /** A calendar date YYYY-MM-DD in words. */
  date: (date: string): string => formatDate(Date.parse(`${date}T00:00:00Z`), 'WIB'),
  count: (n: number): string => n.toLocaleString('id-ID'),

  act: {
    back: 'Kembali',
    cancel: 'Batal',
    close: 'Tutup',
    edit: 'Ubah',
    retry: 'Coba lagi',
    next: 'Lanjut',
    biggerText: 'Perbesar teks',
    reload: 'Muat ulang',
  },

  opening: 'Menyiapkan perangkat …',
  notOpened: 'Perangkat ini belum dapat dipakai',
  steward: 'Petugas',
  ownStatus: 'Status',
  title: 'Ikrar',

  chip: {
    opening: 'Menyiapkan …',
    storageLost: 'Data perangkat hilang',
    empty: 'Belum ada tanda tangan',
    received: 'Semua diterima kantor',
    sending: (n: string): string => `${n} sedang dikirim`,
    offline: (n: string): string => `${n} menunggu jaringan`,
    held: (n: string): string => `${n} menunggu kantor`,
    permission: (n: string): string => `${n} menunggu izin`,
    outdated: (n: string): string => `${n} menunggu pembaruan`,
  },

  start: {
    title: 'Ikuti kegiatan',
    intro: 'Pindai kode QR pada poster kegiatan atau lembar meja.',
    scan: 'Pindai kode QR',
    scanning: 'Arahkan kamera ke kode QR',
    stopScanning: 'Tutup kamera',
    orType: 'Tanpa kamera',
    typeLabel: 'Tempel atau ketik kode kegiatan',
    typeHint: 'Kode dimulai dengan https:// atau berupa huruf dan angka yang panjang.',
    use: 'Pakai kode ini',
    reading: 'Memeriksa kode …',
    nothingKept: 'Tidak ada data yang disimpan.',
    askSteward: 'Bila tetap tidak bisa, mintalah petugas membuka kegiatan di perangkat ini.',
  },

  offer: {
    title: 'Kegiatan ditemukan',
    organiser: 'Penyelenggara',
    place: 'Tempat',
    day: 'Hari, tanggal',
    time: 'Waktu',
    office: 'Kantor penyimpan data',
    asStation: 'Perangkat ini akan menjadi meja tanda tangan.',
    asPhone: 'Perangkat ini dipakai untuk tanda tangan sendiri.',
    purpose:
      'Data dipakai hanya untuk daftar hadir dan bukti pakta integritas kegiatan ini. Tanda tangan tidak dicocokkan secara biometrik.',
    join: 'Ikuti kegiatan ini',
    joining: 'Menyiapkan …',
    decline: 'Bukan kegiatan ini',
  },

  category: {
    asn: 'ASN (PNS / PPPK)',
    nonasn: 'Pegawai non-ASN',
    kades: 'Kepala Desa',
    perdes: 'Sekretaris / Perangkat Desa',
    forko: 'Forkopimda / Forkopimcam',
    guest: 'Undangan lainnya',
  },

  form: {
    titleStation: 'Tambah peserta di tempat',
    titlePhone: 'Data Bapak/Ibu',
    alreadyHere: (n: string): string => `Perangkat ini sudah menyimpan ${n} tanda tangan.`,
    capReached: (n: string): string =>
      `Dari satu ponsel pribadi dihitung paling banyak ${n} tanda tangan, dan ponsel ini sudah mencapainya. Yang berikutnya tetap disimpan dan dikirim, tetapi baru dihitung setelah diterima penyelenggara.`,
    capWay:
      'Perangkat yang dipakai berkeliling sebaiknya menjadi meja: mintalah kode meja kepada penyelenggara.',
    late: 'Kode yang dipindai perangkat ini sudah tidak berlaku. Tanda tangan tetap disimpan dan dikirim, tetapi baru dihitung setelah diterima penyelenggara. Mintalah kode yang baru kepada petugas.',
    name: 'Nama lengkap dan gelar',
    number: 'NIP / NI PPPK / NRP',
    numberHint: 'Boleh dikosongkan bila tidak ada.',
    nikCut: (lastFour: string): string => `NIK …${lastFour}`,
    nikWhy:
      'Itu NIK. Demi perlindungan data pribadi, hanya empat angka terakhir yang disimpan dan dikirim.',
    position: 'Jabatan',
    unit: 'Unit kerja / instansi',
    category: 'Kategori peserta',
    missing: {
      name: 'Nama belum diisi.',
      position: 'Jabatan belum diisi. Tulis misalnya: staf, guru, atau tokoh masyarakat.',
      unit: 'Unit kerja atau instansi belum diisi.',
      category: 'Pilih salah satu kategori.',
    },
    tooLong: 'Terlalu panjang. Mohon dipersingkat.',
    numberInvalid:
      'Nomor itu tidak sesuai susunan NIP, NI PPPK, atau NIK. Periksa, atau kosongkan.',
    numberDamaged: 'Angka terakhir nomor itu tampak rusak. Ketik ulang dari kartu, atau kosongkan.',
    next: 'Lanjut',
  },

  confirm: {
    title: 'Benar ini data Bapak/Ibu?',
    position: 'Jabatan',
    agency: 'Unit kerja',
    birth: 'Tanggal lahir',
    category: 'Kategori',
    number: 'Nomor',
    already: (moment: string): string => `Sudah menandatangani pada ${moment}`,
    alreadyNote: 'Keduanya akan disimpan, dan Bapak/Ibu tetap dihitung satu kali.',
    alreadyChoice: 'Bila salah satunya pernyataan dukungan, itulah yang dihitung.',
    again: 'Tetap tanda tangan ulang',
    yes: 'Ya, benar',
    notMe: 'Bukan saya',
    fix: 'Perbaiki data',
    attendsOnly: 'Bapak/Ibu menandatangani daftar hadir saja, bukan pakta.',
    choose: 'Bapak/Ibu berkenan:',
    both: 'Hadir dan menandatangani pernyataan dukungan',
    attend: 'Hadir saja',
    assisted: 'Dibantu petugas',
    represents: 'Mewakili',
    representsLabel: 'Nama pejabat yang diwakili',
    representsMissing: 'Tulis nama pejabat yang diwakili, atau matikan pilihan Mewakili.',
  },

  resume: {
    title: 'Ada tanda tangan yang belum disimpan',
    text: 'Aplikasi sempat tertutup saat peserta ini sedang menandatangani:',
    go: 'Lanjutkan',
    drop: 'Bukan saya, mulai baru',
  },

  sign: {
    pactTitle: 'Isi pakta',
    read: 'Baca teks lengkap',
    readLess: 'Ringkas teks',
    version: (n: number): string => `Versi naskah ${n}`,
    padLabel: 'Kotak tanda tangan',
    here: 'Silakan Bapak/Ibu tanda tangan di dalam kotak',
    consent: 'Saya telah membaca atau mendengar isi pakta ini dan menyetujuinya',
    consentSupport: 'Saya telah membaca atau mendengar isi pernyataan ini dan menyetujuinya',
    attendance:
      'Tanda tangan ini hanya untuk daftar hadir. Bapak/Ibu tidak menandatangani pakta apa pun.',
    consentAttendance: 'Saya hadir pada kegiatan ini',
    represents: (name: string): string => `Mewakili ${name}`,
    assisted: 'Dibantu petugas',
    redo: 'Ulangi',
    save: 'Simpan',
    saving: 'Menyimpan …',
    leave: 'Batal',
    leaveSure: 'Coretan akan dihapus. Tetap batal?',
    leaveYes: 'Ya, batal',
    leaveNo: 'Lanjut tanda tangan',
    noPact:
      'Naskah pakta belum diterima perangkat ini, jadi belum dapat ditandatangani. Sambungkan ke jaringan, lalu coba lagi.',
    attendOnly: 'Tanda tangani daftar hadir saja',
    inkEmpty: 'Kotak masih kosong. Silakan tanda tangan di dalam kotak.',
    inkShort: 'Tanda tangan terlalu pendek. Silakan ulangi.',
    notKept: 'Tanda tangan belum tersimpan',
    inkStays: 'Coretan tetap ada di layar ini.',
    tellSteward: (why: string): string => `Beri tahu petugas: ${why}`,
    stillLoading:
      'Belum tersimpan: aplikasi masih mengambil bagian penyimpanannya dari jaringan. Jangan tutup halaman ini.',
    draftRisk:
      'Coretan belum dapat dicadangkan. Jangan tutup halaman ini sampai tanda tangan tersimpan.',
  },

  keepFault: {
    storageFull: {
      text: 'Ruang simpan perangkat penuh.',
      tell: 'ruang simpan penuh, hapus foto atau aplikasi lain, lalu tekan Coba lagi.',
    },
    storageMissing: {
      text: 'Peramban ini tidak mengizinkan penyimpanan.',
      tell: 'penyimpanan peramban tidak tersedia, matikan mode penyamaran atau pakai perangkat lain.',
    },
    notLoaded: {
      text: 'Bagian penyimpanan aplikasi belum selesai diambil dari jaringan.',
      tell: 'dekatkan perangkat ke jaringan, jangan tutup halaman ini, lalu tekan Coba lagi.',
    },
    other: {
      text: 'Perangkat belum dapat menyimpannya.',
      tell: 'tekan Coba lagi, dan bila tetap gagal pakai daftar kertas.',
    },
  },

  kept: {
    onDevice: 'Tersimpan di perangkat',
    received: 'Diterima kantor',
    waiting: 'Akan dikirim ke kantor begitu ada jaringan.',
    thanks: 'Terima kasih.',
    attendance: 'Daftar hadir',
    pact: 'Daftar hadir dan pernyataan',
    nextPerson: 'Peserta berikutnya',
    anotherPerson: 'Tanda tangan peserta lain',
    keepOpen:
      'Halaman ini boleh ditutup. Buka kembali saat ada jaringan agar tanda tangan terkirim.',
  },

  idle: {
    leaving: (s: number): string => `Layar dikosongkan dalam ${s} detik. Sentuh untuk melanjutkan.`,
  },

  fault: {
    notOurs:
      'Kode ini bukan kode kegiatan Ikrar. Pindai kode QR yang tertera pada poster kegiatan.',
    torn: 'Kode tidak utuh. Ratakan kertas dan pindai lagi dari dekat, atau salin seluruh kodenya.',
    unsealed:
      'Segel kantor pada kode ini tidak sah. Isinya mungkin telah diubah. Jangan dipakai, dan mintalah kode yang benar kepada petugas.',
    otherOffice:
      'Kode ini berasal dari kantor lain, bukan kantor yang dikenal perangkat ini. Mintalah petugas memeriksanya.',
    expired: 'Masa berlaku kode ini sudah habis. Mintalah kode yang baru kepada petugas.',
    newer:
      'Kode ini dibuat dengan Ikrar versi yang lebih baru. Sambungkan perangkat ke jaringan, lalu perbarui Ikrar.',
    offline:
      'Kantor penyelenggara belum dapat dihubungi. Sambungkan perangkat ke jaringan, lalu coba lagi.',
    storageFull: 'Ruang simpan perangkat penuh. Kosongkan sebagian, lalu coba lagi.',
    storageMissing:
      'Peramban ini tidak mengizinkan penyimpanan, jadi tanda tangan tidak dapat disimpan. Matikan mode penyamaran, atau pakai peramban lain.',
    storageFailed: 'Penyimpanan perangkat gagal. Coba lagi, atau pakai perangkat lain.',
    cameraMissing:
      'Kamera tidak dapat dipakai, mungkin sedang dipakai aplikasi lain. Tempel kode kegiatan di bawah ini, atau mintalah bantuan petugas.',
    cameraRefused:
      'Kamera belum diizinkan. Izinkan kamera pada setelan peramban, atau tempel kode kegiatan di bawah ini.',
    notPermitted:
      'Kantor tidak memberi izin untuk kode ini. Mintalah kode yang baru kepada petugas.',
    other: 'Terjadi gangguan. Coba lagi, atau mintalah bantuan petugas.',
  },

  error: {
    title: 'Terjadi gangguan pada aplikasi',
    text: 'Tanda tangan yang sudah tersimpan tidak terhapus. Coretan yang belum disimpan dapat hilang: simpan dahulu bila masih tampak.',
    tell: 'Bila gangguan berulang, sampaikan keterangan ini kepada petugas:',
  },
};

/** The shape of a dictionary. */
export type Texts = Readonly<typeof id>;
