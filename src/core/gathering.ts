/** A gathering: one occasion where people sign, with its place, its start and its zone. */
import type { Bytes } from './bytes.ts';
import type { PactFields } from './pact.ts';
import type { Zone } from './time.ts';

/** The kinds of gathering, in the order of their number on the wire. */
export const GATHERING_KINDS = ['apel', 'sosialisasi', 'rapat', 'susulan'] as const;

/** What kind of occasion it is. */
export type GatheringKind = (typeof GATHERING_KINDS)[number];

/** What everyone may know of a gathering: it is printed on its poster. */
export interface Gathering {
  readonly id: Bytes;
  readonly title: string;
  readonly place: string;
  readonly startsAtMs: number;
  readonly zone: Zone;
  readonly kind: GatheringKind;
  readonly organiser: string;
  readonly fields: PactFields;
}

/** A gathering as a device reads it: of a kind that is not known here everything else holds. */
export interface ReadGathering extends Omit<Gathering, 'kind'> {
  readonly kind: GatheringKind | 'unknown';
}
