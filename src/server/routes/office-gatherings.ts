/** Endpoints of gatherings: their invitation as QR, and their stations. */
import * as v from 'valibot';
import { changedPrinted } from '#core/gathering-facts.ts';
import { OFFICE_PATHS } from '#core/office-api.ts';
import {
  gathering,
  gatheringList,
  invitationDraft,
  invitationSize,
  newGathering,
  newStation,
  stationCode,
  stationList,
} from '#core/office-gathering-api.ts';
import type { Context } from '../context.ts';
import {
  changePrinted,
  findGathering,
  listGatherings,
  makeGathering,
  measureInvitation,
  setClosed,
  showGathering,
} from '../gathering/gatherings.ts';
import type { Guard } from '../account/guard.ts';
import { replaceJoinCode } from '../gathering/join-code.ts';
import { answered } from '../problem.ts';
import { findProgramme } from '../programme/programmes.ts';
import { drawQrPng, drawQrSvg, qrOfInvitation } from '../gathering/qr.ts';
import { recordSecurity } from '../keeping/security-log.ts';
import { listStations, makeStation, withdrawCode } from '../gathering/stations.ts';
import type { Endpoints } from './office-endpoint.ts';
import { pictureWidth } from './office-query.ts';

export function registerGatherings(endpoints: Endpoints, context: Context, guard: Guard): void {
  endpoints.json({
    method: 'GET',
    path: OFFICE_PATHS.gatherings,
    summary: 'The gatherings of all programmes',
    answer: gatheringList,
    handle: async () => answered({ gatherings: await listGatherings(context) }),
  });

  endpoints.json({
    method: 'POST',
    path: OFFICE_PATHS.gatherings,
    summary: 'Make a gathering and seal its invitation',
    body: newGathering,
    answer: gathering,
    status: 201,
    async handle({ body, request }) {
      const found = await findProgramme(context, body.programme);
      if (!found.ok) return found;
      const made = await makeGathering(context, found.value, body);
      if (!made.ok) return made;
      const by = await guard.actorOf(request);
      const { title: detail } = made.value;
      await recordSecurity(context, { ...by, act: 'gathering-made', detail });
      return made;
    },
  });

  endpoints.json({
    method: 'POST',
    path: OFFICE_PATHS.invitationSize,
    summary: 'How large an invitation would be',
    body: invitationDraft,
    answer: invitationSize,
    async handle({ body }) {
      const found = await findProgramme(context, body.programme);
      return found.ok ? answered(await measureInvitation(context, found.value, body)) : found;
    },
  });

  endpoints.json({
    method: 'GET',
    path: OFFICE_PATHS.gathering(':id'),
    summary: 'A gathering with its invitation',
    answer: gathering,
    async handle({ param }) {
      const found = await findGathering(context, param('id'));
      return found.ok ? answered(await showGathering(context, found.value)) : found;
    },
  });
}

export function registerPrinted(endpoints: Endpoints, context: Context, guard: Guard): void {
  endpoints.json({
    method: 'POST',
    path: OFFICE_PATHS.printed(':id'),
    summary: 'Change what stands on posters, papers and screens alone; what is left out stays',
    body: changedPrinted,
    answer: gathering,
    async handle({ param, body, request }) {
      const found = await findGathering(context, param('id'));
      if (!found.ok) return found;
      const changed = await changePrinted(context, found.value, body);
      const by = await guard.actorOf(request);
      const { title: detail } = found.value;
      await recordSecurity(context, { ...by, act: 'gathering-changed', detail });
      return answered(changed);
    },
  });
}

export function registerClosing(endpoints: Endpoints, context: Context, guard: Guard): void {
  for (const isClosed of [true, false]) {
    endpoints.json({
      method: isClosed ? 'POST' : 'DELETE',
      path: OFFICE_PATHS.closed(':id'),
      summary: isClosed ? 'Close a gathering' : 'Open a closed gathering again',
      answer: gathering,
      async handle({ param, request }) {
        const found = await findGathering(context, param('id'));
        if (!found.ok) return found;
        const changed = await setClosed(context, found.value, isClosed);
        const act = isClosed ? 'gathering-closed' : 'gathering-opened';
        const by = await guard.actorOf(request);
        await recordSecurity(context, { ...by, act, detail: found.value.title });
        return answered(changed);
      },
    });
  }
}

export function registerInvitations(endpoints: Endpoints, context: Context): void {
  endpoints.raw({
    method: 'GET',
    path: OFFICE_PATHS.qrSvg(':id'),
    summary: 'The QR of the invitation as a drawing',
    media: 'image/svg+xml',
    async handle({ param }) {
      const found = await findGathering(context, param('id'));
      if (!found.ok) return found;
      const invitation = found.value.invitation;
      return answered(await drawQrSvg(qrOfInvitation(context.config.origin, invitation)));
    },
  });

  endpoints.raw({
    method: 'GET',
    path: OFFICE_PATHS.qrPng(':id'),
    summary: 'The QR of the invitation as a picture',
    media: 'image/png',
    query: v.object({ size: pictureWidth }),
    async handle({ param, query }) {
      const found = await findGathering(context, param('id'));
      if (!found.ok) return found;
      const invitation = found.value.invitation;
      const qr = qrOfInvitation(context.config.origin, invitation);
      return answered(await drawQrPng(qr, query.size));
    },
  });
}

export function registerJoinCode(endpoints: Endpoints, context: Context, guard: Guard): void {
  endpoints.json({
    method: 'POST',
    path: OFFICE_PATHS.joinCode(':id'),
    summary: 'Replace the code of the poster; who shows the old one is admitted late',
    answer: gathering,
    async handle({ param, request }) {
      const found = await findGathering(context, param('id'));
      if (!found.ok) return found;
      const replaced = await replaceJoinCode(context, found.value);
      if (!replaced.ok) return replaced;
      const by = await guard.actorOf(request);
      const { title: detail } = found.value;
      await recordSecurity(context, { ...by, act: 'join-code-replaced', detail });
      return replaced;
    },
  });
}

export function registerStations(endpoints: Endpoints, context: Context, guard: Guard): void {
  endpoints.json({
    method: 'GET',
    path: OFFICE_PATHS.stations(':id'),
    summary: 'The stations of a gathering',
    answer: stationList,
    async handle({ param }) {
      const found = await findGathering(context, param('id'));
      return found.ok ? answered(await listStations(context, found.value.no)) : found;
    },
  });

  endpoints.json({
    method: 'POST',
    path: OFFICE_PATHS.stations(':id'),
    summary: 'Make a station ready; its code is answered this once',
    body: newStation,
    answer: stationCode,
    status: 201,
    async handle({ param, body, request }) {
      const found = await findGathering(context, param('id'));
      if (!found.ok) return found;
      const made = await makeStation(context, found.value, body);
      if (!made.ok) return made;
      const detail = `${found.value.title} · ${made.value.name}`;
      const by = await guard.actorOf(request);
      await recordSecurity(context, { ...by, act: 'station-code-made', detail });
      return made;
    },
  });

  endpoints.raw({
    method: 'DELETE',
    path: OFFICE_PATHS.station(':id', ':no'),
    summary: 'Withdraw the code of a station that no tablet has used',
    media: null,
    async handle({ param, request }) {
      const found = await findGathering(context, param('id'));
      if (!found.ok) return found;
      const withdrawn = await withdrawCode(context, found.value.no, Number(param('no')));
      if (!withdrawn.ok) return withdrawn;
      const by = await guard.actorOf(request);
      const { title: detail } = found.value;
      await recordSecurity(context, { ...by, act: 'station-code-withdrawn', detail });
      return withdrawn;
    },
  });
}
