/** The words of a list that are neither a person's own nor the roster's. */
import type { Category } from '#core/category.ts';
import type { ProvisionalReason } from '#core/completeness.ts';

/** Categories as a list names them. */
export const CATEGORY_WORDS: Readonly<Record<Category, string>> = {
  asn: 'ASN',
  nonasn: 'Non-ASN',
  kades: 'Kepala Desa',
  perdes: 'Perangkat Desa',
  forko: 'Forkopimda/Forkopimcam',
  guest: 'Undangan',
};

/** Why somebody stands on a list in a way of his own; walk-ins stand under theirs together. */
export const ROW_NOTES = {
  walkIn: 'Mengisi data sendiri',
  byPhone: 'Mengisi data sendiri melalui ponsel',
  uninvited: 'Di luar undangan',
  setAside: 'Tanda tangan diterima, perlu diperiksa',
  attended: 'Hadir, belum menandatangani',
  optional: 'Tidak wajib menandatangani',
  assisted: 'Dibantu petugas',
} as const;

/** Why the figures of a list may still grow. */
export const PROVISIONAL_WORDS: Readonly<Record<ProvisionalReason, (devices: number) => string>> = {
  empty: () => 'belum ada perangkat yang dipakai',
  devices: (devices) => `${devices} perangkat belum mengirim`,
  open: () => 'penandatanganan mungkin masih berjalan',
  decisions: () => 'keputusan penyelenggara belum dikonfirmasi sesudah pemulihan data',
  desks: () => 'belum semua meja memberi kabar sesudah kegiatan selesai',
};
