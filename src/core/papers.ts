/**
 * The papers that the office prints of a gathering. This table is the only list of them: the route,
 * the organiser's screen, the press and the tests read it.
 */
import * as v from 'valibot';

/** A text in both languages of the office's screens. */
export interface BothLanguages {
  readonly id: string;
  readonly en: string;
}

/**
 * What an organiser may choose of a paper. A choice has named values, and a screen offers the first
 * one first; a switch is `1` when it is on. `unsaid` is what a request means that does not say.
 */
export type PaperOption =
  | {
      readonly kind: 'choice';
      readonly label: BothLanguages;
      readonly values: Readonly<Record<string, BothLanguages>>;
      readonly unsaid: string;
    }
  | { readonly kind: 'switch'; readonly label: BothLanguages; readonly unsaid: '0' | '1' };

/** What is known of a paper before it is made. */
export interface PaperForm {
  /** The Indonesian name is also the title on the paper. */
  readonly name: BothLanguages;
  /** One sentence: what the paper is for. */
  readonly purpose: BothLanguages;
  /** The name of the file that a browser saves. */
  readonly fileName: string;
  readonly options: Readonly<Record<string, PaperOption>>;
}

/** Every paper by its kind. The kind is the last part of its path and the name of its file. */
export const PAPERS = {
  'attendance-list': {
    name: { id: 'Daftar Hadir', en: 'Attendance list' },
    purpose: {
      id: 'Siapa yang hadir dan menandatangani, dengan kop, tanda tangan, dan blok Mengetahui; dapat langsung dicetak sebagai lampiran.',
      en: 'Who came and signed, with letterhead, signatures and the block of acknowledgement, ready to be printed as an annex.',
    },
    fileName: 'daftar-hadir.pdf',
    options: {
      grouping: {
        kind: 'choice',
        label: { id: 'Susunan', en: 'Arrangement' },
        values: {
          'per-agency': {
            id: 'Per Perangkat Daerah, masing-masing mulai di halaman baru',
            en: 'By agency, each beginning on a new page',
          },
          'one-list': {
            id: 'Satu daftar menurut urutan protokol',
            en: 'One list in order of protocol',
          },
        },
        unsaid: 'one-list',
      },
      unsigned: {
        kind: 'switch',
        label: {
          id: 'Cantumkan juga yang belum tanda tangan',
          en: 'Also list those who have not signed yet',
        },
        unsaid: '1',
      },
    },
  },
  'unsigned-list': {
    name: { id: 'Daftar yang Belum Menandatangani', en: 'List of those who have not signed' },
    purpose: {
      id: 'Siapa yang diundang dan belum menandatangani, untuk ditindaklanjuti atasannya; tiap Perangkat Daerah mulai di halaman baru.',
      en: 'Who was invited and has not signed yet, for their superiors to follow up; each agency begins on a new page.',
    },
    fileName: 'daftar-belum-menandatangani.pdf',
    options: {},
  },
} as const satisfies Readonly<Record<string, PaperForm>>;

/** Which paper. */
export type PaperKind = keyof typeof PAPERS;

type ValueOf<O> = O extends { readonly values: infer V } ? keyof V : '0' | '1';

/** A paper of one kind, with what was chosen. */
export type PaperOf<K extends PaperKind> = { readonly kind: K } & {
  readonly [O in keyof (typeof PAPERS)[K]['options']]: ValueOf<(typeof PAPERS)[K]['options'][O]>;
};

/** A paper that is asked for. */
export type Paper = { [K in PaperKind]: PaperOf<K> }[PaperKind];

/** Every kind, in the order in which a screen offers them. */
export const PAPER_KINDS = Object.keys(PAPERS) as readonly PaperKind[]; // its own keys

/** The options of a paper by name. */
export function optionsOf(kind: PaperKind): readonly (readonly [string, PaperOption])[] {
  const { options }: PaperForm = PAPERS[kind];
  return Object.entries(options);
}

/** The values of an option. */
export function valuesOf(option: PaperOption): readonly string[] {
  return option.kind === 'switch' ? ['0', '1'] : Object.keys(option.values);
}

/** Parses the query of a request for a paper. */
export function paperQuery(kind: PaperKind) {
  const entries = optionsOf(kind).map(
    ([name, option]) => [name, v.optional(v.picklist(valuesOf(option)), option.unsaid)] as const,
  );
  return v.pipe(
    v.object(Object.fromEntries(entries)),
    // Each value was picked from those of its option.
    v.transform((chosen) => ({ kind, ...chosen }) as Paper),
  );
}
