/**
 * Puts together what a device keeps of its gathering; stations also get the roster, until the
 * retention of a closed gathering is over. And tells a device whether its gathering is closed.
 */
import { type Lateness, isTrusted } from '#core/admission.ts';
import { assert } from '#core/assert.ts';
import { type Bytes, toHex } from '#core/bytes.ts';
import { type CategoryMatrix, PACT_CODES, parseRule } from '#core/category.ts';
import { type Wire, decode } from '#core/codec.ts';
import type { Grade } from '#core/enrolment.ts';
import { type Result, bad, good } from '#core/fault.ts';
import { SIZES } from '#core/id.ts';
import { LIMITS } from '#core/limits.ts';
import { type Package, encodePackage, parsePackage } from '#core/package.ts';
import { RECITAL_TEMPLATE } from '#core/pact-texts.ts';
import { type Pact, type PactFields, fillText, parsePact } from '#core/pact.ts';
import type { RecitalText } from '#core/recital.ts';
import { encodeClosing, isRetentionOver } from '#core/purge.ts';
import { type Roster, decodeRoster } from '#core/roster.ts';
import type { Context } from './context.ts';
import type { ProgrammeRow } from './db/schema.ts';
import { sha256 } from './keys.ts';

/** Who asks: the journal and its token. */
export interface PackageRequest {
  readonly gathering: Uint8Array;
  readonly journal: Uint8Array;
  readonly token: Uint8Array;
}

/** An encoded package and its tag. */
export interface TaggedPackage {
  readonly bytes: Bytes;
  readonly etag: string;
}

/** The package of a gathering for a journal enrolled there. Faults: not-enrolled, not-permitted. */
export async function packageFor(
  context: Context,
  request: PackageRequest,
): Promise<Result<TaggedPackage>> {
  const asked = await enrolledAt(context, request);
  if (!asked.ok) return asked;
  const bytes = await packageBytes(context, asked.value);
  return good({ bytes, etag: `"${toHex(sha256(bytes).subarray(0, 16))}"` });
}

/** Whether the gathering of a journal is closed. Faults: not-enrolled, not-permitted. */
export async function closingFor(
  context: Context,
  request: PackageRequest,
): Promise<Result<Bytes>> {
  const asked = await enrolledAt(context, request);
  if (!asked.ok) return asked;
  const gathering = asked.value.id as Bytes; // a blob column, over its own buffer
  return good(encodeClosing({ gathering, closedAtMs: asked.value.closed_at_ms }));
}

/** The gathering that a journal is enrolled at, when it is the one that was asked for. */
async function enrolledAt(context: Context, request: PackageRequest): Promise<Result<Wanted>> {
  if (!context.keys.isToken(request.journal, request.token)) return bad('not-enrolled');
  const journal = await context.database.query
    .selectFrom('journals')
    .innerJoin('gatherings', 'gatherings.no', 'journals.gathering_no')
    .select([
      'grade',
      'late',
      'withdrawn_at_ms',
      'gatherings.no',
      'gatherings.id',
      'programme_no',
      'invites',
      'closed_at_ms',
    ])
    .where('journals.id', '=', request.journal)
    .executeTakeFirst();
  if (journal === undefined) return bad('not-enrolled');
  if (journal.withdrawn_at_ms !== null) return bad('not-permitted', 'withdrawn');
  const isItsOwn = toHex(journal.id) === toHex(request.gathering);
  return isItsOwn ? good(journal) : bad('not-permitted');
}

interface Wanted {
  readonly no: number;
  readonly id: Uint8Array;
  readonly programme_no: number;
  readonly invites: 'all' | 'listed';
  readonly closed_at_ms: number | null;
  readonly grade: Grade;
  readonly late: Lateness | null;
}

async function packageBytes(context: Context, wanted: Wanted): Promise<Bytes> {
  const { query } = context.database;
  const programme = await query
    .selectFrom('programmes')
    .selectAll()
    .where('no', '=', wanted.programme_no)
    .executeTakeFirstOrThrow();
  // Tablets have dropped their rosters by then, and are not given them again.
  const isOver = isRetentionOver(wanted.closed_at_ms, context.now());
  const roster =
    isTrusted(wanted.grade, wanted.late) && !isOver
      ? await query
          .selectFrom('rosters')
          .select('bytes')
          .where('programme_no', '=', wanted.programme_no)
          .executeTakeFirst()
      : undefined;
  const invited =
    roster !== undefined && wanted.invites === 'listed'
      ? await query
          .selectFrom('invited')
          .select('signatory_no')
          .where('gathering_no', '=', wanted.no)
          .orderBy('signatory_no')
          .execute()
      : [];
  return encodePackage({
    ...(await packageTexts(context, programme)),
    gathering: wanted.id as Bytes, // a blob column, over its own buffer
    roster: (roster?.bytes as Bytes | undefined) ?? null,
    invited: invited.map((row) => row.signatory_no),
  });
}

/** What every package of a programme holds. */
export type PackageTexts = Pick<Package, 'pacts' | 'matrix' | 'recital'>;

/** The pacts, matrix and recital of a programme, as devices get them. */
export async function packageTexts(
  context: Context,
  programme: ProgrammeRow,
): Promise<PackageTexts> {
  return {
    pacts: await currentPacts(context, programme.no),
    matrix: matrixOf(programme),
    recital: recitalOf(programme),
  };
}

/**
 * Reads an encoded roster as a tablet will: out of the largest package it can be in, where
 * everybody is invited by number. Faults: those of parsePackage and decodeRoster.
 */
export function readAsDevice(
  texts: PackageTexts,
  { roster, invited }: Pick<Package, 'invited'> & { readonly roster: Bytes },
): Result<Roster> {
  const gathering = new Uint8Array(SIZES.gatheringId);
  const kept = parsePackage(encodePackage({ ...texts, gathering, roster, invited }));
  return kept.ok ? decodeRoster(kept.value.roster ?? roster) : kept;
}

/** The highest version of every pact of a programme. */
export async function currentPacts(
  context: Context,
  programmeNo: number,
): Promise<readonly Pact[]> {
  const rows = await context.database.query
    .selectFrom('pacts')
    .select(['code', 'version', 'body'])
    .where('programme_no', '=', programmeNo)
    .orderBy('version')
    .execute();
  const latest = new Map(rows.map((row) => [row.code, row.body]));
  return PACT_CODES.flatMap((code) => {
    const body = latest.get(code);
    return body === undefined ? [] : [storedPact(body)];
  });
}

function storedPact(body: Uint8Array): Pact {
  const decoded = decode(body, { bytesMax: LIMITS.packageBytesMax });
  assert(decoded.ok, 'a stored pact is canonical');
  const pact = parsePact(decoded.value);
  assert(pact.ok, 'a stored pact was made by wirePact');
  return pact.value;
}

/** The matrix of a programme, kept as its wire form in JSON. */
export function matrixOf(programme: Pick<ProgrammeRow, 'matrix'>): CategoryMatrix {
  const stored = JSON.parse(programme.matrix) as readonly Wire[]; // written by wireMatrix
  return stored.map((value) => {
    const rule = parseRule(value);
    assert(rule.ok, 'a stored matrix was made by wireMatrix');
    return rule.value;
  });
}

/** What is read aloud together at the gatherings of a programme. */
export function recitalOf(programme: PactFields): RecitalText {
  const fill = (text: string): string => fillText(text, programme);
  return { title: RECITAL_TEMPLATE.title.map(fill), lines: RECITAL_TEMPLATE.lines.map(fill) };
}
