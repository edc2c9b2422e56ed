/**
 * Names as they are searched and sorted. Official spelling is never changed; a normalised copy of
 * it is made for comparison, by the same rule for what is stored and what is typed. Finding a name
 * decides nothing: the screen confirms with unit and birth date.
 */

const APOSTROPHES = /['"`\u2018\u2019\u201c\u201d\u02bb\u02bc]/g;
const MARKS = /\p{M}/gu;
const BEFORE_NAME = /^[^\p{L}\p{N}]+/u;
const NOT_NAME = /[^\p{L}\p{N}.]+/gu;
const HAS_LETTER = /[\p{L}\p{N}]/u;

// Titles are looked up after foldSpelling, degrees before it.
const TITLES = new Set(
  (
    'prof dr drs dra drg drh ir h hj haji hajah kh tgh ust ustad ustadz apt ns ' +
    'bpk bapak pak ibu bu ny'
  ).split(' '),
);
const DEGREES = new Set(
  (
    'ama amd amdkeb amdkep amdkom bsc dea gr llm ma mag mak mba me meng mh mhum mi mkeb mkep ' +
    'mkes mkm mkn mkom ml mm mp mpar mpd mpdi mph msc msi msn msos mt mth ners ns sag sap sds se sei ' +
    'sfarm sfil sgz sh shi shum sik sikom sip skeb sked skeh skel skep skes skh skm skom skpm sp ' +
    'spar spd spdi spdk spi spsi spt sptk ssi ssn ssos ssosi ssy sst sstp sstpi st sth stp ' +
    'strkeb strkep'
  ).split(' '),
);
// These are parts of names too (Dea, Ma), so they count only when a full stop shows what they are.
const DEGREES_ONLY_DOTTED = new Set(['ama', 'dea', 'gr', 'ma', 'mak', 'me', 'mi', 'sei']);
const ALIASES: ReadonlyMap<string, string> = new Map([
  ['muh', 'muhamad'],
  ['moh', 'muhamad'],
  ['mokh', 'muhamad'],
  ['mukh', 'muhamad'],
  ['mohamad', 'muhamad'],
  ['mohamed', 'muhamad'],
  ['muhamed', 'muhamad'],
  ['mokhamad', 'muhamad'],
  ['mukhamad', 'muhamad'],
  ['abd', 'abdul'],
  ['st', 'siti'],
  ['akh', 'ahmad'],
  ['akhmad', 'ahmad'],
  ['akhmed', 'ahmad'],
  ['ahmed', 'ahmad'],
]);
const ALIAS_PREFIX_CHARS_MIN = 3;
// The l of Abdul becomes the letter that follows: Abdurrahman, Abdus Salam.
const ABDUL_ALONE = /^abdu[dlnrstz]$/;
const ABDUL_JOINED = /^abdu(?:l|(?=[dnrstz]))(.+)$/;
// Two l are one here, so these two names need a word of their own.
const LLAH_BEGUN = /^[ao]h?$/;
const LATIF_BEGUN = /^at(?:ie?f?)?$/;

/**
 * The form in which two spellings of one name are equal: `Drs. H. Moh. Nur Hayadi, M.Si` and
 * `MUHAMMAD NURHAYADI` both give `muhamad nurhayadi`. Doing it twice changes nothing. Titles and
 * degrees go, old spelling is renewed; the rules come from spellings in public official lists.
 */
export function normaliseName(text: string): string {
  const words = withoutDegrees(wordsOf(text));
  return withoutDegrees(respell(partsOf(words))).join(' ');
}

/**
 * True when two normalised names may be one name spelled twice: more than half of their pairs of
 * letters are the same, as in `sri wahyuni` and `sri wahyuningsih`.
 */
export function isAlike(a: string, b: string): boolean {
  const [pairsA, pairsB] = [pairsOf(a), pairsOf(b)];
  const shared = [...pairsA].filter((pair) => pairsB.has(pair)).length;
  return a === b || 4 * shared > pairsA.size + pairsB.size;
}

/** The pairs of neighbouring letters within words. */
function pairsOf(name: string): ReadonlySet<string> {
  const words = name.split(' ');
  return new Set(
    words.flatMap((word) => Array.from(word.slice(1), (_, at) => word.slice(at, at + 2))),
  );
}

/** The name in lower case without titles and degrees, letters as written: lists sort by it. */
export function coreName(text: string): string {
  return withoutDegrees(withoutTitles(partsOf(withoutDegrees(wordsOf(text))))).join(' ');
}

/**
 * The words typed in a search, each with the spellings it may be the beginning of: `Moham Nur H`
 * gives [['moham', 'muhamad'], ['nurh']]. While somebody types, `Budi Se` is not yet a degree but a
 * half-written word, so the caller says whether degrees stay.
 */
export function queryWords(
  query: string,
  { degrees }: { readonly degrees: 'kept' | 'dropped' },
): readonly (readonly string[])[] {
  const drop = degrees === 'kept' ? (words: readonly string[]) => words : withoutDegrees;
  const tokens = tokensOf(partsOf(drop(wordsOf(query))));
  const respelt = joinNur(tokens.map((token) => ALIASES.get(token) ?? token));
  return drop(joinNur(tokens)).map((token, i) => {
    const spellings = new Set([token, respelt[i] ?? token]);
    for (const [from, to] of ALIASES) {
      if (token.length >= ALIAS_PREFIX_CHARS_MIN && from.startsWith(token)) spellings.add(to);
    }
    return [...spellings];
  });
}

/** Lower-case words without marks and apostrophes, up to the first comma; full stops stay. */
function wordsOf(text: string): readonly string[] {
  const plain = text.normalize('NFKD').replace(MARKS, '').replace(APOSTROPHES, '').toLowerCase();
  const [beforeComma = ''] = plain.replace(BEFORE_NAME, '').split(',', 1);
  return beforeComma
    .replace(NOT_NAME, ' ')
    .split(' ')
    .filter((word) => HAS_LETTER.test(word));
}

function partsOf(words: readonly string[]): readonly string[] {
  return words.flatMap((word) => word.split('.')).filter((part) => part !== '');
}

function respell(parts: readonly string[]): readonly string[] {
  const tokens = tokensOf(parts);
  return joinNur(
    tokens.map((token, i) => {
      const leads = i === 0 && tokens.length > 1;
      return leads && token === 'm' ? 'muhamad' : (ALIASES.get(token) ?? token);
    }),
  );
}

/** Parts in one spelling, without leading titles. */
function tokensOf(parts: readonly string[]): readonly string[] {
  return withoutTitles(parts.map(foldSpelling)).flatMap(partAbdul);
}

/**
 * Abdul is written apart or joined with what follows; here it is always apart: `abdurahman` gives
 * abdul and rahman. Abdullah is one name, and stays one while it is typed.
 */
function partAbdul(token: string): readonly string[] {
  const parts: string[] = [];
  let left = token;
  while (!ABDUL_ALONE.test(left)) {
    const rest = ABDUL_JOINED.exec(left)?.[1];
    if (rest === undefined || LLAH_BEGUN.test(rest)) return [...parts, left];
    parts.push('abdul');
    left = LATIF_BEGUN.test(rest) ? `l${rest}` : rest;
  }
  return [...parts, 'abdul'];
}

/** Old spelling renewed, doubled letters made one: `Soetjipto` is `sucipto`, `Sitti` is `siti`. */
function foldSpelling(token: string): string {
  return single(
    single(token)
      .replaceAll('oe', 'u')
      .replaceAll('dj', 'j')
      .replaceAll('tj', 'c')
      .replaceAll('ch', 'kh'),
  );
}

function single(token: string): string {
  return token.replace(/(\p{L})\1+/gu, '$1');
}

/** Nur is written apart or joined with what follows; here it is always joined. */
function joinNur(tokens: readonly string[]): readonly string[] {
  const joined: string[] = [];
  let held = '';
  for (const token of tokens) {
    held = single(held + token);
    if (held === 'nur') continue;
    joined.push(held);
    held = '';
  }
  return held === '' ? joined : [...joined, held];
}

/** Leading titles go, but never the last token: someone may be called Haji. */
function withoutTitles(tokens: readonly string[]): readonly string[] {
  let first = 0;
  while (first < tokens.length - 1 && isTitle(tokens, first)) first++;
  return tokens.slice(first);
}

function isTitle(tokens: readonly string[], at: number): boolean {
  const token = tokens[at] ?? '';
  return TITLES.has(token) || (token === 'k' && tokens[at + 1] === 'h');
}

/** Trailing degrees go, as one word (`SPdI`), dotted (`S.Sos.MM`) or in pieces (`S. Sos`). */
function withoutDegrees(words: readonly string[]): readonly string[] {
  let last = words.length;
  while (last > 1) {
    const pieces = [3, 2, 1].find(
      (count) => count < last && isDegree(words.slice(last - count, last)),
    );
    if (pieces === undefined) break;
    last -= pieces;
  }
  return words.slice(0, last);
}

function isDegree(words: readonly string[]): boolean {
  const [first = ''] = words;
  // Only a beginning of one letter can be the first piece of a degree written apart.
  if (words.length > 1 && first.replaceAll('.', '').length > 1) return false;
  const joined = words.join('');
  const letters = joined.replaceAll('.', '');
  if (!joined.includes('.')) return DEGREES.has(letters) && !DEGREES_ONLY_DOTTED.has(letters);
  return isDegreeRun(letters);
}

/** True when letters are degrees one after another: `ssosmm` is S.Sos and MM. */
function isDegreeRun(letters: string): boolean {
  if (letters === '') return true;
  for (const degree of DEGREES) {
    if (letters.startsWith(degree) && isDegreeRun(letters.slice(degree.length))) return true;
  }
  return false;
}
