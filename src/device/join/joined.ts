/**
 * Makes the gathering that the screens see, from its invitation and from what the office has sent.
 * The QR is enough to begin. A text whose digest is not in the QR is null until the office has sent
 * it.
 */
import { equalBytes } from '#core/bytes.ts';
import { DEFAULT_MATRIX } from '#core/category.ts';
import type { Grade } from '#core/enrolment.ts';
import type { ReadInvitation } from '#core/invitation.ts';
import type { ReadPackage } from '#core/package.ts';
import { type Pact, defaultPacts, pactSetDigest } from '#core/pact.ts';
import type { Joined } from '../device.ts';
import { digest } from '../keys.ts';

/** What the office has sent: permission for a station, perhaps late, and the package. */
export interface Given {
  readonly station: string | null;
  readonly late: string | null;
  readonly info: Omit<ReadPackage, 'roster'> | null;
  readonly rosterCount: number;
}

/** Before any answer of the office. */
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

/** The pacts that ship with the app, if the invitation has their digest; else null. */
async function pactsOf({ gathering, pactSet }: ReadInvitation): Promise<readonly Pact[] | null> {
  const pacts = defaultPacts(gathering.fields);
  const bound = await pactSetDigest(pacts, DEFAULT_MATRIX, digest);
  return equalBytes(bound, pactSet) ? pacts : null;
}
