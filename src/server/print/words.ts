/** Yields the words of a list that are neither a person's own nor the roster's. */
import type { Category } from '#core/category.ts';

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
  uninvited: 'Di luar undangan',
  setAside: 'Tanda tangan diterima, perlu diperiksa',
} as const;
