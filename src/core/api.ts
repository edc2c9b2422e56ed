/**
 * The HTTP contract between a device and the office: paths, media types, and what a status means.
 * Bodies are CBOR or COSE (enrolment.ts, package.ts, batch.ts, receipt.ts); errors are RFC 9457
 * problem details in JSON. The organiser's JSON contract is office-api.ts.
 */

/** Paths of the device's endpoints. */
export const PATHS = {
  /** GET: the office's card, application/cbor. */
  office: '/api/v1/office',
  /** GET: 204, reachability only. */
  ping: '/api/v1/ping',
  /** POST: a sealed enrolment request; answers a grant, application/cbor. */
  enrolments: '/api/v1/enrolments',
  /** POST: a sealed batch, optionally gzip; answers a sealed receipt. */
  sync: '/api/v1/sync',
} as const;

/** GET with Bearer: the package of a gathering, application/cbor, with ETag. The id is hex. */
export function packagePath(gatheringHex: string): string {
  return `/api/v1/gatherings/${gatheringHex}/package`;
}

/** GET with Bearer: whether a gathering is closed (purge.ts), application/cbor. The id is hex. */
export function closingPath(gatheringHex: string): string {
  return `/api/v1/gatherings/${gatheringHex}/closing`;
}

/** Names the journal that the bearer token of a package request belongs to, in hex. */
export const JOURNAL_HEADER = 'x-ikrar-journal';

/** Tells with a grant why the device is late (admission.ts); absent when it is in time. */
export const LATE_HEADER = 'x-ikrar-late';

/** Media types of what is not JSON. */
export const MEDIA = {
  cose: 'application/cose',
  cbor: 'application/cbor',
  problem: 'application/problem+json',
} as const;

/** What an answer to a batch asks of the device (docs/PROTOCOL.md, Sync). */
export type SyncAnswer = 'receipt' | 'halve' | 'permission' | 'outdated' | 'back-off' | 'noise';

/** What a status answers to a batch. A 200 is a receipt only once its seal is checked. */
export function syncAnswerOf(status: number): SyncAnswer {
  if (status === 200) return 'receipt';
  if ([400, 413, 422, 500].includes(status)) return 'halve';
  if (status === 401 || status === 403) return 'permission';
  if ([404, 410, 426].includes(status)) return 'outdated';
  if ([408, 425, 429, 502, 503, 504].includes(status)) return 'back-off';
  return 'noise';
}
