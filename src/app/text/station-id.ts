/** Every word of the steward's screen in Indonesian; the shape of every other language. */

export const stationId = {
  title: 'Status perangkat',
  back: 'Kembali ke tanda tangan',
  station: 'Meja',
  gathering: 'Kegiatan',
  none: 'Perangkat ini belum mengikuti kegiatan.',
  counts: (made: string, received: string): string => `${made} dibuat, ${received} diterima`,
  nothingLost: 'tidak ada yang hilang',
  reading: 'Memeriksa isi perangkat …',
  note: 'Catatan petugas',
  archived: (safe: string, made: string): string =>
    `Terarsip dalam cadangan kantor: ${safe} dari ${made}`,
  purged: (n: string): string => `${n} telah dibersihkan dari perangkat ini, tersimpan di kantor`,
  entry: (seq: number): string => `Catatan ke-${seq}`,
  silent: (minutes: number): string =>
    `${minutes < 120 ? `${minutes} menit` : `${Math.round(minutes / 60)} jam`} tanpa kabar dari kantor`,
  light: {
    label: 'Aman dimatikan?',
    title: {
      safe: 'Aman dimatikan',
      open: 'Belum aman dimatikan',
      empty: 'Belum ada yang dibuat',
      checking: 'Memeriksa …',
      failed: 'Tidak dapat diperiksa',
    },
    safeWhy: 'Kantor sudah menerima semua yang tersimpan di perangkat ini.',
    archived: 'Kantor sudah menerima dan mengarsipkan semua yang tersimpan di perangkat ini.',
    emptyWhy: 'Tidak ada yang menunggu kantor.',
    failedWhy: 'Isinya tidak dapat dibaca. Tutup lalu buka lagi Ikrar.',
    waiting: (n: string): string => `${n} masih tersimpan di perangkat ini, belum diterima kantor`,
    unsendable: (n: string): string =>
      `Kantor kehilangan ${n} yang sudah dibersihkan dari perangkat ini dan tidak dapat dikirim ulang. Laporkan kepada penyelenggara.`,
    unconfirmed: (n: string): string =>
      `Kantor dipulihkan dari cadangan; ${n} belum dipastikan masih ada di sana`,
    writing: 'Ada tanda tangan yang belum disimpan di perangkat ini; simpan atau batalkan dahulu',
    carried: (n: string): string => `${n} titipan dari perangkat lain belum diterima kantor`,
    alarm: 'Data di perangkat ini pernah terhapus; baca peringatannya dan pastikan kantor tahu',
    whatToDo:
      'Sambungkan ke jaringan, atau bawa berkas kiriman ke kantor. Jaga baterainya; bila mati pun data tetap tersimpan di sini.',
  },
  loss: {
    title: 'Penyimpanan di perangkat ini terhapus',
    when: (moment: string): string => `Diketahui ${moment}.`,
    howMany: (n: string): string =>
      `Sampai ${n} tanda tangan yang dibuat sebelumnya tidak ada lagi di sini. Yang sudah diterima kantor tetap aman; selebihnya mungkin hilang.`,
    unknown: 'Yang sudah diterima kantor tetap aman; selebihnya mungkin hilang.',
    steps: [
      'Laporkan segera kepada penyelenggara.',
      'Minta kode meja yang baru, lalu pindai selagi ada jaringan.',
      'Cocokkan daftar hadir kertas; yang belum tercatat perlu tanda tangan ulang.',
    ],
    told: 'Pemberitahuan untuk kantor sudah dicatat, dan dikirim seperti tanda tangan.',
    untold: 'Kantor belum diberi tahu: ikuti dahulu kegiatan dengan kode meja yang baru.',
    tellYourself: 'Perangkat tidak dapat memberi tahu kantor; sampaikan sendiri.',
    confirm: 'Saya sudah membaca',
    line: (moment: string): string => `Penyimpanan di perangkat ini pernah terhapus, ${moment}.`,
  },
  closed: 'Kegiatan sudah ditutup oleh penyelenggara.',
  closedLate:
    'Yang datang terlambat tetap boleh menandatangani; tanda tangannya tetap diterima kantor.',
  notes: (n: string): string =>
    `${n} di antaranya pemberitahuan tentang data yang terhapus, bukan tanda tangan`,
  allReceived: 'Semua data sudah diterima kantor',
  nothingYet: 'Belum ada tanda tangan yang tersimpan di perangkat ini',
  keepDevice:
    'Jangan hapus data peramban dan jangan serahkan perangkat sebelum semua data diterima kantor.',
  held: (n: string): string =>
    `${n} di antaranya ditahan sebentar karena gagal dikirim, akan dicoba lagi`,
  doubted: (n: string): string => `${n} diterima, tetapi perlu diperiksa penyelenggara`,
  phase: {
    idle: 'Tidak ada yang perlu dikirim',
    idleWaiting: 'Segera dikirim',
    sending: 'Sedang mengirim',
    offline: 'Tanpa jaringan. Perangkat tetap bisa dipakai.',
    noise: 'Jaringan ada, tetapi kantor tidak terjangkau. Mungkin perlu masuk ke halaman Wi-Fi.',
    office: 'Kantor sedang sibuk. Akan dicoba lagi.',
    device: 'Perangkat ini gagal menyiapkan kiriman. Akan dicoba lagi.',
    permission: 'Kantor belum memberi izin kepada perangkat ini. Data tetap tersimpan.',
    outdated: 'Kantor memerlukan versi Ikrar yang lebih baru. Data tetap tersimpan.',
  },
  lastContact: 'Terakhir terhubung dengan kantor',
  neverContact: 'Belum pernah terhubung',
  clockAhead: (minutes: number): string =>
    `Jam perangkat ini lebih cepat ${minutes} menit dari jam kantor. Betulkan pada setelan perangkat.`,
  clockBehind: (minutes: number): string =>
    `Jam perangkat ini lebih lambat ${minutes} menit dari jam kantor. Betulkan pada setelan perangkat.`,
  notPersistent:
    'Peramban belum menjamin data tidak terhapus saat ruang penuh. Pasang Ikrar di layar utama, dan jaga ruang simpan tetap longgar.',
  sendNow: 'Kirim sekarang',
  prepare: 'Siapkan perangkat',
  preparing: 'Menyiapkan …',
  ready: 'Siap dipakai tanpa jaringan',
  notReady: 'Belum siap dipakai tanpa jaringan',
  missing: {
    app: 'Aplikasi belum tersimpan utuh di perangkat ini.',
    permission: 'Izin kantor belum diterima.',
    pacts: 'Naskah pakta belum diterima.',
    roster: 'Daftar peserta belum ada di perangkat ini.',
  },
  refused: 'Kantor tidak memberi izin: kode meja ini sudah pernah dipakai atau tidak berlaku lagi.',
  refusedWhat: 'Mintalah kode meja yang baru kepada penyelenggara, lalu pindai di perangkat ini.',
  refusedKept: 'Tanda tangan tetap tersimpan di perangkat ini, tetapi belum dapat dikirim.',
  connectOnce: 'Sambungkan ke jaringan, lalu tekan Siapkan perangkat.',
  roster: 'Peserta dalam daftar',
  made: 'Terakhir dibuat di perangkat ini',
  madeNone: 'Belum ada.',
  state: {
    kept: 'Tersimpan di perangkat',
    received: 'Diterima',
    safe: 'Terarsip',
    purged: 'Dibersihkan dari perangkat',
  },
  recent: 'Keadaan pengiriman',
  settings: 'Setelan',
  language: 'Bahasa',
  indonesian: 'Bahasa Indonesia',
  english: 'English',
  textSize: 'Ukuran teks',
  sizes: ['Biasa', 'Besar', 'Sangat besar'],
  otherGathering: 'Ikuti kegiatan lain',
  noNetwork: 'Tidak ada jaringan?',
  byFileWhat: 'Tanda tangan dapat dibawa dalam berkas, dan berkas perangkat lain dapat dititipkan.',
  byFile: 'Simpan atau terima berkas',
  leaving: 'Keluar atau kosongkan perangkat',
  version: 'Versi aplikasi',
  update: 'Versi baru tersedia. Perbarui setelah kegiatan selesai.',
  updateNow: 'Perbarui sekarang',
  updating: 'Memperbarui …',
  doubt: {
    'unknown-version': 'dibuat dengan versi yang belum dikenal kantor',
    'malformed-body': 'isinya tidak dapat dibaca kantor',
    'unknown-gathering': 'kegiatannya tidak dikenal kantor',
    'other-gathering': 'kegiatannya bukan kegiatan perangkat ini',
    'unknown-signatory': 'pesertanya tidak ada di daftar kantor',
    'other-identity':
      'nama di perangkat berbeda dari daftar peserta di kantor, yang mungkin sudah diperbarui; tanda tangannya tetap disimpan',
    'other-pact': 'naskah paktanya berbeda dari naskah kantor',
    'unreadable-ink': 'tanda tangannya tidak dapat dibaca',
    'chain-broken': 'urutan catatannya terputus',
    forked: 'urutan catatannya bercabang, mungkin perangkat disalin',
    'not-permitted': 'perangkat tidak berizin saat itu',
    'unknown-target': 'catatan yang dicabut tidak ditemukan',
  },
};

/** The shape of the steward's words. */
export type StationTexts = Readonly<typeof stationId>;
