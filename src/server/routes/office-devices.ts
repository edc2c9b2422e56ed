/** Endpoints of the devices of a gathering: their permission, and whether more is expected. */
import { type Result, good } from '#core/fault.ts';
import { OFFICE_PATHS } from '#core/office-api.ts';
import { newPhoneCeiling } from '#core/office-decision-api.ts';
import { gathering, givenUp, newGivenUp } from '#core/office-gathering-api.ts';
import type { Context } from '../context.ts';
import { findGathering, showGathering } from '../gatherings.ts';
import { type DevicePlace, giveUp, takeBack } from '../given-up.ts';
import type { Guard } from '../guard.ts';
import { giveUpPhones, takeBackPhones } from '../phones.ts';
import { setPhoneCeiling } from '../phone-ceiling.ts';
import { answered } from '../problem.ts';
import { givePermissionBack, withdrawPermission } from '../permission.ts';
import type { Asked, Endpoints } from './office-endpoint.ts';

export function registerDevices(endpoints: Endpoints, context: Context, guard: Guard): void {
  endpoints.raw({
    method: 'DELETE',
    path: OFFICE_PATHS.permission(':id', ':journal'),
    summary: 'Withdraw the permission of a device',
    media: null,
    async handle({ param }) {
      const place = await placeOf(context, param);
      return place.ok ? withdrawPermission(context, place.value) : place;
    },
  });

  endpoints.raw({
    method: 'POST',
    path: OFFICE_PATHS.permission(':id', ':journal'),
    summary: 'Give a device its permission back',
    media: null,
    async handle({ param }) {
      const place = await placeOf(context, param);
      return place.ok ? givePermissionBack(context, place.value) : place;
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
      return giveUp(context, place.value, { atMs: context.now(), by, reason: body.reason });
    },
  });

  endpoints.raw({
    method: 'DELETE',
    path: OFFICE_PATHS.givenUp(':id', ':journal'),
    summary: 'Expect something of a device again',
    media: null,
    async handle({ param }) {
      const place = await placeOf(context, param);
      return place.ok ? takeBack(context, place.value) : place;
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
      return answered(remark);
    },
  });

  endpoints.raw({
    method: 'DELETE',
    path: OFFICE_PATHS.phonesGivenUp(':id'),
    summary: 'Expect something of all phones again',
    media: null,
    async handle({ param }) {
      const found = await findGathering(context, param('id'));
      if (found.ok) await takeBackPhones(context, found.value);
      return found;
    },
  });

  endpoints.json({
    method: 'POST',
    path: OFFICE_PATHS.phoneCeiling(':id'),
    summary: 'How many walk-ins of phones count at most',
    body: newPhoneCeiling,
    answer: gathering,
    async handle({ param, body }) {
      const found = await findGathering(context, param('id'));
      if (!found.ok) return found;
      await setPhoneCeiling(context, found.value.no, body.walkIns);
      const changed = await findGathering(context, param('id'));
      return changed.ok ? answered(await showGathering(context, changed.value)) : changed;
    },
  });
}

/** The device that a path names. Fault: not-found, its gathering. */
async function placeOf(
  context: Context,
  param: Asked<unknown, unknown>['param'],
): Promise<Result<DevicePlace>> {
  const found = await findGathering(context, param('id'));
  return found.ok ? good({ gatheringNo: found.value.no, journal: param('journal') }) : found;
}
