/**
 * The doubts: one row for each reason why an entry is set aside. Rules, screens, papers, the
 * protocol and the guide read their doubts here. In the field only a desk loads this file;
 * verdict.ts has what a receipt needs.
 */
import { LIMITS } from './limits.ts';
import type { Doubt, ReadDoubt } from './verdict.ts';

/**
 * What the organiser does so that a doubted entry counts: accept the entry, accept its device,
 * import a roster or write pacts that fit, or raise the ceiling of phones.
 */
export type Settling = 'entry' | 'device' | 'roster' | 'ceiling';

/** One sentence part in both languages, which says why the entry is set aside. */
export interface DoubtWords {
  readonly id: string;
  readonly en: string;
}

/** One doubt. */
export interface DoubtRow extends DoubtWords {
  /**
   * The verdict of the wire. Null where a device is told `not-permitted` instead: a doubt that came
   * after version 1 of a batch has no number there.
   */
  readonly number: number | null;
  /** Empty where nothing settles it: what the entry is about could count for nobody. */
  readonly settledBy: readonly Settling[];
  /** What the desk says, where the words for the organiser do not fit there. */
  readonly desk?: DoubtWords;
}

const ROWS = {
  'unknown-version': {
    number: 3,
    settledBy: [],
    id: 'dibuat dengan versi yang belum dikenal kantor',
    en: 'made with a version the office does not know',
  },
  'malformed-body': {
    number: 4,
    settledBy: [],
    id: 'isinya tidak dapat dibaca kantor',
    en: 'the office cannot read it',
  },
  'unknown-gathering': {
    number: 5,
    settledBy: [],
    id: 'kegiatannya tidak dikenal kantor',
    en: 'the office does not know its gathering',
  },
  'other-gathering': {
    number: 6,
    settledBy: [],
    id: 'kegiatannya bukan kegiatan perangkat ini',
    en: 'it is of another gathering than this device',
  },
  'unknown-signatory': {
    number: 7,
    settledBy: ['roster'],
    id: 'pesertanya tidak ada di daftar kantor',
    en: 'the person is not on the roster of the office',
  },
  'other-identity': {
    number: 8,
    settledBy: ['roster', 'entry'],
    id: 'nama di perangkat berbeda dari daftar peserta di kantor, yang mungkin sudah diperbarui; tanda tangannya tetap disimpan',
    en: 'the name on the device differs from the roster of the office, which may have been updated; the signature is kept',
  },
  'other-pact': {
    number: 9,
    settledBy: ['roster', 'entry'],
    id: 'naskah paktanya berbeda dari naskah kantor',
    en: 'the text of the pact differs from that of the office',
  },
  'unreadable-ink': {
    number: 10,
    settledBy: [],
    id: 'tanda tangannya tidak dapat dibaca',
    en: 'the ink cannot be read',
  },
  'chain-broken': {
    number: 11,
    settledBy: ['entry'],
    id: 'urutan catatannya terputus',
    en: 'the order of records is broken',
  },
  forked: {
    number: 12,
    settledBy: ['entry'],
    id: 'urutan catatannya bercabang, mungkin perangkat disalin',
    en: 'the order of records is forked; the device may have been copied',
  },
  'not-permitted': {
    number: 13,
    settledBy: ['entry'],
    id: 'perangkat ini tidak berhak membuatnya',
    en: 'this device may not make it',
    // A device is told so of many doubts.
    desk: {
      id: 'penyelenggara yang memutuskan apakah ini dihitung',
      en: 'the organiser decides whether it counts',
    },
  },
  'unknown-target': {
    number: 14,
    settledBy: ['entry'],
    id: 'yang dicabutnya tidak ada, atau bukan buatan perangkat ini',
    en: 'what it revokes is not there, or another device made it',
    desk: {
      id: 'catatan yang dicabut tidak ditemukan',
      en: 'the record it withdraws was not found',
    },
  },
  'listed-by-phone': {
    number: null,
    settledBy: ['entry'],
    id: 'ponsel menandatangani atas nama orang dalam daftar, padahal ponsel hanya untuk yang mengisi data sendiri',
    en: 'a phone signed for somebody on the roster; phones are only for people who write themselves in',
  },
  'whole-nik': {
    number: null,
    settledBy: ['entry'],
    id: 'memuat NIK utuh, yang di sini ditampilkan tersamar',
    en: 'it holds a whole NIK, which is shown masked here',
  },
  'odd-text': {
    number: null,
    settledBy: ['entry'],
    id: 'tulisannya memuat huruf atau tanda yang tidak lazim',
    en: 'its text holds unusual letters or marks',
  },
  late: {
    number: null,
    settledBy: ['device', 'entry'],
    id: 'perangkatnya datang terlambat',
    en: 'its device came late',
  },
  'over-cap': {
    number: null,
    settledBy: ['device', 'entry'],
    id: `lebih dari ${LIMITS.phoneSigningsMax} tanda tangan dari satu ponsel`,
    en: `more than ${LIMITS.phoneSigningsMax} signatures from one phone`,
  },
  'over-ceiling': {
    number: null,
    settledBy: ['ceiling', 'device', 'entry'],
    id: 'di atas batas bagi yang mengisi data sendiri di ponsel',
    en: 'above the ceiling of people who write themselves in on phones',
  },
  'late-revocation': {
    number: null,
    settledBy: ['entry'],
    id: 'dicabut lebih dari sepuluh menit sesudah ditandatangani',
    en: 'revoked more than ten minutes after the signing',
  },
} satisfies Readonly<Record<string, DoubtRow>> & Readonly<Record<Doubt, DoubtRow>>;

/** Why an entry of the ledger is set aside: what may go out, and what only the office says. */
export type LedgerDoubt = keyof typeof ROWS;

/** Every doubt of the ledger. */
export const LEDGER_DOUBTS: Readonly<Record<LedgerDoubt, DoubtRow>> = ROWS;

/** The names of the doubts, in the order of the table. */
export const DOUBT_NAMES = Object.keys(ROWS) as readonly LedgerDoubt[]; // the keys of that object

/** True when that settles the doubt. */
export function isSettledBy(doubt: LedgerDoubt, settling: Settling): boolean {
  return LEDGER_DOUBTS[doubt].settledBy.includes(settling);
}

/** The doubts that something settles: what was doubted so is judged again after it. */
export function doubtsSettledBy(settling: Settling): readonly LedgerDoubt[] {
  return DOUBT_NAMES.filter((doubt) => isSettledBy(doubt, settling));
}

const UNKNOWN: DoubtWords = {
  id: 'perlu diperiksa; alasannya belum dikenal versi aplikasi ini',
  en: 'to be checked; this version of the app does not know the reason',
};

/** What the desk says of a doubt that a receipt named. */
export function deskWords(doubt: ReadDoubt): DoubtWords {
  if (doubt === 'unknown') return UNKNOWN;
  const row = LEDGER_DOUBTS[doubt];
  return row.desk ?? row;
}
