/**
 * Someone who writes themselves in: what they typed becomes a walk-in, or a fault for each field.
 * Of a NIK only the last four digits leave this file.
 */
import type { Category } from '#core/category.ts';
import type { WalkIn } from '#core/entry.ts';
import { type FaultCode, type Result, bad } from '#core/fault.ts';
import { FOUR_DIGITS, keptText, nikLastFour, parseNumber } from '#core/identity.ts';
import { LIMITS } from '#core/limits.ts';
import type { Identity } from '#core/pact-identity.ts';
import { cleanText, isNameless } from '#core/plain-text.ts';

/**
 * The typed fields. The category is null until the person chooses one, so that nobody gets a
 * category by mistake.
 */
export interface WalkInFields {
  readonly name: string;
  readonly number: TypedNumber;
  readonly position: string;
  readonly unit: string;
  readonly category: Category | null;
}

/** A number while it is typed, or what was left of a NIK. */
export type TypedNumber =
  | { readonly kind: 'typed'; readonly text: string }
  | { readonly kind: 'nik'; readonly lastFour: string };

/** The fields that can be wrong. */
export type WalkInField = keyof WalkInFields;

/** Why each wrong field is wrong: `missing`, or the fault of the number or name. */
export type WalkInFaults = Partial<Readonly<Record<WalkInField, FaultCode | 'missing'>>>;

/** An empty form. */
export const NO_FIELDS: WalkInFields = {
  name: '',
  number: { kind: 'typed', text: '' },
  position: '',
  unit: '',
  category: null,
};

/** The walk-in of the fields, or why not. */
export function checkWalkIn(
  fields: WalkInFields,
): { readonly walkIn: WalkIn } | { readonly faults: WalkInFaults } {
  const { name, position, unit } = cleanFields(fields);
  const number = keptNumber(fields.number);
  const faults: WalkInFaults = {
    ...(isNameless(name) ? { name: 'missing' as const } : {}),
    ...textFault('name', name, LIMITS.nameCharsMax),
    ...textFault('position', position, LIMITS.positionCharsMax),
    ...textFault('unit', unit, LIMITS.unitCharsMax),
    ...(number.ok ? {} : { number: number.fault.code }),
    ...(fields.category === null ? { category: 'missing' as const } : {}),
  };
  if (!number.ok || fields.category === null || Object.keys(faults).length > 0) return { faults };
  return {
    walkIn: {
      kind: 'walk-in',
      name,
      number: number.value,
      position,
      unit,
      category: fields.category,
    },
  };
}

/** The fields as they would be kept: cleaned once they are finished, never while one is typed. */
export function cleanFields(fields: WalkInFields): WalkInFields {
  return {
    ...fields,
    name: cleanText(fields.name),
    number: cutNik(fields.number),
    position: cleanText(fields.position),
    unit: cleanText(fields.unit),
  };
}

/**
 * The identity that fills the text of a pact. The agency counts as a village only when its typed
 * name begins with that word.
 */
export function identityOf(walkIn: WalkIn): Identity {
  const { unit } = walkIn;
  return { ...walkIn, village: /^(?:desa|kelurahan)\b/i.test(unit) ? unit : undefined };
}

/** A finished number: a NIK is cut to its last four digits, everything else stays as typed. */
export function cutNik(number: TypedNumber): TypedNumber {
  if (number.kind === 'nik') return number;
  const parsed = parseNumber(number.text);
  const lastFour = parsed.ok ? nikLastFour(parsed.value) : null;
  return lastFour === null ? number : { kind: 'nik', lastFour };
}

function keptNumber(number: TypedNumber): Result<string> {
  if (number.kind === 'nik') return { ok: true, value: number.lastFour };
  const parsed = parseNumber(number.text);
  if (!parsed.ok) return parsed;
  const isUnclear = FOUR_DIGITS.test(parsed.value.text);
  return isUnclear ? bad('number-invalid') : { ok: true, value: cleanText(keptText(parsed.value)) };
}

function textFault(field: WalkInField, text: string, charsMax: number): WalkInFaults {
  if (text === '') return { [field]: 'missing' };
  return text.length > charsMax ? { [field]: 'name-too-long' } : {};
}
