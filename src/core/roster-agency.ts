/**
 * Finds the agency that a row of a roster file names: a unit under its agency, or a village under
 * its district. It tells what else the row says about the place, so that nothing is dropped
 * silently.
 */
import { type RosterField, agencyKindOf, plainWords } from './roster-words.ts';

/** A row: what stands in a field, and the heading of its column. */
export interface RowCells {
  cell(field: RosterField): string;
  heading(field: RosterField): string;
}

/** A name and the field it was read from; empty when there is none. */
export interface NamePart {
  readonly field: RosterField;
  readonly name: string;
}

/** The name of an agency below another; either may be empty. */
export interface AgencyName {
  readonly above: NamePart;
  readonly own: NamePart;
  /** The fields of a place that neither name tells. */
  readonly untold: readonly RosterField[];
}

const PLACE_KIND = /^(?:kecamatan|kec|desa|kelurahan|kel) /;

/**
 * The agency of a row. The place counts where nobody else is named, or the district itself, and a
 * village whose row names its district stands under it: many villages share a name. Otherwise the
 * place only tells where an agency lies.
 */
export function nameAgency(row: RowCells): AgencyName {
  const [office, unit] = [filled(row, 'agency'), filled(row, 'unit')];
  const [district, village] = [filled(row, 'district'), filled(row, 'village')];
  const names = nameParts(row, { office, unit });
  const told = `${names.above.name} ${names.own.name}`;
  const untold: RosterField[] = [];
  if (!tells(told, district)) untold.push('district');
  if (!tells(told, village)) untold.push('village');
  return { ...names, untold };
}

interface Offices {
  readonly office: string;
  readonly unit: string;
}

function nameParts(row: RowCells, { office, unit }: Offices): Omit<AgencyName, 'untold'> {
  const above: NamePart = { field: 'agency', name: office };
  const own: NamePart = { field: 'unit', name: unit };
  const district: NamePart = { field: 'district', name: districtName(row) };
  const lower = unit === '' ? above : own;
  const isAlone = office === '' || unit === '';
  if (isAlone && district.name !== '' && isVillage(lower.name)) {
    return { above: district, own: lower };
  }
  if (unit !== '' || !isPlace(row, office)) return { above, own };
  const village: NamePart = { field: 'village', name: villageName(row) };
  return { above: district.name === '' ? above : district, own: village };
}

/** No agency, or just the district that the row names. */
function isPlace(row: RowCells, office: string): boolean {
  const isDistrict = agencyKindOf(office) === 'kecamatan';
  return office === '' || (isDistrict && tells(office, filled(row, 'district')));
}

function isVillage(name: string): boolean {
  return ['desa', 'kelurahan'].includes(agencyKindOf(name));
}

/** Whether a text has the words of a place in it; a place without a name is told by any. */
function tells(text: string, place: string): boolean {
  const words = plainWords(place).replace(PLACE_KIND, '');
  return words === '' || ` ${plainWords(text)} `.includes(` ${words} `);
}

/** A cell with something to read; many write a dash where there is nothing. */
function filled(row: RowCells, field: RosterField): string {
  const cell = row.cell(field);
  return plainWords(cell) === '' ? '' : cell;
}

function districtName(row: RowCells): string {
  const bare = filled(row, 'district').replace(/^kec(?:amatan\b|\.)\s*/i, '');
  return bare === '' ? '' : `Kecamatan ${bare}`;
}

/** Under the heading `Desa/Kelurahan` a bare name may be either, so it stays bare. */
function villageName(row: RowCells): string {
  const name = filled(row, 'village');
  const either = plainWords(row.heading('village')).includes('kel');
  return name === '' || either || agencyKindOf(name) !== 'lain' ? name : `Desa ${name}`;
}
