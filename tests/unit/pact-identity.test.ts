/** The lines of a pact that say who signs: every one is filled, and with nobody else's. */
import { describe, expect, test } from 'vitest';
import { PACT_CODES } from '#core/category.ts';
import { type Identity, fillIdentity } from '#core/pact-identity.ts';
import { PACT_TEMPLATES } from '#core/pact-texts.ts';

const LURAH: Identity = {
  name: 'A. Tenri Abeng, S.Sos.',
  number: '197607222001122901',
  rank: 'Penata, III/c',
  position: 'Sekretaris Kelurahan',
  unit: 'Kelurahan Alliritengae',
  above: 'Kecamatan Turikale',
  top: 'Kecamatan Turikale',
};

function filled(code: (typeof PACT_CODES)[number], who: Identity): readonly string[] {
  return PACT_TEMPLATES[code].identity.map((line) => fillIdentity(line, who));
}

describe('the identity lines', () => {
  test.each(PACT_CODES)('of %s are all filled for somebody of whom all is known', (code) => {
    expect(filled(code, LURAH)).not.toContain('–');
  });

  test('show a number as screens do', () => {
    expect(fillIdentity('NIP / NI PPPK', LURAH)).toBe('19760722•••••••901');
    expect(
      fillIdentity('Nomor identitas (empat angka terakhir)', { ...LURAH, number: '9001' }),
    ).toBe('9001');
  });

  test('name a village and its district', () => {
    const kades = { ...LURAH, unit: 'Desa Bonto Lempangan', top: 'Pemerintah Desa' };
    expect(filled('desa', kades)).toEqual([
      LURAH.name,
      LURAH.position,
      'Desa Bonto Lempangan',
      'Kecamatan Turikale',
    ]);
  });

  test('are a dash where nothing is known, or the line is not', () => {
    const guest = { name: 'Baharuddin', number: '', position: 'Tokoh', unit: 'Masyarakat' };
    expect(filled('asn', guest)).toEqual(['Baharuddin', '–', '–', 'Tokoh', 'Masyarakat', '–']);
    expect(fillIdentity('toString', LURAH)).toBe('–');
    expect(fillIdentity('', LURAH)).toBe('–');
  });
});
