/** The words about accounts, sessions and the security log, in Indonesian: a part of id.ts. */
import { SECURITY_ACT_WORDS } from '#core/security-words.ts';
import type { SecurityFilter } from '#core/security.ts';

const filters: Readonly<Record<SecurityFilter, string>> = {
  all: 'Semua',
  doors: 'Masuk dan keluar',
  accounts: 'Akun dan kata sandi',
  devices: 'Perangkat dan kode',
  gatherings: 'Rangkaian dan kegiatan',
  papers: 'Cetakan dan berkas',
};

export const accountsId = {
  account: {
    title: 'Akun penyelenggara',
    signedInAs: (name: string): string => `Masuk sebagai ${name}`,
    add: 'Tambah penyelenggara',
    addIntro:
      'Penyelenggara baru dapat melihat dan menyiapkan semua rangkaian kegiatan di kantor ini.',
    go: 'Tambahkan',
    going: 'Menambahkan …',
    added: (login: string): string =>
      `Akun ${login} sudah dibuat. Sampaikan nama masuk dan kata sandinya secara langsung.`,
    taken: 'Nama masuk ini sudah atau pernah dipakai. Pilih nama lain.',
    list: 'Penyelenggara di kantor ini',
    own: 'Akun yang sedang dipakai',
    locked: (moment: string): string => `Dikunci sejak ${moment}`,
    lock: 'Kunci',
    lockOf: (name: string): string => `Kunci akun ${name}`,
    lockTitle: (name: string): string => `Kunci akun ${name}?`,
    lockWhat: [
      'Akun ini langsung keluar dari semua perangkat, dan tidak dapat masuk selama dikunci.',
      'Semua yang pernah dikerjakannya tetap tercatat atas namanya.',
      'Kunci dapat dibuka lagi kapan saja; kata sandinya tetap sama.',
    ],
    locking: 'Mengunci …',
    unlock: 'Buka kunci',
    unlockOf: (name: string): string => `Buka kunci akun ${name}`,
    remove: 'Hapus',
    removeOf: (name: string): string => `Hapus akun ${name}`,
    removeTitle: (name: string): string => `Hapus akun ${name}?`,
    removeWhat: [
      'Akun ini langsung keluar dari semua perangkat, dan tidak pernah dapat masuk lagi.',
      'Semua yang pernah dikerjakannya tetap tercatat atas namanya, dan nama masuknya tidak dapat dipakai orang lain.',
      'Penghapusan tidak dapat dibatalkan. Untuk sementara waktu, cukup kunci akunnya.',
    ],
    removeYes: 'Hapus akun',
    removing: 'Menghapus …',
  },

  sessions: {
    title: 'Perangkat yang sedang masuk',
    intro: (idleHours: number, hours: number): string =>
      `Sesi berakhir sendiri sesudah ${idleHours} jam tidak dipakai, dan paling lama ${hours} jam sesudah masuk.`,
    here: 'Perangkat ini',
    unknown: 'Peramban tidak dikenal',
    since: (moment: string): string => `Masuk ${moment}`,
    used: (moment: string): string => `Terakhir dipakai ${moment}`,
    from: (address: string): string => `dari ${address}`,
    end: 'Akhiri',
    endOf: (browser: string, moment: string): string => `Akhiri sesi ${browser}, masuk ${moment}`,
    endOthers: 'Akhiri semua sesi lain',
    ending: 'Mengakhiri …',
    ended: 'Sesi sudah diakhiri.',
    only: 'Akun ini tidak sedang masuk di perangkat lain.',
  },

  password: {
    title: 'Ganti kata sandi',
    intro: (login: string): string => `Untuk akun ${login}, yang sedang dipakai di sini.`,
    current: 'Kata sandi sekarang',
    currentWrong: 'Kata sandi sekarang tidak cocok.',
    next: 'Kata sandi baru',
    again: 'Kata sandi baru sekali lagi',
    go: 'Ganti kata sandi',
    going: 'Mengganti …',
    changed:
      'Kata sandi sudah diganti. Di perangkat lain, akun ini harus masuk kembali dengan kata sandi baru.',
  },

  security: {
    title: 'Catatan keamanan',
    open: 'Buka catatan keamanan',
    intro:
      'Siapa yang masuk, gagal masuk, mengubah akun, mencabut izin, membuat kode, dan mencetak. Nama peserta tidak dicatat di sini.',
    show: 'Tampilkan',
    filters,
    acts: SECURITY_ACT_WORDS,
    file: 'Unduh sebagai CSV',
    fileName: 'catatan-keamanan',
    making: 'Menyiapkan berkas …',
    empty: 'Belum ada catatan.',
    caption: (first: string, last: string, total: string): string =>
      `Catatan ${first}–${last} dari ${total}`,
    refresh: 'Muat ulang',
    pages: 'Halaman catatan',
    page: (page: string, pages: string): string => `Halaman ${page} dari ${pages}`,
    when: 'Waktu',
    what: 'Tindakan',
    who: 'Akun',
    address: 'Alamat jaringan',
    detail: 'Keterangan',
    nobody: 'Bukan akun kantor ini',
    various: 'berbagai alamat',
    times: (n: string, moment: string): string => `${n} kali, terakhir ${moment}`,
  },
};

/** What every language says of them. */
export type AccountsTexts = typeof accountsId;
