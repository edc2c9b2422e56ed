/**
 * The package of a gathering: what a device keeps to work without a network. Everyone gets the
 * pacts, the matrix and the recital; stations also get the roster. It is digested whole before it
 * replaces an older one.
 */
import type { Bytes } from './bytes.ts';
import {
  type CategoryMatrix,
  type CategoryRule,
  type ReadRule,
  parseRule,
  readRule,
  wireMatrix,
} from './category.ts';
import { type Wire, decode, encode } from './codec.ts';
import { type Result, good } from './fault.ts';
import { SIZES } from './id.ts';
import { LIMITS } from './limits.ts';
import { PACT_ITEMS_MAX, type Pact, parsePact, readPact, wirePact } from './pact.ts';
import { readArray, readEach } from './reader.ts';
import { type RecitalText, wireRecital } from './recital.ts';

/** What a device keeps of a gathering. */
export interface Package {
  readonly gathering: Bytes;
  readonly pacts: readonly Pact[];
  readonly matrix: CategoryMatrix;
  readonly recital: RecitalText;
  /** Encoded roster (core/roster.ts), or null for a phone. */
  readonly roster: Bytes | null;
  /** Numbers of the roster's signatories who are expected; empty means everyone. */
  readonly invited: readonly number[];
}

/** A package as a device reads it, which may have been built before its office. */
export interface ReadPackage extends Omit<Package, 'matrix'> {
  readonly matrix: readonly ReadRule[];
}

const VERSION = 1;
const LINES_MAX = 32;
const LINE_CHARS_MAX = 400;
const PACTS_MAX = 16;
const RULES_MAX = 16;

/** Items of a package with every list full. */
const ITEMS_MAX =
  8 + PACTS_MAX * PACT_ITEMS_MAX + RULES_MAX * 4 + 2 * (1 + LINES_MAX) + LIMITS.rosterRowsMax;

/** Canonical bytes of a package. */
export function encodePackage(kept: Package): Bytes {
  return encode([
    VERSION,
    kept.gathering,
    kept.pacts.map(wirePact),
    wireMatrix(kept.matrix),
    wireRecital(kept.recital),
    kept.roster,
    kept.invited,
  ]);
}

/** Reads a package of the pacts and categories of today. Faults: those of decode, malformed. */
export function parsePackage(bytes: Uint8Array): Result<Package> {
  return packageOf<CategoryRule>(bytes, { pact: parsePact, rule: parseRule });
}

/**
 * Reads a package, also one that has more in it than is known here: a pact and a category that are
 * not known are left out, and then it is not whole. Faults: as of parsePackage.
 */
export function readPackage(
  bytes: Uint8Array,
): Result<{ readonly kept: ReadPackage; readonly isWhole: boolean }> {
  const whole = parsePackage(bytes);
  if (whole.ok) return good({ kept: whole.value, isWhole: true });
  const part = packageOf<ReadRule>(bytes, { pact: readPact, rule: readRule });
  return part.ok ? good({ kept: part.value, isWhole: false }) : part;
}

/** How the items of two lists are read; null is left out. */
interface Items<R> {
  pact(item: Wire): Result<Pact | null>;
  rule(item: Wire): Result<R | null>;
}

function packageOf<R>(
  bytes: Uint8Array,
  items: Items<R>,
): Result<Omit<Package, 'matrix'> & { readonly matrix: readonly R[] }> {
  const decoded = decode(bytes, { bytesMax: LIMITS.packageBytesMax, itemsMax: ITEMS_MAX });
  if (!decoded.ok) return decoded;
  const reader = readArray(decoded.value, 'package');
  reader.int('version', { min: VERSION, max: VERSION });
  const gathering = reader.bytes('gathering', { exact: SIZES.gatheringId });
  const pacts = readEach(reader.list('pacts', PACTS_MAX), (item) => items.pact(item));
  if (!pacts.ok) return pacts;
  const matrix = readEach(reader.list('matrix', RULES_MAX), (item) => items.rule(item));
  if (!matrix.ok) return matrix;
  const recital = parseRecital(reader.any());
  if (!recital.ok) return recital;
  const roster = reader.isNull() ? null : reader.bytes('roster', { max: LIMITS.packageBytesMax });
  const invited = reader.list('invited', LIMITS.rosterRowsMax).map((item) => {
    if (typeof item === 'number' && item >= 1) return item;
    reader.refuse('invited');
    return 0;
  });
  return reader.end({
    gathering,
    pacts: pacts.value.filter((pact) => pact !== null),
    matrix: matrix.value.filter((rule) => rule !== null),
    recital: recital.value,
    roster,
    invited,
  });
}

function parseRecital(value: Wire): Result<RecitalText> {
  const reader = readArray(value, 'recital');
  const lines = (name: string): readonly string[] =>
    reader.list(name, LINES_MAX).map((line) => {
      if (typeof line === 'string' && line.length <= LINE_CHARS_MAX) return line;
      reader.refuse(name);
      return '';
    });
  return reader.end({ title: lines('title'), lines: lines('lines') });
}
