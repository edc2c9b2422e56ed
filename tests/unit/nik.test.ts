/** A NIK is covered whatever stands around it, and other long numbers are not. */
import { expect, it } from 'vitest';
import { asciiDigit, hasNik, maskNik } from '#core/nik.ts';

const COVERED = '••••••••••••0003';

it.each([
  ['Lurah, 5201014107850003', `Lurah, ${COVERED}`],
  ['NIK5201014107850003', `NIK${COVERED}`],
  ['5201014107850003 dan 5201011512900003', `${COVERED} dan ${COVERED}`],
  ['5201014107850003 5201011512900003', `${COVERED} ${COVERED}`],
  ['52010141078500035201011512900003', `${COVERED}${COVERED}`],
  ['5201 0141 0785 0003 / 081234567890', `${COVERED} / 081234567890`],
  ['197607222001122901 / 5201014107850003', `197607222001122901 / ${COVERED}`],
  ['1. 19760722 200112 2 901', '1. 19760722 200112 2 901'],
  ['5•2•0•1•0•1•4•1•0•7•8•5•0•0•0•3', COVERED],
  [
    `5201${' '.repeat(40)}0141 0785 0003`,
    `5201${' '.repeat(40)}0141 0785 0003`.replace(/.*/, COVERED),
  ],
  ['⑤②⓪①⓪①④①⓪⑦⑧⑤⓪⓪⓪③', '••••••••••••⓪⓪⓪③'],
  ['⑸⑵0⑴0⑴⑷⑴0⑺⑻⑸000⑶', '••••••••••••000⑶'],
  ['⒌⒉🄀⒈🄀⒈⒋⒈🄀⒎⒏⒌🄀🄀🄀⒊', '••••••••••••🄀🄀🄀⒊'],
  ['❺❷⓿❶⓿❶❹❶⓿❼❽❺⓿⓿⓿❸', '••••••••••••⓿⓿⓿❸'],
  ['32.01.01.993456.0003', COVERED],
  ['9900000000000003', COVERED],
  ['00990101450380900100', '00••••••••••••900100'],
])('%s', (text, shown) => {
  expect(maskNik(text)).toBe(shown);
  expect(maskNik(shown)).toBe(shown);
});

it.each([
  '12-10-2024/13-10-2024',
  '2024-10-07 07:30 - 2024-10-08 09:30',
  'Periode 2019-2024, 2024-2029',
  '800/1234/BKD/2024',
  '0812 3456 7890',
  '089912345678 089912345678',
  '520101410785000',
  'Dasawisma 52 RT 01 RW 01 No. 41 Blok 07 Lantai 85',
])('%s is none', (text) => {
  expect(hasNik(text)).toBe(false);
});

const ENCLOSED = [
  '🄀⒈⒉⒊⒋⒌⒍⒎⒏⒐',
  '🄁🄂🄃🄄🄅🄆🄇🄈🄉🄊',
  '0⑴⑵⑶⑷⑸⑹⑺⑻⑼',
  '⓿❶❷❸❹❺❻❼❽❾',
  '⓿⓵⓶⓷⓸⓹⓺⓻⓼⓽',
  '🄋➀➁➂➃➄➅➆➇➈',
  '🄌➊➋➌➍➎➏➐➑➒',
];

it('reads the digits of every script', () => {
  const rows = [
    '0123456789',
    '٠١٢٣٤٥٦٧٨٩',
    '०१२३४५६७८९',
    '꧐꧑꧒꧓꧔꧕꧖꧗꧘꧙',
    '᭐᭑᭒᭓᭔᭕᭖᭗᭘᭙',
    '０１２３４５６７８９',
  ];
  for (const row of [...rows, '𝟎𝟏𝟐𝟑𝟒𝟓𝟔𝟕𝟖𝟗', '𝟘𝟙𝟚𝟛𝟜𝟝𝟞𝟟𝟠𝟡', '⓪①②③④⑤⑥⑦⑧⑨', ...ENCLOSED]) {
    expect(Array.from(row, asciiDigit).join('')).toBe('0123456789');
  }
  const digits = Array.from({ length: 0x110000 }, (_, point) => point)
    .filter((point) => /\p{Nd}/u.test(String.fromCodePoint(point)))
    .map((point) => asciiDigit(String.fromCodePoint(point)));
  expect(digits.join('')).toBe('0123456789'.repeat(digits.length / 10));
});
