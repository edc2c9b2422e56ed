/** The identity lines of a pact, filled from what is known of whoever signs. */
import { maskNumber } from './identity.ts';

/** What is known of a signatory. */
export interface Identity {
  readonly name: string;
  readonly number?: string;
  readonly rank?: string;
  readonly position?: string;
  /** The agency they belong to. */
  readonly unit?: string | undefined;
  /** Of what they belong to: the village, the district and the department, each if there is one. */
  readonly village?: string | undefined;
  readonly district?: string | undefined;
  readonly department?: string | undefined;
}

/** What a line asks for, by its first word. */
const FIELDS: Readonly<Record<string, keyof Identity>> = {
  Nama: 'name',
  NIP: 'number',
  Nomor: 'number',
  Pangkat: 'rank',
  Jabatan: 'position',
  Tugas: 'position',
  Unit: 'unit',
  Desa: 'village',
  Instansi: 'unit',
  Kecamatan: 'district',
  Perangkat: 'department',
};

/**
 * What stands behind a line as screens show it: `Jabatan` has the position, `NIP` only a NIP or NI
 * PPPK, and `Nomor` the last four digits of any number. What is not known is a dash.
 */
export function fillIdentity(line: string, who: Identity): string {
  const word = line.replace(/\W.*/, '');
  const field = FIELDS[word];
  const value = (field && who[field]) ?? '';
  const shown = field === 'number' ? shownNumber(word, value) : value;
  return shown === '' ? '–' : shown;
}

function shownNumber(word: string, number: string): string {
  if (word !== 'NIP') return number.replace(/\D/g, '').slice(-4);
  return /^\d{18}$/.test(number) ? maskNumber(number) : '';
}
