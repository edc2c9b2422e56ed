/** The organiser's words about entries and decisions, in Indonesian: a part of id.ts. */
import type { ReadAct } from '#core/decision.ts';

export const decisionsId = {
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
      phones: 'Dari ponsel',
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
    deviceClock: (moment: string): string => `Jam perangkat: ${moment}`,
    received: (moment: string): string => `diterima kantor ${moment}`,
    impossible: 'Jam perangkat tidak mungkin',
    seq: (n: number): string => `catatan ke-${n}`,
    neither: 'Tanpa keterangan hadir',
    notCounted: 'Tidak dihitung: ada tanda tangan lain dari orang ini',
    page: (page: string, all: string): string => `Halaman ${page} dari ${all}`,
    caption: (from: string, to: string, all: string): string => `${from}–${to} dari ${all} catatan`,
    ink: (name: string): string => `Tanda tangan ${name}`,
    both: 'Hadir dan menandatangani pernyataan',
    attended: 'Hadir saja',
    doubt: (why: string): string => `Perlu diperiksa: ${why}`,
    /** A doubt that was settled, or that stands beside a decision. */
    remark: (why: string): string => `Keterangan: ${why}`,
    aside: 'Dikesampingkan penyelenggara',
    accepted: 'Diterima penyelenggara',
    deviceAside: 'Perangkatnya dikesampingkan; putuskan pada bagian Meja',
    revoked: 'Dicabut oleh petugas',
    walkIn: 'Mengisi data sendiri',
    represents: (name: string): string => `Mewakili ${name}`,
    assisted: 'Dibantu petugas',
    beside: {
      fork: 'Berselisih: nomor urut ini sudah dipakai catatan lain. Dihitung hanya bila diterima penyelenggara.',
      conflict:
        'Berselisih: kode ini sudah dipakai catatan lain. Dihitung hanya bila diterima penyelenggara.',
    },
    held: (name: string): string => `Yang lebih dulu diterima: ${name}`,
    heldElsewhere: 'Yang lebih dulu diterima ada pada kegiatan lain.',
    pages: 'Halaman tanda tangan',
  },

  decisions: {
    accept: 'Terima',
    aside: 'Kesampingkan',
    takeBack: 'Batalkan keputusan',
    of: (act: string, name: string): string => `${act}: ${name}`,
    acceptTitle: (name: string): string => `Terima catatan ${name}?`,
    acceptWhat: [
      'Catatan ini lalu dihitung seperti yang lain.',
      'Daftar hadir menyebut berapa catatan yang diterima penyelenggara.',
    ],
    asideTitle: (name: string): string => `Kesampingkan catatan ${name}?`,
    asideWhat: [
      'Catatan ini tidak dihitung dan tidak tercetak sebagai tanda tangan. Bila orang ini menandatangani lagi, yang lain itulah yang dihitung.',
      'Tidak ada yang dihapus: catatan ini tetap disimpan di kantor.',
    ],
    undo: 'Keputusan tercatat dengan nama penyelenggara yang membuatnya, dan dapat dibatalkan kapan saja.',
    reason: 'Alasan',
    reasonHint: 'Misalnya: sudah dicocokkan dengan daftar kertas',
    acceptYes: 'Ya, terima',
    asideYes: 'Ya, kesampingkan',
    saving: 'Menyimpan …',
    takeBackTitle: (name: string): string => `Batalkan keputusan tentang ${name}?`,
    takeBackWhat: [
      'Yang diputuskan kembali dinilai seperti sebelum keputusan ini.',
      'Keputusan dan pembatalannya tetap tercatat.',
    ],
    takeBackReason: 'Alasan (boleh dikosongkan)',
    takeBackYes: 'Ya, batalkan keputusan',
    keep: 'Biarkan',
    gone: 'Keputusan ini tidak ditemukan lagi; mungkin orang lain sudah membatalkannya. Tutup, lalu muat ulang daftar.',
    conflict:
      'Keputusan ini tidak dapat disimpan. Catatan yang isinya tidak terbaca, atau yang perangkatnya dikesampingkan, tidak dapat diterima; dan yang sudah dibatalkan orang lain tidak dapat dibatalkan lagi. Tutup, lalu muat ulang daftar.',
    list: 'Keputusan penyelenggara',
    intro:
      'Setiap keputusan disegel kantor dengan nama, waktu, dan alasannya. Satu catatan diputuskan pada bagian Tanda tangan, satu perangkat pada bagian Meja.',
    empty: 'Belum ada keputusan.',
    emptyNext:
      'Catatan yang perlu diperiksa ada pada bagian Tanda tangan; perangkat yang datang terlambat ada pada bagian Meja.',
    acts: {
      'set-aside': 'Dikesampingkan',
      accept: 'Diterima',
      'take-back': 'Dibatalkan',
      confirm: 'Keputusan diperiksa sesudah pemulihan',
      unknown: 'Keputusan yang belum dikenal di sini: perbarui program kantor',
    } satisfies Record<ReadAct, string>,
    entry: 'catatan tanpa nama',
    entryOf: (name: string, device: string): string => `${name}, dari ${device}`,
    deviceOf: (device: string): string => `semua dari ${device}`,
    by: (who: string, moment: string): string => `${who}, ${moment}`,
    because: (reason: string): string => `Alasan: ${reason}`,
    takenBack: (who: string, moment: string): string => `Dibatalkan oleh ${who}, ${moment}`,
    refresh: 'Muat ulang daftar',
  },

  lost: {
    title: 'Keputusan mungkin hilang',
    between: (from: string, to: string): string =>
      `Data kantor dipulihkan dari cadangan. Keputusan yang dibuat antara ${from} dan ${to} mungkin hilang.`,
    before: (to: string): string =>
      `Data kantor dipulihkan dari cadangan. Keputusan yang dibuat sebelum ${to} mungkin hilang.`,
    way: 'Cocokkan daftar keputusan dengan catatan sendiri, dan buat lagi yang hilang. Sampai dinyatakan sudah diperiksa, angka tetap sementara.',
    toList: 'Lihat daftar keputusan',
    confirm: 'Sudah diperiksa …',
    confirmTitle: 'Nyatakan keputusan sudah diperiksa?',
    confirmWhat: [
      'Lakukan sesudah daftar keputusan dicocokkan, dan yang hilang dibuat lagi.',
      'Pemulihan itu lalu tidak lagi menahan angka akhir. Bahwa kantor pernah dipulihkan tetap disebut.',
      'Pernyataan ini tercatat dengan nama penyelenggara yang membuatnya, dan tidak dapat dibatalkan.',
    ],
    confirmYes: 'Ya, sudah diperiksa',
  },

  judging: {
    title: 'Nilai ulang dengan aturan sekarang',
    intro:
      'Catatan memakai aturan yang berlaku saat diterima, juga sesudah aplikasi diperbarui. Di sini dapat dilihat apa yang berubah bila semuanya dinilai dengan aturan sekarang. Melihat tidak mengubah apa pun.',
    look: 'Lihat perbedaannya',
    looking: 'Menilai …',
    older: (n: string): string => `${n} catatan dinilai dengan aturan yang lama.`,
    same: 'Tidak ada yang berubah.',
    changes: 'Penilaian yang berubah',
    from: 'Sekarang',
    to: 'Menjadi',
    entries: 'Catatan',
    plain: 'tanpa keraguan',
    figures: 'Angka kegiatan',
    figure: 'Angka',
    before: 'Sekarang',
    after: 'Menjadi',
    attended: 'Hadir',
    signed: 'Sudah tanda tangan',
    extraAttended: 'Hadir lainnya',
    extraSigned: 'Tanda tangan lainnya',
    go: 'Nilai ulang …',
    sureTitle: 'Nilai ulang kegiatan ini?',
    sureWhat: (n: string): readonly string[] => [
      `Penilaian ${n} catatan berubah, dan angka berubah seperti yang ditampilkan.`,
      'Tidak ada catatan yang dihapus, dan keputusan penyelenggara tetap berlaku.',
      'Penilaian yang lama tidak dapat dikembalikan.',
    ],
    yes: 'Ya, nilai ulang',
    going: 'Menilai ulang …',
    done: (n: string): string => `Sudah dinilai ulang; ${n} catatan berubah.`,
  },
};

/** The shape of these words. */
export type DecisionsTexts = Readonly<typeof decisionsId>;
