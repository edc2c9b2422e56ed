/**
 * Puts together what a device keeps of its gathering; stations also get the roster while the
 * gathering is near or open. And tells a device whether its gathering is closed.
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
import { encodeClosing } from '#core/purge.ts';
import { type Roster, decodeRoster } from '#core/roster.ts';
import type { Context } from '../context.ts';
import type { ProgrammeRow } from '../db/schema.ts';
import { sha256 } from '../keys.ts';

/** Who asks: the journal and its token. */
export interface PackageRequest {
  readonly gathering: Bytes;
  readonly journal: Bytes;
  readonly token: Bytes;
}

/** An encoded package and its tag; a device that has it already is not given it again. */
export interface TaggedPackage {
  readonly bytes: Bytes;
  readonly etag: string;
}

/**
 * The package of a gathering for a journal enrolled there; null when the one with the tag that it
 * has is the latest, also where it would not be given the roster in it now. Faults: not-enrolled,
 * not-permitted.
 */
export async function packageFor(
  context: Context,
  request: PackageRequest,
  tagAtHand: string | undefined,
): Promise<Result<TaggedPackage | null>> {
  const asked = await enrolledAt(context, request);
  if (!asked.ok) return asked;
  const wanted = asked.value;
  const isGiven = mayHaveRoster(wanted, context.now());
  const isKept = !isGiven && isTrusted(wanted.grade, wanted.late) && tagAtHand !== undefined;
  const kept = isKept ? await packageOf(context, wanted, { withRoster: true }) : null;
  if (kept?.etag === tagAtHand && kept !== null) return good(null);
  const made = await packageOf(context, wanted, { withRoster: isGiven });
  return good(made.etag === tagAtHand ? null : made);
}

/**
 * A roster is for desks that came in time, from a while before the start until a while after the
 * gathering was closed or its code was over. A token can be stolen with its tablet, and then asks
 * for ever.
 */
function mayHaveRoster(wanted: WantedPackage, nowMs: number): boolean {
  const { grade, late, starts_at_ms, valid_hours, closed_at_ms } = wanted;
  const codeOverAtMs = starts_at_ms + valid_hours * 3_600_000;
  const overAtMs = Math.min(codeOverAtMs, closed_at_ms ?? Infinity);
  return (
    isTrusted(grade, late) &&
    nowMs >= starts_at_ms - LIMITS.rosterBeforeMs &&
    nowMs < overAtMs + LIMITS.rosterAfterMs
  );
}

/** Whether the gathering of a journal is closed. Faults: not-enrolled, not-permitted. */
export async function closingFor(
  context: Context,
  request: PackageRequest,
): Promise<Result<Bytes>> {
  const asked = await enrolledAt(context, request);
  if (!asked.ok) return asked;
  const gathering = asked.value.id;
  return good(encodeClosing({ gathering, closedAtMs: asked.value.closed_at_ms }));
}

/** The gathering that a journal is enrolled at, when it is the one that was asked for. */
async function enrolledAt(
  context: Context,
  request: PackageRequest,
): Promise<Result<WantedPackage>> {
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
      'starts_at_ms',
      'valid_hours',
      'closed_at_ms',
    ])
    .where('journals.id', '=', request.journal)
    .executeTakeFirst();
  if (journal === undefined) return bad('not-enrolled');
  if (journal.withdrawn_at_ms !== null) return bad('not-permitted', 'withdrawn');
  const isItsOwn = toHex(journal.id) === toHex(request.gathering);
  return isItsOwn ? good(journal) : bad('not-permitted');
}

interface WantedPackage {
  readonly no: number;
  readonly id: Bytes;
  readonly programme_no: number;
  readonly invites: 'all' | 'listed';
  readonly starts_at_ms: number;
  readonly valid_hours: number;
  readonly closed_at_ms: number | null;
  readonly grade: Grade;
  readonly late: Lateness | null;
}

async function packageOf(
  context: Context,
  wanted: WantedPackage,
  { withRoster }: { readonly withRoster: boolean },
): Promise<TaggedPackage> {
  const { query } = context.database;
  const programme = await query
    .selectFrom('programmes')
    .selectAll()
    .where('no', '=', wanted.programme_no)
    .executeTakeFirstOrThrow();
  const roster = withRoster
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
  const bytes = encodePackage({
    ...(await packageTexts(context, programme)),
    gathering: wanted.id,
    roster: roster?.bytes ?? null,
    invited: invited.map((row) => row.signatory_no),
  });
  return { bytes, etag: `"${toHex(sha256(bytes).subarray(0, 16))}"` };
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

function storedPact(body: Bytes): Pact {
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
