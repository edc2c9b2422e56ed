/**
 * Pacts: a template filled with the fields of its programme. The digest of the filled text is what
 * a signatory signs against; a text is never edited, only superseded by a higher version.
 */
import type { Bytes } from './bytes.ts';
import { type CategoryMatrix, PACT_CODES, type PactCode, wireMatrix } from './category.ts';
import { type Wire, encode } from './codec.ts';
import { type Result, good } from './fault.ts';
import { type Digest, SIZES } from './id.ts';
import { PACT_TEMPLATES, PACT_TEXTS_VERSION, type PactTemplate } from './pact-texts.ts';
import { type Reader, isLater, readArray } from './reader.ts';

/** A filled pact. */
export interface Pact extends PactTemplate {
  readonly code: PactCode;
  readonly version: number;
}

/** What the programme fills in: "Kabupaten …", "Pemilihan …", and its year. */
export interface PactFields {
  readonly government: string;
  readonly election: string;
  readonly year: number;
}

/** What an entry says of the pact it was signed against. */
export interface PactRef {
  readonly code: PactCode;
  readonly version: number;
  readonly digest: Bytes;
}

const TEXT_CHARS_MAX = 2_000;
const LINES_MAX = 24;

/** Items of a pact on the wire: its array, eight fields, and three lists of lines. */
export const PACT_ITEMS_MAX = 9 + 3 * LINES_MAX;

/**
 * Fills the places in braces: {NAMA_PEMILIHAN} and {nama_pemilihan}, {KABUPATEN} and {Kabupaten}
 * (in capitals and as given), {TAHUN}. Anything else in braces stays.
 */
export function fillText(text: string, { government, election, year }: PactFields): string {
  const fields = new Map([
    ['{NAMA_PEMILIHAN}', election.toUpperCase()],
    ['{nama_pemilihan}', election],
    ['{TAHUN}', String(year)],
    ['{KABUPATEN}', government.toUpperCase()],
    ['{Kabupaten}', government],
  ]);
  // In one pass, by a function: a field may itself hold braces, or a `$` that means something.
  return text.replace(/\{\w+\}/g, (place) => fields.get(place) ?? place);
}

/** The pact of a template, filled. */
export function fillPact(
  { code, version }: { readonly code: PactCode; readonly version: number },
  template: PactTemplate,
  fields: PactFields,
): Pact {
  const fill = (text: string): string => fillText(text, fields);
  return {
    code,
    version,
    title: template.title.map(fill),
    opening: fill(template.opening),
    identity: template.identity,
    promise: fill(template.promise),
    clauses: template.clauses.map(fill),
    closing: fill(template.closing),
  };
}

/** The default pacts filled: what a device can show knowing only the invitation. */
export function defaultPacts(fields: PactFields): readonly Pact[] {
  return PACT_CODES.map((code) =>
    fillPact({ code, version: PACT_TEXTS_VERSION }, PACT_TEMPLATES[code], fields),
  );
}

/** A pact as a positional array. */
export function wirePact(pact: Pact): Wire {
  return [
    PACT_CODES.indexOf(pact.code),
    pact.version,
    pact.title,
    pact.opening,
    pact.identity,
    pact.promise,
    pact.clauses,
    pact.closing,
  ];
}

/** The pact of a wire value. */
export function parsePact(value: Wire): Result<Pact> {
  const reader = readArray(value, 'pact');
  const code = PACT_CODES[reader.int('code', { max: PACT_CODES.length - 1 })] ?? 'asn';
  return reader.end({
    code,
    version: reader.int('version', { min: 1 }),
    title: lines(reader, 'title'),
    opening: reader.text('opening', TEXT_CHARS_MAX),
    identity: lines(reader, 'identity'),
    promise: reader.text('promise', TEXT_CHARS_MAX),
    clauses: lines(reader, 'clauses'),
    closing: reader.text('closing', TEXT_CHARS_MAX),
  });
}

/** The pact of a wire value, as a device reads it; null for a code that is not known here. */
export function readPact(value: Wire): Result<Pact | null> {
  const [code] = Array.isArray(value) ? (value as readonly Wire[]) : [];
  return isLater(code, PACT_CODES) ? good(null) : parsePact(value);
}

function lines(reader: Reader, name: string): readonly string[] {
  return reader.list(name, LINES_MAX).map((line) => {
    if (typeof line === 'string' && line.length <= TEXT_CHARS_MAX) return line;
    reader.refuse(name);
    return '';
  });
}

/** What an entry signed against: SHA-256 over the canonical bytes of the filled pact. */
export async function pactRef(pact: Pact, digest: Digest): Promise<PactRef> {
  return {
    code: pact.code,
    version: pact.version,
    digest: await digest(encode(wirePact(pact))),
  };
}

/** The 16 bytes by which an invitation binds the filled pacts and the category matrix. */
export async function pactSetDigest(
  pacts: readonly Pact[],
  matrix: CategoryMatrix,
  digest: Digest,
): Promise<Bytes> {
  const whole = await digest(encode([pacts.map(wirePact), wireMatrix(matrix)]));
  return whole.slice(0, SIZES.shortDigest);
}
