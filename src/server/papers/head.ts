/**
 * The head of a paper about a gathering: whose it is, of what, and what must be said of its
 * figures. Every paper says it alike.
 */
import { formatClock, formatDate, formatDays, type Span } from '#core/dates.ts';
import { type ToldGathering, factsOf } from '#core/gathering-facts.ts';
import type { Turnout } from '#core/office-gathering-api.ts';
import type { Field, Letterhead } from '../print/letterhead.ts';
import type { PrintedConfirmedBy } from './confirmed-by.ts';
import { PROVISIONAL_WORDS } from './words.ts';

/** What every paper of a gathering says: plain data that may cross into a worker. */
export interface PaperHead {
  readonly letterhead: Letterhead | null;
  readonly gathering: ToldGathering;
  readonly confirmedBy: PrintedConfirmedBy | null;
  /** Set while the figures may still grow. */
  readonly provisional: Turnout['provisional'];
  /** Until when every desk is known of; null without a desk. */
  readonly knownUntilMs: number | null;
  /** What stands beside the figures, also final ones. */
  readonly remarks: Turnout['remarks'];
  /** Walk-ins of phones above the ceiling of the gathering: only their number is told. */
  readonly overCeilingCount: number;
  readonly printedAtMs: number;
  /** Short, to be read: two prints that list the same have the same. */
  readonly digest: string;
}

/** The head fields of a gathering, without those that are empty. */
export function fieldsOf({ gathering }: PaperHead): readonly Field[] {
  return factsOf(gathering);
}

/** What a loose later sheet says of itself: the paper, the gathering, its days, and whose part. */
export function runningText(
  name: string,
  { gathering }: PaperHead,
  heading: string | null,
): string {
  const days = formatDays(spanOf(gathering), gathering.zone);
  const whose = heading === null ? [] : [heading];
  return [name, gathering.title, days, ...whose].join(' · ');
}

/** What is said beside a figure that may still grow. */
export function provisionalMark({ provisional }: PaperHead): string {
  return provisional === null ? '' : ' (sementara)';
}

function spanOf({ startsAtMs, endsAtMs }: ToldGathering): Span {
  return { fromMs: startsAtMs, toMs: endsAtMs };
}

/** What must not be overlooked: under the title, and in the foot of every page. */
export function noticeOf(head: PaperHead): string | null {
  const { unproven, unprovenPhones, wasPutBack, setAside, accepted } = head.remarks;
  const notices = [
    ...(head.provisional === null ? knownNotice(head) : [provisionalNotice(head.provisional)]),
    ...(unproven === 0 ? [] : [`Belum terbukti lengkap dari ${unproven} perangkat atau meja`]),
    ...(unprovenPhones === 0 ? [] : [`Belum terbukti lengkap dari ${unprovenPhones} ponsel`]),
    ...(wasPutBack ? ['Data kantor mungkin pernah dipulihkan dari cadangan'] : []),
    ...(setAside === 0
      ? []
      : [`${setAside} catatan tidak dihitung: perlu diperiksa, atau dikesampingkan penyelenggara`]),
    ...(accepted === 0
      ? []
      : [`${accepted} catatan yang perlu diperiksa diterima atas keputusan penyelenggara`]),
  ];
  return notices.length === 0 ? null : notices.join(' · ');
}

/** A final figure is as good as the last word of the desk that is silent the longest. */
function knownNotice({ knownUntilMs, gathering: { zone } }: PaperHead): readonly string[] {
  if (knownUntilMs === null) return [];
  const moment = `${formatDate(knownUntilMs, zone)} pukul ${formatClock(knownUntilMs, zone)}`;
  return [`Menurut kabar terakhir tiap meja, sekurang-kurangnya sampai ${moment}`];
}

function provisionalNotice({
  why,
  devicesOutstanding,
}: NonNullable<PaperHead['provisional']>): string {
  return `Angka sementara, ${PROVISIONAL_WORDS[why](devicesOutstanding)}`;
}
