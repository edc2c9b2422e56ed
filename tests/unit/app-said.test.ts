/** Texts of people among the words of a screen. */
import { expect, it } from 'vitest';
import { isolated, said, told, toldInAttribute } from '#app/ui/said.tsx';

it('makes an element of each, shown as it may be', () => {
  expect(said('Bud\u202eira')).toMatchObject({ type: 'bdi', props: { children: 'Budira' } });
  const sentence = `Dipimpin oleh ${isolated('Bud\u202eira')}, dimulai ${isolated('أمس')}.`;
  expect(told(sentence).props.children).toMatchObject([
    'Dipimpin oleh ',
    { type: 'bdi', props: { children: 'Budira' } },
    ', dimulai ',
    { type: 'bdi', props: { children: 'أمس' } },
    '.',
  ]);
  expect(told('Semua diterima.').props.children).toEqual(['Semua diterima.']);
});

it('lets nobody end an isolate or begin one', () => {
  const sentence = isolated('\u2069Budira\u2068 Satu');
  expect(told(sentence).props.children).toMatchObject([
    '',
    { props: { children: 'Budira Satu' } },
    '',
  ]);
});

it('keeps the signs in an attribute where something runs from right to left', () => {
  expect(toldInAttribute(`Kode QR ${isolated('Meja 1')}`)).toBe('Kode QR Meja 1');
  expect(toldInAttribute(`Kode QR ${isolated('مكتب')}`)).toBe('Kode QR \u2068مكتب\u2069');
});
