/** The identity lines of a pact, filled from what is known of whoever signs. */
import { maskNumber } from './identity.ts';

/** What is known of a signatory. */
export interface Identity {
  readonly name: string;
  readonly number?: string;
  readonly rank?: string;
  readonly position?: string;
  /** The agency they belong to, the one it stands under, and the one at the top. */
  readonly unit?: string | undefined;
  readonly above?: string | undefined;
  readonly top?: string | undefined;
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
  Desa: 'unit',
  Instansi: 'unit',
  Kecamatan: 'above',
  Perangkat: 'top',
};

/**
 * What stands behind a line as screens show it: `Jabatan` has the position. What is not known is a
 * dash.
 */
export function fillIdentity(line: string, who: Identity): string {
  const field = FIELDS[line.replace(/\W.*/, '')];
  const value = (field && who[field]) ?? '';
  if (value === '') return '–';
  return field === 'number' ? maskNumber(value) : value;
}
