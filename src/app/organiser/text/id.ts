/**
 * Every word of the organiser's screens in Indonesian: formal, EYD spelling, "Perangkat Daerah" and
 * not its spoken short form. What is missing is a fact about a list or a device, never a judgement
 * about a person.
 */
import { accountsId } from './accounts-id.ts';
import { decisionsId } from './decisions-id.ts';
import { devicesId } from './devices-id.ts';
import { gatheringId } from './gathering-id.ts';
import { healthId } from './health-id.ts';
import { parcelsId } from './parcels-id.ts';
import { programmeId } from './programme-id.ts';
import { rosterId } from './roster-id.ts';

export const id = {
  title: 'Ikrar – Kantor',
  loading: 'Memuat …',
  opening: 'Membuka halaman kantor …',
  skip: 'Langsung ke isi halaman',
  language: 'English',
  otherLanguage: 'en',

  act: {
    retry: 'Coba lagi',
    cancel: 'Batal',
    saving: 'Menyimpan …',
    copied: 'Tersalin',
    copyRefused: 'Peramban tidak mengizinkan. Pilih teksnya, lalu salin sendiri.',
    previous: 'Sebelumnya',
    next: 'Berikutnya',
  },

  nav: {
    label: 'Bagian kantor',
    path: 'Letak halaman',
    programmes: 'Rangkaian kegiatan',
    parcels: 'Berkas kiriman',
    account: 'Akun',
    signOut: 'Keluar',
    update: 'Perbarui aplikasi',
    updating: 'Memperbarui …',
    updateWhat:
      'Versi baru tersedia. Halaman akan dimuat ulang; selesaikan dahulu isian yang terbuka.',
    notSignedOut: 'Belum keluar: kantor tidak menjawab. Coba lagi.',
  },

  fault: {
    offline: 'Kantor tidak dapat dihubungi. Periksa sambungan jaringan, lalu coba lagi.',
    slow: 'Kantor terlalu lama menjawab. Coba lagi sebentar lagi.',
    busy: 'Terlalu banyak permintaan. Tunggu satu menit, lalu coba lagi.',
    occupied: 'Kantor sedang mengerjakan permintaan lain yang serupa. Coba lagi sebentar lagi.',
    denied: 'Akun ini tidak diizinkan melakukannya.',
    signedOut: 'Masa masuk sudah habis. Silakan masuk kembali.',
    gone: 'Data yang diminta tidak ditemukan.',
    conflict: 'Data yang sama sudah ada. Muat ulang halaman, lalu periksa.',
    tooLarge: 'Isian atau berkas terlalu besar.',
    invalid: 'Ada isian yang belum sesuai. Periksa isian yang ditandai.',
    outdated: 'Halaman ini sudah usang. Muat ulang halaman, lalu coba lagi.',
    other:
      'Terjadi gangguan di kantor. Coba lagi; bila berulang, sampaikan kode ini kepada pengelola:',
  },

  check: {
    missing: 'Bagian ini belum diisi.',
    tooLongPlain: 'Terlalu panjang. Mohon dipersingkat.',
    taken: 'Isian ini sudah dipakai. Pilih yang lain.',
    letterheadLines: (max: number): string => `Kop paling banyak ${max} baris.`,
    year: 'Tulis tahun dengan empat angka, misalnya 2031.',
    date: 'Pilih tanggal kegiatan.',
    time: 'Tulis jam mulai, misalnya 07.30.',
    endBeforeStart: 'Jam selesai harus sesudah jam mulai.',
    passwordShort: (min: number): string => `Kata sandi paling sedikit ${min} karakter.`,
    passwordsDiffer: 'Kedua kata sandi tidak sama.',
    refused: 'Isian ini tidak diterima kantor. Periksa kembali.',
    login: 'Nama masuk terdiri atas huruf kecil, angka, titik, atau tanda hubung, tanpa spasi.',
    inviteNobody: 'Belum ada yang dipilih. Pilih Perangkat Daerah, atau pilih semua peserta.',
    qrTooLarge:
      'Kode QR terlalu padat. Pendekkan nama kegiatan, tempat, atau penyelenggara sampai angkanya cukup.',
  },

  setup: {
    title: 'Akun penyelenggara pertama',
    intro:
      'Halaman ini dibuka satu kali, lewat tautan yang ditampilkan server kantor saat dijalankan.',
    noToken:
      'Alamat ini tidak memuat kode penyiapan. Salin tautan lengkap yang ditampilkan server kantor saat dijalankan.',
    expired:
      'Tautan penyiapan sudah dipakai atau habis masa berlakunya. Silakan masuk dengan akun yang sudah ada.',
    name: 'Nama lengkap',
    login: 'Nama masuk',
    loginHint: 'Huruf kecil tanpa spasi, misalnya kesbangpol.',
    password: 'Kata sandi',
    passwordHint: (min: number): string =>
      `Paling sedikit ${min} karakter, termasuk spasi. Beberapa kata yang mudah diingat lebih baik daripada satu kata yang rumit.`,
    again: 'Kata sandi sekali lagi',
    go: 'Buat akun',
    going: 'Membuat akun …',
    toSignIn: 'Ke halaman masuk',
  },

  signIn: {
    title: 'Masuk sebagai penyelenggara',
    intro: 'Untuk menyiapkan kegiatan, mencetak kode QR, dan melihat kehadiran.',
    login: 'Nama masuk',
    password: 'Kata sandi',
    go: 'Masuk',
    going: 'Memeriksa …',
    wrong: 'Nama masuk atau kata sandi tidak cocok.',
    locked: 'Akun ini dikunci. Mintalah penyelenggara lain membuka kuncinya.',
    wait: 'Terlalu banyak percobaan. Kata sandi yang benar diterima lagi sesudah waktu tunggu ini:',
    waitOver: 'Waktu tunggu sudah selesai. Silakan coba lagi.',
    left: (minutes: number, seconds: number): string =>
      minutes === 0 ? `${seconds} detik` : `${minutes} menit ${seconds} detik`,
    forgotten: 'Lupa kata sandi? Pengelola server kantor dapat menggantinya.',
  },

  ...accountsId,

  ...programmeId,
  ...rosterId,
  ...gatheringId,
  ...devicesId,
  ...decisionsId,
  ...parcelsId,
  ...healthId,
};

/** The shape of the organiser's dictionary. */
export type OfficeTexts = Readonly<typeof id>;
