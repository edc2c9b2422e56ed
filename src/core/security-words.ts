/** What the security log records, in Indonesian: on the screen and in the file alike. */
import type { DecisionAct } from './decision.ts';
import type { SecurityAct } from './security.ts';

/** What the organiser decided, as the log tells it beside the gathering. */
export const DECISION_WORDS: Readonly<Record<DecisionAct, string>> = {
  'set-aside': 'dikesampingkan',
  accept: 'diterima',
  'take-back': 'keputusan dibatalkan',
  confirm: 'keputusan diperiksa sesudah pemulihan',
};

/** The words of every act. */
export const SECURITY_ACT_WORDS: Readonly<Record<SecurityAct, string>> = {
  'signed-in': 'Masuk',
  'signed-out': 'Keluar',
  'sign-in-failed': 'Gagal masuk',
  'sign-in-throttled': 'Harus menunggu sebelum mencoba masuk lagi',
  'sign-in-locked': 'Tidak dapat masuk: akun dikunci',
  'set-up': 'Akun pertama dibuat',
  'account-added': 'Akun ditambahkan',
  'account-locked': 'Akun dikunci',
  'account-unlocked': 'Kunci akun dibuka',
  'account-removed': 'Akun dihapus',
  'password-changed': 'Kata sandi diganti',
  'session-ended': 'Satu sesi diakhiri',
  'other-sessions-ended': 'Semua sesi lain diakhiri',
  'permission-withdrawn': 'Izin perangkat dicabut',
  'permission-given-back': 'Izin perangkat dikembalikan',
  'device-given-up': 'Perangkat tidak ditunggu lagi',
  'device-taken-back': 'Perangkat ditunggu lagi',
  'station-code-made': 'Kode meja dibuat',
  'station-code-withdrawn': 'Kode meja dicabut',
  'join-code-replaced': 'Kode kegiatan diganti',
  'programme-made': 'Rangkaian kegiatan dibuat',
  'gathering-made': 'Kegiatan dibuat',
  'gathering-changed': 'Isian cetak kegiatan diubah',
  'gathering-closed': 'Kegiatan ditutup',
  'gathering-opened': 'Kegiatan dibuka kembali',
  'roster-imported': 'Daftar peserta diimpor',
  'decision-made': 'Keputusan penyelenggara',
  'phone-ceiling-changed': 'Batas peserta melalui ponsel diubah',
  'judged-anew': 'Kegiatan dinilai ulang',
  printed: 'Dokumen dicetak',
  exported: 'Berkas diunduh',
};
