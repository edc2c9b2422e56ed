/** The organiser's words about parcels, in Indonesian: a part of id.ts. */
export const parcelsId = {
  parcels: {
    title: 'Berkas kiriman',
    intro:
      'Bila sebuah perangkat tidak mendapat jaringan sama sekali, petugas membuat berkas kiriman di perangkat itu dan membawanya ke sini. Masukkan berkasnya, lalu bawa kembali berkas tanda terimanya ke perangkat.',
    again:
      'Berkas yang sama boleh dimasukkan berkali-kali. Tidak ada yang tercatat dua kali, dan tidak ada yang hilang.',
    choose: 'Pilih berkas kiriman',
    more: 'Pilih berkas lain',
    drop: 'atau seret satu atau beberapa berkas ikrar-kiriman ke dalam kotak ini',
    list: 'Berkas yang dimasukkan',
    progress: (done: string, all: string): string => `${done} dari ${all} berkas selesai diperiksa`,
    waiting: 'Menunggu giliran',
    sending: (percent: string): string => `Mengunggah ${percent}`,
    judging: 'Memeriksa dan menyimpan …',
    nameless: 'Perangkat tanpa nama meja',
    madeAt: (moment: string): string => `Dibuat ${moment}, menurut jam perangkat`,

    stored: (n: string): string => `${n} tanda tangan baru disimpan`,
    known: (n: string): string => `${n} tanda tangan sudah ada di kantor sebelumnya`,
    notes: (n: string): string => `${n} catatan lain disimpan, misalnya pencabutan`,
    nothing: 'Tidak ada tanda tangan di dalam berkas ini.',
    aside: (n: string, why: string): string =>
      `${n} catatan disimpan, tetapi perlu diperiksa: ${why}`,
    asideWay: 'Lihat pada kegiatannya, di bagian Tanda tangan, saringan Perlu diperiksa.',
    conflict: 'kodenya sudah dipakai catatan lain, dan keduanya disimpan',
    refused: (batches: string, n: string): string =>
      `Bagian ${batches} tidak diterima (${n} catatan)`,
    refusedUnread: (batches: string): string => `Bagian ${batches} tidak diterima`,
    stays: 'Tanda tangannya tetap tersimpan di perangkat. Jangan hapus apa pun dari perangkat itu.',
    refusal: {
      'not-enrolled':
        'Perangkatnya belum mendapat izin kantor ini: kode mejanya sudah dipakai atau sudah lewat masa berlakunya, atau kegiatannya bukan kegiatan kantor ini. Buat kode meja baru, pindai dengan perangkat itu, lalu buat berkas kiriman yang baru.',
      withdrawn:
        'Izin perangkat ini sudah dicabut, atau bagian ini tidak dibuat oleh perangkatnya sendiri. Periksa perangkat itu bersama petugasnya.',
      damaged:
        'Bagian ini berubah atau rusak di perjalanan. Salin sekali lagi berkasnya langsung dari perangkat, lalu masukkan kembali.',
      newer:
        'Aplikasi di perangkat lebih baru daripada aplikasi kantor. Perbarui aplikasi kantor, lalu masukkan kembali berkas yang sama.',
      other: 'Terjadi gangguan di kantor. Masukkan kembali berkas yang sama sebentar lagi.',
    },

    back: 'Bawa berkas tanda terima ini kembali ke perangkat',
    backWhy:
      'Sebelum tanda terima dibuka di perangkat, perangkat tetap menganggap tanda tangannya belum diterima. Bila berkas ini hilang, masukkan saja berkas kiriman yang sama sekali lagi.',
    download: 'Unduh tanda terima',

    notTaken: 'Tidak ada yang disimpan dari berkas ini.',
    unfit: {
      'other-file':
        'Ini bukan berkas kiriman Ikrar. Pilih berkas ikrar-kiriman yang dibuat oleh perangkat.',
      receipts:
        'Ini berkas tanda terima, bukan berkas kiriman. Bawa berkas ini ke perangkat dan buka di sana.',
      damaged:
        'Berkas ini terpotong atau rusak. Salin sekali lagi langsung dari perangkat, lalu masukkan kembali.',
      newer:
        'Berkas ini dibuat aplikasi yang lebih baru. Perbarui aplikasi kantor, lalu masukkan kembali berkas yang sama.',
      'too-large':
        'Berkas ini lebih besar daripada berkas kiriman mana pun. Periksa apakah berkasnya benar.',
      unreadable:
        'Berkas ini tidak dapat dibaca. Pastikan penyimpannya masih terpasang, lalu pilih kembali berkasnya.',
      empty: 'Berkas ini kosong: perangkat tidak menyimpan apa pun yang belum diterima kantor.',
    },
  },
};

/** The shape of these words. */
export type ParcelTexts = Readonly<typeof parcelsId>;
