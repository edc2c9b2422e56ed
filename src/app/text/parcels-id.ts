/**
 * Every word of files that go by hand, and of leaving, in Indonesian; the shape of every other
 * language. A file is never said to be received: only what came back from the office is.
 */

export const parcelsId = {
  title: 'Kirim lewat berkas',
  lead: 'Untuk tempat yang sama sekali tidak mendapat jaringan.',

  save: 'Simpan ke berkas',
  saving: 'Menyiapkan berkas …',
  nothingMade: 'Belum ada tanda tangan yang dibuat di perangkat ini.',
  nothingWaits:
    'Semua yang dibuat di perangkat ini sudah diterima kantor. Tidak ada yang perlu dibawa.',
  waits: (n: string): string => `${n} catatan di perangkat ini belum diterima kantor.`,
  gone: 'Isinya sudah tidak ada di perangkat ini, jadi tidak dapat dibawa. Laporkan kepada penyelenggara.',
  saveAgain: 'Buat berkas baru',
  holds: (n: string): string => `Berkas ini berisi ${n} catatan:`,
  holdsParts: (n: string, files: string): string =>
    `${files} berkas ini berisi ${n} catatan. Bawalah semuanya:`,
  holdsOf: (n: string, title: string): string => `${n} dari ${title}`,
  unknownGathering: 'kegiatan yang tidak lagi dikenal perangkat ini',
  steps: [
    'Salin ke flashdisk, atau bagikan lewat WhatsApp: kepada kantor, atau kepada petugas yang perangkatnya akan mendapat jaringan.',
    'Mintalah berkas tanda terimanya dari sana.',
    'Pilih berkas tanda terima itu pada "Terima berkas" di perangkat ini.',
  ],
  notYet:
    'Membuat berkas belum berarti diterima. Semua tetap ada di perangkat ini, dan tetap dikirim bila ada jaringan.',
  personal:
    'Berkas memuat nama dan tanda tangan. Jangan dibagikan di grup, dan hapus salinannya setelah tanda terima kembali.',
  download: 'Unduh',
  share: 'Bagikan',
  shareFailed: 'Peramban ini tidak dapat membagikan berkas. Pakailah Unduh.',

  receive: 'Terima berkas',
  receiveWhat:
    'Berkas kiriman perangkat lain dibawakan ke kantor oleh perangkat ini. Berkas tanda terima dicatat di sini.',
  choose: 'Pilih berkas',
  reading: 'Memeriksa berkas …',
  carriedNew: (n: string, who: string): string =>
    `${n} catatan dari ${who} kini dititipkan di perangkat ini, dan dikirim begitu ada jaringan.`,
  carriedBefore: (who: string): string =>
    `Berkas dari ${who} ini sudah dititipkan di perangkat ini. Tidak ada yang berubah.`,
  own: 'Berkas ini dibuat oleh perangkat ini sendiri. Serahkan ke kantor atau ke perangkat lain, lalu pilih berkas tanda terimanya di sini.',
  received: (n: string): string => `${n} catatan kini tercatat diterima kantor.`,
  receivedNone: 'Tanda terima ini sudah tercatat. Tidak ada yang berubah.',
  returned: (n: string): string =>
    `Kantor tidak lagi menyimpan ${n} catatan yang dahulu diterima. Yang masih ada di perangkat ini menunggu lagi; buatlah berkas baru.`,
  refused: (n: string): string =>
    `${n} bagian berkas tidak diterima kantor. Isinya tetap ada di perangkat asalnya; hubungi penyelenggara.`,
  old: 'Sebagian tanda terima ini lebih lama daripada kabar terakhir dari kantor, sehingga tidak dipakai.',
  notOurs: 'Tanda terima ini untuk perangkat lain. Tidak ada yang berubah di sini.',
  fault: {
    damaged:
      'Berkas ini rusak atau tidak utuh. Tidak ada yang berubah. Mintalah berkas itu dikirim ulang.',
    unsealed:
      'Isi berkas ini pernah diubah, atau bukan dari kantor ini. Tidak ada yang berubah. Mintalah berkas yang asli.',
    notOurs: 'Ini bukan berkas Ikrar. Pilih berkas yang namanya dimulai dengan ikrar.',
    tooLarge: 'Berkas ini terlalu besar untuk berkas Ikrar. Tidak ada yang berubah.',
    newer: 'Berkas ini dibuat Ikrar versi lebih baru. Perbarui Ikrar di perangkat ini dahulu.',
    unreadable: 'Berkas tidak dapat dibaca. Salin ke perangkat ini, lalu pilih lagi.',
  },

  carried: 'Titipan dari perangkat lain',
  carriedNone: 'Tidak ada titipan.',
  phone: 'sebuah ponsel',
  count: (n: string): string => `${n} catatan`,
  madeAt: (moment: string): string => `Dibuat ${moment}`,
  arrivedAt: (moment: string): string => `Diterima kantor ${moment}`,
  notArrived: 'Belum sampai di kantor',
  partly: (n: string): string => `${n} bagian tidak diterima kantor`,
  partlyWhat: 'Serahkan berkas aslinya kepada penyelenggara, atau coba kirim lagi.',
  deliverNow: 'Kirim titipan sekarang',
  bringBack: 'Tanda terima, untuk dikembalikan kepada pembuat berkas:',
  drop: 'Hapus titipan ini',
  dropSure: 'Sudahkah tanda terimanya dikembalikan? Titipan ini akan dihapus dari perangkat ini.',
  dropPartly: (n: string): string =>
    `${n} bagian yang tidak diterima kantor ikut terhapus. Pastikan masih ada di perangkat asalnya.`,
  dropYes: 'Ya, hapus',
  phase: {
    idle: 'Dikirim setelah data perangkat ini sendiri.',
    sending: 'Sedang mengirim titipan …',
    offline: 'Belum ada jaringan. Akan dicoba lagi.',
    office: 'Kantor belum dapat menerima titipan. Akan dicoba lagi.',
    permission: 'Perangkat ini belum mendapat izin kantor untuk mengirim.',
  },

  leaving: 'Keluar atau kosongkan',
  barred: 'Belum dapat dilakukan',
  barredWhy: 'Selesaikan dahulu yang berikut ini:',
  sendNow: 'Kirim sekarang',
  sendingNow: 'Sedang mengirim …',
  leave: 'Keluar dari kegiatan ini',
  leaveWhat: (title: string): string =>
    `Perangkat ini berhenti bekerja untuk ${title}. Tanda tangan yang sudah dibuat tetap tersimpan di sini. Dengan kode QR-nya kegiatan dapat diikuti lagi.`,
  leaveYes: 'Ya, keluar',
  empty: 'Kosongkan perangkat',
  emptyWhat:
    'Semua tanda tangan, nama, dan kunci dihapus dan tidak dapat dikembalikan. Lakukan hanya bila perangkat diserahkan kepada orang lain.',
  emptyUnsafe: (n: string): string =>
    `${n} catatan diterima kantor, tetapi belum ada di semua cadangan kantor. Sebaiknya tunggu sampai semuanya Terarsip.`,
  emptyWord: 'KOSONGKAN',
  emptyType: 'Ketik KOSONGKAN untuk melanjutkan',
  emptying: 'Mengosongkan …',
};

/** The shape of the words. */
export type ParcelsTexts = Readonly<typeof parcelsId>;
