/**
 * How the database keeps an invitation: as text, and parsed. It is parsed once, when the gathering
 * is joined. Other builds read the text.
 */
import {
  type ReadInvitation,
  type UncheckedInvitation,
  invitationUrl,
  parseInvitation,
} from '#core/invitation.ts';
import type { KeptInvitation } from './db.ts';

/** The fields to keep of an invitation. The one-time code of a station is not among them. */
export function keptInvitation({
  invitation,
  bytes,
}: Pick<UncheckedInvitation, 'invitation' | 'bytes'>): KeptInvitation {
  const text = invitationUrl('', bytes);
  return { invitation: text, parsed: { text, invitation } };
}

/**
 * The parsed invitation; null when the text cannot be read. The text is parsed again when an
 * earlier build wrote the row, or did not know the kind of the gathering.
 */
export function invitationOf({ invitation: text, parsed }: KeptInvitation): ReadInvitation | null {
  const isKnown = parsed?.text === text && parsed.invitation.gathering.kind !== 'unknown';
  if (isKnown) return parsed.invitation;
  const read = parseInvitation(text);
  return read.ok ? read.value.invitation : null;
}
