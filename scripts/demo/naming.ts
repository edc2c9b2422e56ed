/**
 * The full name of a made-up person, with titles, as an official writes it.
 * Titles agree with schooling, age and post; a word to be avoided is drawn again.
 */
import type { Chance } from './chance.ts';
import { NAME_POOLS, WORDS_AVOIDED } from './names-pool.ts';
import type { NamePool, Region } from './names-pool.ts';

export type Sex = 'woman' | 'man';

/** What a name needs to know of its bearer. */
interface Bearer {
  readonly sex: Sex;
  readonly birthYear: number;
  /** Titles that come with a profession, such as `dr.`; may be empty. */
  readonly front: string;
  /** First degree or diploma, such as `S.Pd.`; may be empty. */
  readonly degree: string;
  /** Second degree, such as `M.Si.`; may be empty. */
  readonly master: string;
}

/** Words before the name, with the share of people who carry one. */
interface Prefix {
  readonly share: number;
  readonly forms: readonly string[];
}

const ONE_WORD_SHARE: Readonly<Record<Region, number>> = { bugis: 0.2, mandar: 0.2, java: 0.13 };
/** Javanese names of today often have three words. */
const THIRD_WORD_SHARE: Readonly<Record<Region, number>> = { bugis: 0, mandar: 0, java: 0.25 };
const ANDI: Readonly<Record<Region, Prefix>> = {
  bugis: { share: 0.11, forms: ['Andi', 'Andi', 'A.'] },
  mandar: { share: 0.08, forms: ['Andi', 'A.'] },
  java: { share: 0, forms: [] },
};
const GIVEN: Readonly<Record<Region, Readonly<Record<Sex, Prefix>>>> = {
  bugis: {
    man: { share: 0.25, forms: ['Muh.', 'Muh.', 'Muhammad', 'M.', 'Abd.'] },
    woman: { share: 0.18, forms: ['Sitti', 'Sitti', 'St.', 'Siti'] },
  },
  mandar: {
    man: { share: 0.25, forms: ['Muh.', 'Muhammad', 'Muhammad', 'Abd.'] },
    woman: { share: 0.18, forms: ['Sitti', 'St.', 'Siti', 'Nur'] },
  },
  java: {
    man: { share: 0.16, forms: ['Moh.', 'Muhammad', 'M.', 'Achmad', 'Ahmad'] },
    woman: { share: 0.1, forms: ['Siti', 'Sri', 'Nur'] },
  },
};
const PILGRIM_SHARE = 0.14;
const PILGRIM_BORN_BEFORE = 1985;
const OLD_TITLE_BORN_BEFORE = 1969;

/** A name with titles: `Drs. H. Muh. Ruslan Pattarani, M.Si.` */
export function makeFullName(chance: Chance, region: Region, bearer: Bearer): string {
  const old = bearer.degree.startsWith('S.') && bearer.birthYear < OLD_TITLE_BORN_BEFORE;
  const doctorandus = old && bearer.front === '' && chance.next() < 0.3;
  const pilgrim = bearer.birthYear < PILGRIM_BORN_BEFORE && chance.next() < PILGRIM_SHARE;
  const before = [
    bearer.front,
    doctorandus ? (bearer.sex === 'man' ? 'Drs.' : 'Dra.') : '',
    pilgrim ? (bearer.sex === 'man' ? 'H.' : 'Hj.') : '',
    makeName(chance, region, bearer.sex),
  ];
  const after = [doctorandus ? '' : bearer.degree, bearer.master];
  return [before.filter(Boolean).join(' '), ...after.filter(Boolean)].join(', ');
}

function makeName(chance: Chance, region: Region, sex: Sex): string {
  const name = drawName(chance, region, sex);
  const parts = name.toLowerCase().split(' ');
  const fit =
    parts.every((part) => !WORDS_AVOIDED.has(part)) && new Set(parts).size === parts.length;
  return fit ? name : makeName(chance, region, sex);
}

function drawName(chance: Chance, region: Region, sex: Sex): string {
  const pool = NAME_POOLS[region][sex];
  const parts = [prefix(chance, ANDI[region]), prefix(chance, GIVEN[region][sex])];
  if (chance.next() < ONE_WORD_SHARE[region]) {
    parts.push(compose(chance, pool));
  } else {
    const whole = chance.next() < 0.4;
    parts.push(whole ? pickFlat(chance, pool.whole) : compose(chance, pool));
    parts.push(pickFlat(chance, pool.seconds));
    if (chance.next() < THIRD_WORD_SHARE[region]) parts.push(pickFlat(chance, pool.seconds));
  }
  return parts.filter(Boolean).join(' ');
}

function prefix(chance: Chance, { share, forms }: Prefix): string {
  return chance.next() < share ? chance.pick(forms) : '';
}

function compose(chance: Chance, pool: NamePool): string {
  return pickFlat(chance, pool.heads) + pickFlat(chance, pool.tails);
}

/** The front of a list is a little likelier: a flat Zipf, as names are. */
function pickFlat(chance: Chance, list: readonly string[]): string {
  return list[Math.floor(list.length * chance.next() ** 1.15)] ?? chance.pick(list);
}
