/** The organiser's words about the health of the office, in Indonesian: a part of id.ts. */
import type { HealthKind } from '#core/health.ts';

/** What is so, and what to do about it. */
export interface HealthWords {
  readonly what: string;
  readonly todo: string;
}

const RESTORE =
  'Kantor tidak menerima apa pun lagi; tanda tangan tetap aman di perangkat. Minta pengelola server menghentikan kantor, lalu memulihkan cadangan terakhir.';

const kinds: Readonly<Record<HealthKind, HealthWords>> = {
  'disk-full': {
    what: 'Ruang simpan server penuh.',
    todo: 'Tanda tangan menunggu di perangkat. Minta pengelola server mengosongkan ruang; sesudah itu kantor berjalan sendiri.',
  },
  'disk-failing': {
    what: 'Media simpan server gagal membaca atau menulis.',
    todo: 'Tanda tangan menunggu di perangkat. Minta pengelola server memeriksa media simpannya dan memindahkan kantor ke media yang baik.',
  },
  'disk-read-only': {
    what: 'Folder data kantor tidak dapat ditulisi.',
    todo: 'Minta pengelola server memeriksa apakah media simpannya hanya dapat dibaca, dan siapa pemilik foldernya.',
  },
  'files-exhausted': {
    what: 'Terlalu banyak berkas yang terbuka di server.',
    todo: 'Minta pengelola server menaikkan batas berkas terbuka, lalu menjalankan ulang kantor.',
  },
  'database-unreachable': {
    what: 'Basis data kantor tidak dapat dibuka.',
    todo: 'Minta pengelola server memeriksa folder data kantor dan hak aksesnya.',
  },
  'database-damaged': { what: 'Basis data kantor rusak.', todo: RESTORE },
  'database-removed': { what: 'Basis data kantor hilang selagi kantor berjalan.', todo: RESTORE },
  'database-replaced': { what: 'Basis data kantor diganti selagi kantor berjalan.', todo: RESTORE },
  'office-replaced': {
    what: 'Kantor lain memakai basis data yang sama.',
    todo: 'Kantor ini tidak menerima apa pun lagi. Minta pengelola server menghentikan salah satunya, lalu menjalankan ulang yang tersisa.',
  },
  'room-low': {
    what: 'Ruang simpan untuk data kantor tinggal sedikit.',
    todo: 'Minta pengelola server mengosongkan ruang sebelum kegiatan berikutnya.',
  },
  'backup-room-low': {
    what: 'Ruang simpan untuk cadangan tinggal sedikit.',
    todo: 'Minta pengelola server mengosongkan ruang, atau memindahkan cadangan ke media lain.',
  },
  'backup-none': {
    what: 'Belum ada cadangan yang teruji.',
    todo: 'Minta pengelola server membuat cadangan dengan npm run backup.',
  },
  'backup-old': {
    what: 'Cadangan teruji yang terakhir sudah lama.',
    todo: 'Minta pengelola server menjalankan npm run backup; perintah itu menyebutkan penghalangnya.',
  },
  'backup-failing': {
    what: 'Pembuatan cadangan gagal.',
    todo: 'Sampaikan kalimat di atas kepada pengelola server.',
  },
  'backup-damaged': {
    what: 'Ada cadangan yang rusak dan disisihkan.',
    todo: 'Minta pengelola server memeriksa media simpan cadangan, lalu menghapus folder yang berakhiran .damaged.',
  },
  'clock-behind': {
    what: 'Jam server lebih lambat daripada catatan terakhirnya.',
    todo: 'Waktu terima yang tercatat sekarang tidak benar. Minta pengelola server membetulkan tanggal dan jamnya.',
  },
  'clock-jumped': {
    what: 'Jam server berubah tiba-tiba, atau servernya sempat tidur.',
    todo: 'Bandingkan jam server dengan jam yang benar.',
  },
  'certificate-ended': {
    what: 'Sertifikat alamat kantor sudah habis masa berlakunya.',
    todo: 'Perangkat tidak dapat menghubungi kantor. Minta pengelola server memperbarui sertifikatnya sekarang.',
  },
  'certificate-ending': {
    what: 'Sertifikat alamat kantor segera habis masa berlakunya.',
    todo: 'Minta pengelola server memperbarui sertifikatnya sebelum waktu itu.',
  },
  'origin-plain': {
    what: 'Alamat kantor tidak memakai https.',
    todo: 'Kamera dan kunci tidak berfungsi di perangkat lain. Minta pengelola server memasang sertifikat dan mengatur IKRAR_ORIGIN.',
  },
  'proxy-undeclared': {
    what: 'Ada perantara di depan kantor yang belum didaftarkan.',
    todo: 'Semua perangkat tampak datang dari satu alamat. Minta pengelola server mengatur IKRAR_PROXY.',
  },
};

export const healthId = {
  health: {
    label: 'Keadaan kantor',
    more: (n: string): string => `(dan ${n} hal lain)`,
    since: (moment: string): string => `Sejak ${moment}`,
    free: (mb: string): string => `Sisa ruang: ${mb} MB`,
    by: (minutes: string): string => `Selisih: ${minutes} menit`,
    ends: (moment: string): string => `Berlaku sampai ${moment}`,
    kinds,
  },
};
