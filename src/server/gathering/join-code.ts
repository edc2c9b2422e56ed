/**
 * Replaces the code of a gathering's poster. Devices that are enrolled go on; whoever shows the old
 * code is admitted late, because he may have scanned it in a field without a network.
 */
import type { Bytes } from '#core/bytes.ts';
import { SIZES } from '#core/id.ts';
import { sealInvitation } from '#core/invitation.ts';
import type { GatheringView } from '#core/office-gathering-api.ts';
import { pactSetDigest } from '#core/pact.ts';
import type { Context } from '../context.ts';
import type { GatheringRow, ProgrammeRow } from '../db/schema.ts';
import { findGathering, showGathering } from './gatherings.ts';
import { toHex } from '#core/bytes.ts';
import { digest } from '../keys.ts';
import { currentPacts, matrixOf } from '../programme/package.ts';
import { type Answer, answered } from '../problem.ts';

/** Seals a new invitation of the same gathering. Faults: too-large, not-found. */
export async function replaceJoinCode(
  context: Context,
  gathering: GatheringRow,
): Promise<Answer<GatheringView>> {
  const { query } = context.database;
  const programme = await query
    .selectFrom('programmes')
    .selectAll()
    .where('no', '=', gathering.programme_no)
    .executeTakeFirstOrThrow();
  const joinSecret = context.random(SIZES.secret);
  const sealed = await sealAgain(context, { gathering, programme, joinSecret });
  if (!sealed.ok) return sealed;
  await query.transaction().execute(async (change) => {
    const now = await change
      .selectFrom('gatherings')
      .select('join_secret')
      .where('no', '=', gathering.no)
      .executeTakeFirstOrThrow();
    await change
      .insertInto('replaced_codes')
      .values({
        gathering_no: gathering.no,
        secret: now.join_secret,
        replaced_at_ms: context.now(),
      })
      .execute();
    await change
      .updateTable('gatherings')
      .set({ join_secret: joinSecret, invitation: sealed.value })
      .where('no', '=', gathering.no)
      .execute();
  });
  const found = await findGathering(context, toHex(gathering.id));
  return found.ok ? answered(await showGathering(context, found.value)) : found;
}

interface Again {
  readonly gathering: GatheringRow;
  readonly programme: ProgrammeRow;
  readonly joinSecret: Bytes;
}

async function sealAgain(context: Context, { gathering, programme, joinSecret }: Again) {
  const { title, kind, place, zone, organiser } = gathering;
  const { government, election, year } = programme;
  const pacts = await currentPacts(context, programme.no);
  return sealInvitation(
    {
      gathering: {
        id: gathering.id,
        title,
        kind,
        place,
        zone,
        organiser,
        startsAtMs: gathering.starts_at_ms,
        fields: { government, election, year },
      },
      pactSet: await pactSetDigest(pacts, matrixOf(programme), digest),
      joinSecret,
      validHours: gathering.valid_hours,
    },
    context.keys.sealer,
  );
}
