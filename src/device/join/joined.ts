/**
 * Yields a gathering as the screens see it, from its invitation and from what the office has given
 * since. The rule: the QR alone is enough to begin; a text that it does not bind is visibly missing
 * until the office has given it.
 */
import { equalBytes } from '#core/bytes.ts';
import { DEFAULT_MATRIX } from '#core/category.ts';
import type { Grade } from '#core/enrolment.ts';
import type { ReadInvitation } from '#core/invitation.ts';
import type { ReadPackage } from '#core/package.ts';
import { type Pact, defaultPacts, pactSetDigest } from '#core/pact.ts';
import type { Joined } from '../device.ts';
import { digest } from '../keys.ts';

/** What the office has given: permission with a station, perhaps late, and the package. */
export interface Given {
  readonly station: string | null;
  readonly late: string | null;
  readonly info: Omit<ReadPackage, 'roster'> | null;
  readonly rosterCount: number;
}

/** The office was not asked yet. */
export const NOTHING_GIVEN: Given = { station: null, late: null, info: null, rosterCount: 0 };

/** The gathering of an invitation. */
export async function joinedOf(
  invitation: ReadInvitation,
  { grade, given }: { readonly grade: Grade; readonly given: Given },
): Promise<Joined> {
  const { gathering } = invitation;
  const { station, late, info, rosterCount } = given;
  return {
    gathering,
    grade,
    station: station ?? '',
    enrolled: station !== null,
    late,
    pacts: info?.pacts ?? (await pactsOf(invitation)),
    matrix: info?.matrix ?? DEFAULT_MATRIX,
    recital: info?.recital ?? null,
    rosterCount,
  };
}

/** The texts that ship with the app, if they are what the invitation binds. */
async function pactsOf({ gathering, pactSet }: ReadInvitation): Promise<readonly Pact[] | null> {
  const pacts = defaultPacts(gathering.fields);
  const bound = await pactSetDigest(pacts, DEFAULT_MATRIX, digest);
  return equalBytes(bound, pactSet) ? pacts : null;
}
