/** Endpoints of the devices of a gathering: their permission, and whether more is expected. */
import type { FastifyRequest } from 'fastify';
import { fromHex } from '#core/bytes.ts';
import { type Result, good } from '#core/fault.ts';
import { OFFICE_PATHS } from '#core/office-api.ts';
import { newPhoneCeiling } from '#core/office-decision-api.ts';
import { gathering, givenUp, newGivenUp } from '#core/office-gathering-api.ts';
import type { SecurityAct } from '#core/security.ts';
import type { Context } from '../context.ts';
import { findGathering, showGathering } from '../gathering/gatherings.ts';
import { type DevicePlace, giveUp, takeBack } from '../gathering/given-up.ts';
import type { Guard } from '../account/guard.ts';
import { giveUpPhones, takeBackPhones } from '../gathering/phones.ts';
import { setPhoneCeiling } from '../gathering/phone-ceiling.ts';
import { answered } from '../problem.ts';
import { givePermissionBack, withdrawPermission } from '../gathering/permission.ts';
import { recordSecurity } from '../keeping/security-log.ts';
import type { OfficeCall, Endpoints } from './office-endpoint.ts';

export function registerDevices(endpoints: Endpoints, context: Context, guard: Guard): void {
  const record = async (
    request: FastifyRequest,
    act: SecurityAct,
    { title, journal }: NamedPlace,
  ): Promise<Result<null>> => {
    const detail = `${title} · ${await deskOf(context, journal)}`;
    await recordSecurity(context, { ...(await guard.actorOf(request)), act, detail });
    return good(null);
  };

  endpoints.raw({
    method: 'DELETE',
    path: OFFICE_PATHS.permission(':id', ':journal'),
    summary: 'Withdraw the permission of a device',
    media: null,
    async handle({ param, request }) {
      const place = await placeOf(context, param);
      if (!place.ok) return place;
      const done = await withdrawPermission(context, place.value);
      return done.ok ? record(request, 'permission-withdrawn', place.value) : done;
    },
  });

  endpoints.raw({
    method: 'POST',
    path: OFFICE_PATHS.permission(':id', ':journal'),
    summary: 'Give a device its permission back',
    media: null,
    async handle({ param, request }) {
      const place = await placeOf(context, param);
      if (!place.ok) return place;
      const done = await givePermissionBack(context, place.value);
      return done.ok ? record(request, 'permission-given-back', place.value) : done;
    },
  });

  endpoints.json({
    method: 'POST',
    path: OFFICE_PATHS.givenUp(':id', ':journal'),
    summary: 'Expect nothing more of a device, and say why',
    body: newGivenUp,
    answer: givenUp,
    async handle({ param, body, request }) {
      const place = await placeOf(context, param);
      if (!place.ok) return place;
      const by = (await guard.organiserOf(request))?.name ?? '';
      const remark = { atMs: context.now(), by, reason: body.reason };
      const done = await giveUp(context, place.value, remark);
      if (done.ok) await record(request, 'device-given-up', place.value);
      return done;
    },
  });

  endpoints.raw({
    method: 'DELETE',
    path: OFFICE_PATHS.givenUp(':id', ':journal'),
    summary: 'Expect something of a device again',
    media: null,
    async handle({ param, request }) {
      const place = await placeOf(context, param);
      if (!place.ok) return place;
      const done = await takeBack(context, place.value);
      return done.ok ? record(request, 'device-taken-back', place.value) : done;
    },
  });
}

/** What is said of all phones of a gathering at once. */
export function registerPhones(endpoints: Endpoints, context: Context, guard: Guard): void {
  endpoints.json({
    method: 'POST',
    path: OFFICE_PATHS.phonesGivenUp(':id'),
    summary: 'Expect nothing more of all phones that prove nothing or not all, and say why',
    body: newGivenUp,
    answer: givenUp,
    async handle({ param, body, request }) {
      const found = await findGathering(context, param('id'));
      if (!found.ok) return found;
      const by = (await guard.organiserOf(request))?.name ?? '';
      const remark = { atMs: context.now(), by, reason: body.reason };
      await giveUpPhones(context, found.value, remark);
      const actor = await guard.actorOf(request);
      const { title: detail } = found.value;
      await recordSecurity(context, { ...actor, act: 'device-given-up', detail });
      return answered(remark);
    },
  });

  endpoints.raw({
    method: 'DELETE',
    path: OFFICE_PATHS.phonesGivenUp(':id'),
    summary: 'Expect something of all phones again',
    media: null,
    async handle({ param, request }) {
      const found = await findGathering(context, param('id'));
      if (!found.ok) return found;
      await takeBackPhones(context, found.value);
      const actor = await guard.actorOf(request);
      const { title: detail } = found.value;
      await recordSecurity(context, { ...actor, act: 'device-taken-back', detail });
      return found;
    },
  });

  endpoints.json({
    method: 'POST',
    path: OFFICE_PATHS.phoneCeiling(':id'),
    summary: 'How many walk-ins of phones count at most',
    body: newPhoneCeiling,
    answer: gathering,
    async handle({ param, body, request }) {
      const found = await findGathering(context, param('id'));
      if (!found.ok) return found;
      await setPhoneCeiling(context, found.value.no, body.walkIns);
      const actor = await guard.actorOf(request);
      const detail = `${found.value.title} · ${body.walkIns}`;
      await recordSecurity(context, { ...actor, act: 'phone-ceiling-changed', detail });
      const changed = await findGathering(context, param('id'));
      return changed.ok ? answered(await showGathering(context, changed.value)) : changed;
    },
  });
}

/** A device, and what its gathering is called. */
interface NamedPlace extends DevicePlace {
  readonly title: string;
}

/** The device that a path names. Fault: not-found, its gathering. */
async function placeOf(
  context: Context,
  param: OfficeCall<unknown, unknown>['param'],
): Promise<Result<NamedPlace>> {
  const found = await findGathering(context, param('id'));
  if (!found.ok) return found;
  const { no: gatheringNo, title } = found.value;
  return good({ gatheringNo, title, journal: param('journal') });
}

/** The name of a desk, or the beginning of a phone's journal. */
async function deskOf({ database }: Context, journal: string): Promise<string> {
  const row = await database.query
    .selectFrom('journals')
    .select('station')
    .where('id', '=', fromHex(journal) ?? new Uint8Array(0))
    .executeTakeFirst();
  return row === undefined || row.station === '' ? journal.slice(0, 8) : row.station;
}
