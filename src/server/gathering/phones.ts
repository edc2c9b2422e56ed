/**
 * What the organiser says of all phones of a gathering at once, and of devices like them: they hold
 * no figure back, and there may be thousands of them.
 */
import { fromHex } from '#core/bytes.ts';
import type { GivenUp } from '#core/office-gathering-api.ts';
import { deviceStatesOf } from './completeness.ts';
import type { Context } from '../context.ts';
import type { GatheringRow } from '../db/schema.ts';

/** Gives up every phone that proves nothing or not all; an earlier reason stands. */
export async function giveUpPhones(
  context: Context,
  gathering: GatheringRow,
  { atMs, by, reason }: GivenUp,
): Promise<void> {
  const unproven = await phonesOf(context, gathering, ({ proof }) => proof !== 'whole');
  const { sqlite } = context.database;
  await context.database.exclusive(() => {
    const give = sqlite.prepare(`
      insert into given_up (journal_no, at_ms, organiser, reason)
      select no, ?, ?, ? from journals where id = ? on conflict do nothing`);
    for (const id of unproven) give.run(atMs, by, reason, id);
  });
}

/** Expects something of every phone again. */
export async function takeBackPhones(context: Context, gathering: GatheringRow): Promise<void> {
  const given = await phonesOf(context, gathering, ({ givenUp }) => givenUp !== null);
  const { sqlite } = context.database;
  await context.database.exclusive(() => {
    const take = sqlite.prepare(
      'delete from given_up where journal_no = (select no from journals where id = ?)',
    );
    for (const id of given) take.run(id);
  });
}

async function phonesOf(
  context: Context,
  gathering: GatheringRow,
  is: (phone: Awaited<ReturnType<typeof deviceStatesOf>>[number]) => boolean,
): Promise<readonly Uint8Array[]> {
  const devices = await deviceStatesOf(context, gathering);
  const phones = devices.filter((device) => !device.holdsBack && is(device));
  return phones.flatMap(({ id }) => fromHex(id) ?? []);
}
