/** A person before the pad, and the one who was found on the roster. */
import type { IdentifiedBy, Signatory } from '#core/entry.ts';
import type { Identity } from '#core/pact-identity.ts';
import type { Agency, AgencyKind } from '#core/roster.ts';
import type { Found } from '#device/device.ts';
import type { WalkInFields } from './walk-in.ts';

/** Someone who was found or who wrote themselves in, as the confirm step shows them. */
export interface Person {
  readonly signatory: Signatory;
  readonly identifiedBy: IdentifiedBy;
  readonly identity: Identity;
  /** Their agency, and what it is part of. */
  readonly agency: string;
  /** YYYY-MM-DD. */
  readonly birthDate: string | null;
  /** When this device last kept a signing of this person. */
  readonly signedAtMs: number | null;
  /** What they wrote in, to be put right; null for someone on the roster. */
  readonly fields: WalkInFields | null;
}

/** What every way of finding does with the person who was touched. */
export interface FindProps {
  readonly onFound: (found: Found, by: IdentifiedBy) => void;
}

/** Someone found on the roster. */
export function personOf(found: Found, identifiedBy: IdentifiedBy): Person {
  const { row, unit, agencies, signedAtMs } = found;
  const { no, name, number, rank, position, category, birthDate } = row;
  const topmost = (isMeant: (agency: Agency) => boolean): string | undefined =>
    agencies.filter(isMeant).at(-1)?.name;
  return {
    signatory: { kind: 'listed', no, name, category },
    identifiedBy,
    identity: {
      name,
      number,
      rank,
      position,
      unit: agencies[0]?.name,
      village: topmost(({ kind }) => kind === 'desa' || kind === 'kelurahan'),
      district: topmost(({ kind }) => kind === 'kecamatan'),
      department: topmost(({ kind }) => DEPARTMENTS.has(kind)) ?? topmost(mayBeDepartment),
    },
    agency: unit,
    birthDate,
    signedAtMs,
    fields: null,
  };
}

/** The Perangkat Daerah of law 23/2014, article 209; a Satpol PP ranks with them. */
const DEPARTMENTS: ReadonlySet<AgencyKind> = new Set([
  'setda',
  'setwan',
  'inspektorat',
  'dinas',
  'badan',
  'satpol',
  'kecamatan',
]);

const GOVERNMENT = /^(?:pem(?:erintah|da|kab|kot|prov)|kabupaten|kota|provinsi)\b/i;

/** Many go by letters that tell no kind, such as DPMPTSP; what they are part of does not. */
function mayBeDepartment({ kind, name }: Agency): boolean {
  return kind === 'lain' && !GOVERNMENT.test(name);
}
