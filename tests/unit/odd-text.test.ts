/** Every text of every kind of entry is looked at, and none that the office wrote itself. */
import { describe, expect, it } from 'vitest';
import { type Bytes, fromHex } from '#core/bytes.ts';
import type { EntryBody, Recital, Revocation, Signing, WalkIn } from '#core/entry.ts';
import { lossText } from '#core/loss.ts';
import { doubtOfTexts } from '#core/odd-text.ts';

const NOTHING: Bytes = new Uint8Array(0);
const walkIn: WalkIn = {
  kind: 'walk-in',
  name: 'Budira Santoro',
  number: '197607222001122901',
  position: 'Penyuluh, 12.30',
  unit: 'Dinas Perikanan',
  category: 'asn',
};
const signing: Signing = {
  kind: 'signing',
  signatory: walkIn,
  acts: { attended: true, signed: false },
  pact: null,
  ink: NOTHING,
  identifiedBy: 'self',
  station: 'Meja 1',
  assisted: false,
  represents: '',
};
const revocation: Revocation = {
  kind: 'revocation',
  target: NOTHING,
  reason: 'Salah orang',
  station: 'Meja 1',
};
const recital: Recital = {
  kind: 'recital',
  text: NOTHING,
  leader: 'Rasdiana',
  fromMs: 0,
  toMs: 1,
};
const note: EntryBody = { kind: 'note', text: 'Listrik padam' };

/** Every field that holds a text, with a body around what stands in it. */
const FIELDS: readonly (readonly [field: string, said: (text: string) => EntryBody])[] = [
  ...(['name', 'number', 'position', 'unit'] as const).map((field) => {
    const said = (text: string): EntryBody => ({
      ...signing,
      signatory: { ...walkIn, [field]: text },
    });
    return [field, said] as const;
  }),
  ['station', (station) => ({ ...signing, station })],
  ['represents', (represents) => ({ ...signing, represents })],
  ['reason', (reason) => ({ ...revocation, reason })],
  ['station of a revocation', (station) => ({ ...revocation, station })],
  ['leader', (leader) => ({ ...recital, leader })],
  ['note', (text) => ({ kind: 'note', text })],
];
const HERE = { station: '' };

it('doubts nothing of what the app sends', () => {
  for (const body of [signing, revocation, recital, note]) {
    expect(doubtOfTexts(body, HERE)).toBeNull();
  }
  expect(doubtOfTexts({ ...signing, represents: 'Dr. H. Nur’aini, S.Pd.' }, HERE)).toBeNull();
});

describe.each(FIELDS)('%s', (_, said) => {
  it.each([
    'Bud\u202eira',
    'Bud\u200bira',
    'Budira\n',
    'B\u0336\u0337\u0338u',
    'Вudira',
    '\u3164A',
  ])('is odd: %j', (text) => {
    expect(doubtOfTexts(said(text), HERE)).toBe('odd-text');
  });

  it.each([
    '5201014107850003',
    'NIK 5201.0141.0785.0003',
    '５２０１０１４１０７８５０００３',
    'A 5\u200b201019907850003',
  ])('holds a NIK: %j', (text) => {
    expect(doubtOfTexts(said(text), HERE)).toBe('whole-nik');
  });

  it.each(['Siti A', 'أحمد', 'A 197607222001122901', 'A\u00a0\u3000 B'])('is good: %j', (text) => {
    expect(doubtOfTexts(said(text), HERE)).toBeNull();
  });
});

it.each(['', ' ', '...', '\u3164', '123'])('doubts a name that is none: %j', (name) => {
  expect(doubtOfTexts({ ...signing, signatory: { ...walkIn, name } }, HERE)).toBe('odd-text');
  expect(doubtOfTexts({ ...recital, leader: name }, HERE)).toBe('odd-text');
  const represented = doubtOfTexts({ ...signing, represents: name }, HERE);
  expect(represented).toBe(name === '' ? null : 'odd-text');
});

it('leaves the name of somebody listed to the roster, and looks at the rest', () => {
  const listed = { kind: 'listed', no: 1, name: 'Bud\u00adira', category: 'asn' } as const;
  expect(doubtOfTexts({ ...signing, signatory: listed }, HERE)).toBeNull();
  const represents = 'Bud\u00adira';
  expect(doubtOfTexts({ ...signing, signatory: listed, represents }, HERE)).toBe('odd-text');
});

it('blames no desk for a name that the office gave it', () => {
  const station = 'Meja\u00ad 1';
  expect(doubtOfTexts({ ...signing, station }, { station })).toBeNull();
  expect(doubtOfTexts({ ...signing, station }, { station: 'Meja 1' })).toBe('odd-text');
});

it('takes the id of a lost journal for no NIK', () => {
  const journal = fromHex('5201014107850003'.repeat(2)) ?? NOTHING;
  const text = lossText({ journal, heldSeq: 3, seq: 9 });
  expect(doubtOfTexts({ kind: 'note', text }, HERE)).toBeNull();
  expect(doubtOfTexts({ kind: 'note', text: `${text} Budi` }, HERE)).toBe('whole-nik');
});
