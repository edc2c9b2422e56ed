/**
 * The invitation of a gathering as the database keeps it: it was parsed when the gathering was
 * joined, and what it says is read from the row. The text stays beside it for other builds.
 */
import {
  type ReadInvitation,
  type UncheckedInvitation,
  invitationUrl,
  parseInvitation,
} from '#core/invitation.ts';
import type { KeptInvitation } from './db.ts';

/** What is kept of an invitation; not the code of a station. */
export function keptInvitation({
  invitation,
  bytes,
}: Pick<UncheckedInvitation, 'invitation' | 'bytes'>): KeptInvitation {
  const text = invitationUrl('', bytes);
  return { invitation: text, parsed: { text, invitation } };
}

/**
 * What a kept invitation says; null when the text cannot be read. The text is parsed where an
 * earlier build wrote it, and where an earlier build did not know the kind of the gathering.
 */
export function invitationOf({ invitation: text, parsed }: KeptInvitation): ReadInvitation | null {
  const isKnown = parsed?.text === text && parsed.invitation.gathering.kind !== 'unknown';
  if (isKnown) return parsed.invitation;
  const read = parseInvitation(text);
  return read.ok ? read.value.invitation : null;
}
