/**
 * The organiser's JSON contract, continued: gatherings, stations, completeness, turnout and entries
 * as schemas. The paths are in office-api.ts.
 */
import * as v from 'valibot';
import { LATENESS } from './admission.ts';
import { CONCLUSIONS, PROOFS, PROVISIONAL_REASONS } from './completeness.ts';
import { DOUBT_NAMES } from './doubt.ts';
import { printed } from './gathering-facts.ts';
import { GATHERING_KINDS } from './gathering.ts';
import { LIMITS } from './limits.ts';
import {
  category,
  count,
  filled,
  grade,
  instantMs,
  line,
  listOf,
  localTime,
  zone,
} from './office-fields.ts';
import { lostDecisions, turnoutCount } from './office-decision-api.ts';

const decided = v.picklist(['aside', 'accepted']);

/** A gathering in a list. `expected` is who is invited, `signed` who of them has signed. */
export const gatheringLine = v.object({
  id: v.string(),
  programme: v.object({ id: v.string(), title: v.string() }),
  title: v.string(),
  kind: v.picklist(GATHERING_KINDS),
  place: v.string(),
  startsAtMs: instantMs,
  zone,
  expected: count,
  attended: count,
  signed: count,
});

/** The gatherings, latest start first. */
export const gatheringList = v.object({ gatherings: listOf(gatheringLine) });

/**
 * Who is invited: everyone on the roster; agencies with all below them and categories, where an
 * empty list means any; or people by their number in the roster.
 */
export const invites = v.union([
  v.literal('all'),
  v.object({
    agencies: v.pipe(v.array(count), v.maxLength(LIMITS.agenciesMax), v.readonly()),
    categories: listOf(category),
  }),
  v.object({
    signatories: v.pipe(v.array(count), v.maxLength(LIMITS.rosterRowsMax), v.readonly()),
  }),
]);

/** A gathering to be made. */
export const newGathering = v.object({
  programme: v.string(),
  title: filled(LIMITS.titleCharsMax),
  kind: v.picklist(GATHERING_KINDS),
  place: filled(LIMITS.placeCharsMax),
  startsAt: localTime,
  endsAt: v.optional(v.nullable(localTime), null),
  zone,
  organiser: filled(LIMITS.organiserCharsMax),
  ...printed.entries,
  invites,
  validHours: v.optional(
    v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(LIMITS.invitationValidHoursMax)),
    72,
  ),
});

/** The texts that decide how large an invitation is, while they are typed. */
export const invitationDraft = v.object({
  programme: v.string(),
  title: line(LIMITS.titleCharsMax),
  place: line(LIMITS.placeCharsMax),
  organiser: line(LIMITS.organiserCharsMax),
});

/** How large an invitation is: over 350 bytes it is refused, with `bytesOver` too many. */
export const invitationSize = v.object({ bytes: count, bytesMax: count, bytesOver: count });

/** A gathering with everything its screens show. */
export const gathering = v.object({
  ...gatheringLine.entries,
  endsAtMs: v.nullable(instantMs),
  organiser: v.string(),
  ...printed.entries,
  invites: v.picklist(['all', 'listed']),
  validHours: count,
  expiresAtMs: instantMs,
  /** When it was closed; null while it is open. What comes later is taken all the same. */
  closedAtMs: v.nullable(instantMs),
  /** Walk-ins of phones: how many count at most, how many were taken, how many are above. */
  phones: v.object({ ceiling: count, walkIns: count, overCeiling: count }),
  /** Until when posters were printed with a code that was replaced, latest first. */
  replacedCodesMs: listOf(instantMs),
  /** What the QR says; everyone who sees the poster may know it. */
  invitation: v.object({ url: v.string(), size: invitationSize, qrVersion: count }),
});

/** A station to be made ready; `again` where another desk has the same name, and may. */
export const newStation = v.object({
  name: filled(LIMITS.nameCharsMax),
  again: v.optional(v.boolean(), false),
});

/** A station's own QR text. It is shown this once: the office keeps only a digest of the code. */
export const stationCode = v.object({ name: v.string(), url: v.string(), expiresAtMs: instantMs });

/**
 * A station: `device` is the journal that used its code. It is open while no tablet has brought the
 * code and nobody withdrew it, and over when the office takes it no more.
 */
const stationLine = v.object({
  no: count,
  name: v.string(),
  expiresAtMs: instantMs,
  device: v.nullable(v.string()),
  isOpen: v.boolean(),
  isOver: v.boolean(),
});

/** The stations of a gathering. */
export const stationList = v.object({ stations: listOf(stationLine) });

/** Sequences, both ends included. */
export const seqRange = v.object({ from: count, to: count });

/** What a device says that its cleared storage had, and how much of that the office lacks. */
export const lostStorage = v.object({
  atMs: instantMs,
  seq: count,
  missingCount: count,
  /** True for a journal that the office never heard of: only this device's word tells of it. */
  isOther: v.boolean(),
  /** True where a phone says it of a desk: a remark, which moves no number. */
  isDoubtful: v.boolean(),
});

/** A device of which the organiser expects nothing more, and why. */
export const givenUp = v.object({ atMs: instantMs, by: v.string(), reason: v.string() });

/** Why a device is given up. */
export const newGivenUp = v.object({ reason: filled(LIMITS.positionCharsMax) });

/** What one device says it made, and what the office has of it. */
export const deviceState = v.object({
  /** Its journal, as hex; screens show the first 8 characters. */
  id: v.string(),
  station: v.string(),
  grade,
  build: v.string(),
  enrolledAtMs: instantMs,
  withdrawnAtMs: v.nullable(instantMs),
  /** Why it was admitted late; null when it was in time. */
  late: v.nullable(v.picklist(LATENESS)),
  /** What the organiser decided of all it sent. */
  decided: v.nullable(decided),
  /** The office waits for it: a desk with a code of its own. */
  holdsBack: v.boolean(),
  /** The highest sequence it ever claimed or sent, and how far the office has all of them. */
  claimed: count,
  contiguous: count,
  received: count,
  missing: listOf(seqRange),
  missingCount: count,
  forked: v.boolean(),
  /** Sequences that two different entries have, the first few. */
  forkedSeqs: listOf(count),
  /** Entries that are set aside, and those with a doubt that the organiser accepted. */
  quarantined: count,
  accepted: count,
  /** Why entries are set aside, most frequent first. */
  doubts: listOf(v.object({ doubt: v.picklist(DOUBT_NAMES), count })),
  /** How many of the received entries are signings. */
  signings: count,
  losses: listOf(lostStorage),
  givenUp: v.nullable(givenUp),
  proof: v.picklist(PROOFS),
  /** Entries it still kept when it last spoke. */
  kept: count,
  lastSeenAtMs: v.nullable(instantMs),
  /** How far its clock is behind the office's. */
  clockOffsetMs: v.nullable(v.number()),
  battery: v.nullable(count),
  /** It has more, or has not been heard since the gathering began, so nobody can know. */
  outstanding: v.boolean(),
});

/** What every device of a gathering made and what the office has. */
export const completeness = v.object({
  totals: v.object({
    made: count,
    received: count,
    missing: count,
    signings: count,
    setAside: count,
    accepted: count,
    devices: count,
    outstandingDevices: count,
  }),
  conclusion: v.picklist(CONCLUSIONS),
  /** It was closed, or its code is over: whoever looks on is told without asking for it again. */
  isOver: v.boolean(),
  /** Until when that is known: when the desk spoke that is silent the longest. */
  knownUntilMs: v.nullable(instantMs),
  /** Desks whose code no tablet has brought to the office and nobody withdrew. */
  openCodes: listOf(v.string()),
  /** When the office may have been put back to a backup, if the gathering was made before. */
  putBackAtMs: v.nullable(instantMs),
  lostDecisions: v.nullable(lostDecisions),
  /** All devices that hold no figure back, in one line. */
  phones: v.object({
    devices: count,
    /** Of these: what they claim is not here, or nobody knows. */
    unproven: count,
    givenUp: count,
    /** Came late, and nobody has decided whether they count. */
    undecided: count,
    entries: count,
    setAside: count,
  }),
  /** Every desk, and a page of the phones: those of which something can be decided, first. */
  devices: listOf(deviceState),
});

/** What stands beside a figure, also a final one: see completeness. */
const remarks = v.object({
  /** Devices that are forked, withdrawn or given up, and desks whose code is open. */
  unproven: count,
  /** Phones of which the same is true. */
  unprovenPhones: count,
  wasPutBack: v.boolean(),
  /** Entries that were received and are not counted: doubted, or set aside by the organiser. */
  setAside: count,
  /** Entries with a doubt that the organiser accepted, signings and others. */
  accepted: count,
});

/** Attendance of a gathering as counts. */
export const turnout = v.object({
  totals: turnoutCount,
  /** In the order of the tree; `own` without, `whole` with the agencies below. */
  agencies: listOf(
    v.object({
      no: count,
      name: v.string(),
      shortName: v.string(),
      depth: count,
      own: turnoutCount,
      whole: turnoutCount,
    }),
  ),
  categories: listOf(v.object({ category, ...turnoutCount.entries })),
  /**
   * People not on the roster, at desks and on phones; they are among the extra of the totals too.
   */
  walkIns: v.object({ attended: count, signed: count }),
  phoneWalkIns: v.object({ attended: count, signed: count }),
  /** Set while the counts may still grow, with how many devices have more. */
  provisional: v.nullable(
    v.object({ why: v.picklist(PROVISIONAL_REASONS), devicesOutstanding: count }),
  ),
  /** See completeness. */
  knownUntilMs: v.nullable(instantMs),
  remarks,
});

/** Which entries a list shows. */
export const ENTRY_FILTERS = ['all', 'doubted', 'duplicates', 'walk-ins', 'phones'] as const;

const entryKind = v.picklist(['signing', 'revocation', 'recital', 'note', 'unread']);

/** One entry as the organiser sees it. */
export const entryLine = v.object({
  id: v.string(),
  /** With the id it names these bytes and no others, even where two entries have one id. */
  digest: v.string(),
  /** The journal and the station it came from, and its place there. */
  device: v.string(),
  grade,
  station: v.string(),
  seq: count,
  kind: entryKind,
  /** The device's clock, in the gathering's zone. */
  wallMs: instantMs,
  /** When the office first had it; null where that is not known. */
  receivedAtMs: v.nullable(instantMs),
  /** False for a time after the receipt, or when nobody could sign: the receipt's stands beside. */
  isTimePossible: v.boolean(),
  zone,
  /** Whose signing it is; null for what is not a signing. `no` is null for a walk-in. */
  who: v.nullable(
    v.object({
      no: v.nullable(count),
      name: v.string(),
      position: v.string(),
      unit: v.string(),
      category,
    }),
  ),
  attended: v.boolean(),
  signed: v.boolean(),
  doubt: v.nullable(v.picklist(DOUBT_NAMES)),
  /** What the organiser decided of it, and whether its device is set aside. */
  decided: v.nullable(decided),
  isDeviceAside: v.boolean(),
  /** By its doubt, or by what was decided: it counts for nobody. */
  isSetAside: v.boolean(),
  revoked: v.boolean(),
  /** True when it is the one that stands on paper for its person. */
  counted: v.boolean(),
  /** A revocation's reason, a note's text, whom a signatory represents. */
  remark: v.string(),
  /** A steward helped somebody who does not write alone. */
  assisted: v.boolean(),
  /** Who led a recital and how long it was read, by the device's clock; null for what is none. */
  recital: v.nullable(v.object({ leader: v.string(), fromMs: instantMs, toMs: instantMs })),
  /**
   * Set for an entry that contradicts one that came before: a fork has its place in the journal, a
   * conflict has its id. It is kept beside that one, and counts when it is accepted.
   */
  beside: v.nullable(
    v.object({
      place: v.picklist(['fork', 'conflict']),
      /** The one that came before; null when it is another gathering's. */
      held: v.nullable(
        v.object({ id: v.string(), digest: v.string(), kind: entryKind, name: v.string() }),
      ),
    }),
  ),
});

/** A page of entries: those kept beside others first, then newest arrival first. */
export const entryPage = v.object({ total: count, page: count, entries: listOf(entryLine) });

/** See newGathering. */
export type NewGathering = v.InferInput<typeof newGathering>;
/** See invitationDraft. */
export type InvitationDraft = v.InferInput<typeof invitationDraft>;
/** See gatheringLine. */
export type GatheringLine = v.InferOutput<typeof gatheringLine>;
/** See gathering. */
export type GatheringView = v.InferOutput<typeof gathering>;
/** See invitationSize. */
export type InvitationSize = v.InferOutput<typeof invitationSize>;
/** See stationCode. */
export type StationCode = v.InferOutput<typeof stationCode>;
/** See stationList. */
export type StationList = v.InferOutput<typeof stationList>;
/** See deviceState. */
export type DeviceState = v.InferOutput<typeof deviceState>;
/** See lostStorage. */
export type LostStorage = v.InferOutput<typeof lostStorage>;
/** See givenUp. */
export type GivenUp = v.InferOutput<typeof givenUp>;
/** See completeness. */
export type Completeness = v.InferOutput<typeof completeness>;
/** See turnout. */
export type Turnout = v.InferOutput<typeof turnout>;
/** See entryPage. */
export type EntryPage = v.InferOutput<typeof entryPage>;
/** See entryLine. */
export type EntryLine = v.InferOutput<typeof entryLine>;
/** See ENTRY_FILTERS. */
export type EntryFilter = (typeof ENTRY_FILTERS)[number];
