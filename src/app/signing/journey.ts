/**
 * The signatory's journey as a pure step: where the screen stands, and what may happen there. An
 * action that does not fit the stage changes nothing, so a late answer can neither skip a step nor
 * show a tick for what was not kept. Every person begins a new turn, which carries nothing over.
 */
import type { ReadRule } from '#core/category.ts';
import type { Grade } from '#core/enrolment.ts';
import type { Acts } from '#core/entry.ts';
import type { FaultCode } from '#core/fault.ts';
import { checkInk, type Ink } from '#core/ink.ts';
import { LIMITS } from '#core/limits.ts';
import { cleanText, isNameless } from '#core/plain-text.ts';
import type { KeptSigning, Offer, SigningDraft } from '#device/device.ts';
import type { Person } from './person.ts';
import type { WalkInFields } from './walk-in.ts';

/** Where the screen stands. */
export type Stage =
  | { readonly at: 'start'; readonly reading: boolean; readonly fault: FaultCode | null }
  | {
      readonly at: 'offer';
      readonly offer: Offer;
      readonly joining: boolean;
      readonly fault: FaultCode | null;
    }
  | { readonly at: 'resume'; readonly draft: SigningDraft }
  | { readonly at: 'find' }
  | { readonly at: 'form'; readonly fields: WalkInFields | null }
  | {
      readonly at: 'confirm';
      readonly person: Person;
      readonly rule: ReadRule;
      readonly assisted: boolean;
      /** Null when signing for oneself; a text, perhaps not written yet, when representing. */
      readonly represents: string | null;
      /** Somebody is represented, and the name that was written is none. */
      readonly isNameMissing: boolean;
    }
  | { readonly at: 'sign'; readonly draft: SigningDraft; readonly saving: Saving }
  | {
      readonly at: 'kept';
      readonly kept: KeptSigning;
      readonly name: string;
      readonly acts: Acts;
    };

/** Whether the signing is being kept, and why the last try failed. */
export type Saving =
  { readonly kind: 'open'; readonly fault: FaultCode | null } | { readonly kind: 'busy' };

/** The journey. The turn is a new number for each person: what is keyed by it starts empty. */
export interface Journey {
  readonly turn: number;
  /** Null until this device works for a gathering. */
  readonly grade: Grade | null;
  readonly stage: Stage;
}

/** What may happen. */
export type Action =
  | { readonly do: 'read' }
  | { readonly do: 'refused'; readonly fault: FaultCode }
  | { readonly do: 'offered'; readonly offer: Offer }
  | { readonly do: 'join' }
  | { readonly do: 'join-failed'; readonly fault: FaultCode }
  | { readonly do: 'joined'; readonly grade: Grade }
  | { readonly do: 'restored'; readonly draft: SigningDraft }
  | { readonly do: 'resume' }
  | { readonly do: 'write-in' }
  | { readonly do: 'identified'; readonly person: Person; readonly rule: ReadRule }
  | { readonly do: 'assist'; readonly assisted: boolean; readonly represents: string | null }
  | { readonly do: 'not-me' }
  | { readonly do: 'agreed'; readonly acts: Acts }
  | { readonly do: 'attend-only' }
  | { readonly do: 'inked'; readonly ink: Ink }
  | { readonly do: 'save' }
  | { readonly do: 'not-kept'; readonly fault: FaultCode }
  | { readonly do: 'kept'; readonly kept: KeptSigning }
  | { readonly do: 'next' }
  | { readonly do: 'scan-other' }
  | { readonly do: 'leave' };

/** Attending and signing the pact, with one ink. */
export const BOTH_ACTS: Acts = { attended: true, signed: true };

/** Attending only. */
export const ATTENDS_ONLY: Acts = { attended: true, signed: false };

/** The journey of a device that works for no gathering, or already for one of the given grade. */
export function startJourney(grade: Grade | null): Journey {
  return { turn: 1, grade, stage: firstStage(grade) };
}

/** The journey after an action; the same journey when the action does not fit the stage. */
export function step(journey: Journey, action: Action): Journey {
  const { stage } = journey;
  switch (action.do) {
    case 'next':
      return mayEnd(stage) ? nextTurn(journey) : journey;
    case 'leave':
      return mayLeave(stage) ? nextTurn(journey) : journey;
    case 'scan-other':
      return mayLeave(stage) ? to(journey, { at: 'start', reading: false, fault: null }) : journey;
    case 'joined':
      return stage.at === 'start' || stage.at === 'offer'
        ? nextTurn({ ...journey, grade: action.grade })
        : journey;
    case 'restored':
      return mayRestore(journey, action.draft)
        ? to(journey, restored(journey, action.draft))
        : journey;
    default: {
      const next = within(stage, action);
      return next === stage ? journey : to(journey, next);
    }
  }
}

type Within = Exclude<
  Action,
  { readonly do: 'next' | 'leave' | 'scan-other' | 'joined' | 'restored' }
>;

/** The steps of one person. An action that a stage does not know changes nothing. */
function within(stage: Stage, action: Within): Stage {
  switch (stage.at) {
    case 'start':
      return start(stage, action);
    case 'offer':
      return offer(stage, action);
    case 'resume':
      return action.do === 'resume' ? signing(stage.draft) : stage;
    case 'find':
      if (action.do === 'write-in') return { at: 'form', fields: null };
      return action.do === 'identified' ? confirming(action) : stage;
    case 'form':
      return action.do === 'identified' ? confirming(action) : stage;
    case 'confirm':
      return confirm(stage, action);
    case 'sign':
      return sign(stage, action);
    case 'kept':
      return stage;
  }
}

function start(stage: Stage & { readonly at: 'start' }, action: Within): Stage {
  switch (action.do) {
    case 'read':
      return stage.reading ? stage : { at: 'start', reading: true, fault: null };
    case 'refused':
      return { at: 'start', reading: false, fault: action.fault };
    case 'offered':
      return stage.reading
        ? { at: 'offer', offer: action.offer, joining: false, fault: null }
        : stage;
    default:
      return stage;
  }
}

function offer(stage: Stage & { readonly at: 'offer' }, action: Within): Stage {
  switch (action.do) {
    case 'join':
      return { ...stage, joining: true, fault: null };
    case 'join-failed':
      return stage.joining ? { ...stage, joining: false, fault: action.fault } : stage;
    default:
      return stage;
  }
}

function confirm(stage: Stage & { readonly at: 'confirm' }, action: Within): Stage {
  switch (action.do) {
    case 'assist':
      return {
        ...stage,
        assisted: action.assisted,
        represents: action.represents,
        isNameMissing: false,
      };
    case 'not-me': {
      const { fields } = stage.person;
      return fields === null ? { at: 'find' } : { at: 'form', fields };
    }
    case 'agreed': {
      const { person, assisted, represents } = stage;
      if (represents !== null && !isFitName(represents)) return { ...stage, isNameMissing: true };
      const { signatory, identifiedBy, identity } = person;
      return signing({
        signatory,
        identifiedBy,
        identity,
        acts: action.acts,
        assisted,
        represents: cleanText(represents ?? ''),
        ink: null,
      });
    }
    default:
      return stage;
  }
}

/**
 * While a signing is being kept nothing may change it, so that the disk gets what the person saw.
 */
function sign(stage: Stage & { readonly at: 'sign' }, action: Within): Stage {
  const { draft, saving } = stage;
  if (saving.kind === 'busy') {
    if (action.do === 'not-kept') return failed(stage, action.fault);
    if (action.do !== 'kept') return stage;
    return { at: 'kept', kept: action.kept, name: draft.signatory.name, acts: draft.acts };
  }
  switch (action.do) {
    case 'inked':
      return signing({ ...draft, ink: action.ink.strokes.length === 0 ? null : action.ink });
    case 'attend-only':
      return signing({ ...draft, acts: ATTENDS_ONLY });
    case 'save': {
      if (draft.ink === null) return failed(stage, 'ink-empty');
      const checked = checkInk(draft.ink);
      return checked.ok
        ? { ...stage, saving: { kind: 'busy' } }
        : failed(stage, checked.fault.code);
    }
    default:
      return stage;
  }
}

function failed(stage: Stage & { readonly at: 'sign' }, fault: FaultCode): Stage {
  return { ...stage, saving: { kind: 'open', fault } };
}

function signing(draft: SigningDraft): Stage {
  return { at: 'sign', draft, saving: { kind: 'open', fault: null } };
}

function confirming({ person, rule }: Extract<Action, { do: 'identified' }>): Stage {
  const asked = { assisted: false, represents: null, isNameMissing: false };
  return { at: 'confirm', person, rule, ...asked };
}

/** Without a name the paper would show that the person signed for himself. */
function isFitName(typed: string): boolean {
  const name = cleanText(typed);
  return !isNameless(name) && name.length <= LIMITS.nameCharsMax;
}

/**
 * After a reload a shared tablet asks first. The person who drew may have gone, and another person
 * may stand there.
 */
function restored({ grade }: Journey, draft: SigningDraft): Stage {
  return grade === 'phone' ? signing(draft) : { at: 'resume', draft };
}

function to(journey: Journey, stage: Stage): Journey {
  const isAnother = stage.at === 'find' && journey.stage.at !== 'find';
  return { ...journey, turn: isAnother ? journey.turn + 1 : journey.turn, stage };
}

function nextTurn({ turn, grade }: Journey): Journey {
  return { turn: turn + 1, grade, stage: firstStage(grade) };
}

function firstStage(grade: Grade | null): Stage {
  switch (grade) {
    case null:
      return { at: 'start', reading: false, fault: null };
    case 'station':
      return { at: 'find' };
    case 'phone':
      return { at: 'form', fields: null };
  }
}

/**
 * Only the first person of a page that was just opened can have left a draft behind. On a shared
 * tablet one without ink is nothing to ask about: finding a name again takes seconds.
 */
function mayRestore({ turn, grade, stage }: Journey, draft: SigningDraft): boolean {
  const isFirst = turn === 1 && (stage.at === 'find' || stage.at === 'form');
  return isFirst && (grade === 'phone' || draft.ink !== null);
}

function mayEnd(stage: Stage): boolean {
  if (stage.at === 'sign') return stage.saving.kind === 'open';
  return !(stage.at === 'offer' && stage.joining);
}

/** False while there is ink: then no other screen may be opened. */
function mayLeave(stage: Stage): boolean {
  return stage.at !== 'sign' && stage.at !== 'resume' && mayEnd(stage);
}
