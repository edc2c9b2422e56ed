/** The organiser's forms and words: who is invited, what is sent, and how it is said. */
import { describe, expect, it } from 'vitest';
import { chosenOf, plantTree, toggle } from '#app/organiser/gathering/agency-choice.ts';
import {
  faultsOf,
  firstValues,
  isNobody,
  printedOf,
  printedValues,
  requestOf,
} from '#app/organiser/gathering/gathering-draft.ts';
import { fieldAt } from '#app/organiser/ui/use-form.ts';
import { type Place, pathOf, placeOf } from '#app/organiser/ui/places.ts';
import { en } from '#app/organiser/text/en.ts';
import { id } from '#app/organiser/text/id.ts';
import { SHEET } from '#app/organiser/text/sheet.ts';
import { refusalSentence, ruleSentence } from '#app/organiser/text/texts.ts';
import { FAULTS } from '#core/fault.ts';
import { PRINTED_NAMES } from '#core/gathering-facts.ts';
import { FIELD_RULES } from '#core/office-api.ts';
import { recordOf } from '#core/record.ts';

const TREE = plantTree([
  { no: 1, name: 'Dinas Kesehatan', parent: null, people: 9 },
  { no: 2, name: 'Puskesmas Mariorilau', parent: 1, people: 4 },
  { no: 3, name: 'Puskesmas Binangasape', parent: 1, people: 3 },
  { no: 4, name: 'Pustu Binangasape', parent: 3, people: 1 },
  { no: 5, name: 'Inspektorat', parent: null, people: 2 },
]);

describe('a choice of agencies', () => {
  it('holds the highest chosen agency alone, which means all below it', () => {
    const choice = toggle(TREE, toggle(TREE, new Set(), 4), 1);
    expect([...choice]).toEqual([1]);
    expect([2, 3, 4].map((no) => chosenOf(TREE, choice, no))).toEqual(['whole', 'whole', 'whole']);
    expect(chosenOf(TREE, choice, 5)).toBe('none');
  });

  it('keeps the neighbours of what is left out of a chosen branch', () => {
    const choice = toggle(TREE, new Set([1]), 4);
    expect([...choice]).toEqual([2]);
    expect(chosenOf(TREE, choice, 1)).toBe('part');
    expect(chosenOf(TREE, choice, 3)).toBe('none');
  });

  it('is empty again after the same agency is chosen twice', () => {
    for (const { no } of TREE.all)
      expect(toggle(TREE, toggle(TREE, new Set(), no), no).size).toBe(0);
  });
});

const PROGRAMME = {
  id: 'p',
  title: 'Netralitas ASN',
  government: 'Kabupaten Lontara Bahari',
  election: 'Pemilihan Bupati',
  year: 2031,
  zone: 'WITA',
  letterhead: { lines: ['PEMERINTAH KABUPATEN', 'BADAN KESBANGPOL'], address: '' },
  matrix: [],
  pacts: [],
  roster: null,
  gatherings: [],
} as const;
const FILLED = {
  ...firstValues(PROGRAMME),
  title: 'Apel Gabungan',
  place: 'Lapangan',
  date: '2031-10-06',
  startsAt: '07:30',
};
const NO_CLOSING = { city: '', position: '', name: '', rank: '', number: '' };
const EVERYONE = { isEveryone: true, agencies: new Set<number>(), categories: new Set<never>() };

describe('a gathering in the making', () => {
  it('takes zone and organiser from its programme, and names what is missing', () => {
    expect(FILLED).toMatchObject({ zone: 'WITA', organiser: 'BADAN KESBANGPOL' });
    expect(faultsOf(FILLED, id)).toEqual({});
    expect(Object.keys(faultsOf(firstValues(PROGRAMME), id))).toEqual([
      'title',
      'place',
      'date',
      'startsAt',
    ]);
    expect(faultsOf({ ...FILLED, endsAt: '07:30' }, id)).toEqual({
      endsAt: id.check.endBeforeStart,
    });
  });

  it('leaves the closing out when none of it is filled in', () => {
    expect(requestOf('p', FILLED, EVERYONE)).toMatchObject({
      startsAt: '2031-10-06T07:30',
      endsAt: null,
      closing: null,
      invites: 'all',
    });
    const closed = requestOf('p', { ...FILLED, 'closing.number': '197801152000031905' }, EVERYONE);
    expect(closed.closing).toMatchObject({ name: '', number: '197801152000031905' });
  });

  it('asks for every text that no device gets, and shows it again as it was typed', () => {
    const typed = recordOf(PRINTED_NAMES, (name) => `Isi ${name}`);
    const request = requestOf('p', { ...FILLED, ...typed, 'closing.name': 'Camat' }, EVERYONE);
    expect(request).toMatchObject(typed);
    const shown = { ...typed, closing: { ...NO_CLOSING, name: 'Camat' } };
    expect(printedOf(printedValues(shown))).toEqual(shown);
    expect(printedOf(printedValues({ ...typed, closing: null }))).toEqual({
      ...typed,
      closing: null,
    });
  });

  it('shows a fault at the field with its path, or at the nearest above', () => {
    const values = { letterhead: '', 'letterhead.address': '', title: '' };
    expect(fieldAt(values, 'title')).toBe('title');
    expect(fieldAt(values, 'letterhead.address')).toBe('letterhead.address');
    expect(fieldAt(values, 'letterhead.lines.0')).toBe('letterhead');
    expect(fieldAt(values, 'titles')).toBeNull();
    expect(fieldAt(FILLED, 'closing.name')).toBe('closing.name');
  });

  it('never takes an empty choice for everyone', () => {
    expect(isNobody({ ...EVERYONE, isEveryone: false })).toBe(true);
    expect(isNobody({ ...EVERYONE, isEveryone: false, agencies: new Set([5]) })).toBe(false);
    expect(isNobody(EVERYONE)).toBe(false);
  });
});

describe('an address', () => {
  it('leads back to the screen it was made for', () => {
    const places: readonly Place[] = [
      { at: 'setup' },
      { at: 'sign-in' },
      { at: 'programmes' },
      { at: 'new-programme' },
      { at: 'account' },
      { at: 'parcels' },
      { at: 'programme', id: '4f1a', tab: 'naskah' },
      { at: 'import', id: '4f1a' },
      { at: 'new-gathering', id: '4f1a' },
      { at: 'gathering', id: '9c', tab: 'tanda-tangan' },
    ];
    expect(places.map((place) => placeOf(pathOf(place)))).toEqual(places);
    expect(placeOf('/kantor/kegiatan')).toEqual({ at: 'programmes' });
  });
});

/** Every sentence of a dictionary; the functions are left to the screens. */
function sentences(node: unknown): readonly string[] {
  if (typeof node === 'string') return [node];
  if (typeof node === 'object' && node !== null) return Object.values(node).flatMap(sentences);
  return [];
}

describe('the words', () => {
  it('are formal in Indonesian', () => {
    const wrong =
      /!|\bAnda\b|\banda\b|silahkan|\bijin\b|\bresiko\b|kadaluarsa|\buser\b|\berror\b|\bOPD\b/;
    expect(sentences([id, SHEET]).filter((text) => wrong.test(text))).toEqual([]);
  });

  it('leave nothing untranslated in English', () => {
    const indonesian = new Set(sentences(id));
    const shared = new Set(['No', 'English', 'id', 'en']);
    const left = sentences(en).filter((text) => indonesian.has(text) && !shared.has(text));
    // Examples are of Indonesian names; only whole sentences count.
    expect(left).toEqual([]);
  });

  it('have a sentence for every refusal and every broken rule', () => {
    for (const texts of [id, en]) {
      for (const code of FAULTS) {
        expect(
          refusalSentence(texts, { code, fields: [], request: '', retryAfterMs: null }),
          code,
        ).not.toBe('');
      }
      for (const rule of FIELD_RULES) expect(ruleSentence(texts, rule), rule).not.toBe('');
    }
  });

  it('say how far a clock is off in the largest unit that fits', () => {
    expect([3, -150, 6_000].map(id.stations.clock)).toEqual([
      'jamnya lebih cepat 3 menit',
      'jamnya lebih lambat 3 jam',
      'jamnya lebih cepat 4 hari',
    ]);
    expect(en.stations.clock(-150)).toBe('its clock is 3 hours slow');
  });
});
