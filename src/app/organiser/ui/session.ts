/** The session of the organiser's screens: who is signed in, and how it ends. */
import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import { assert } from '#core/assert.ts';
import type { Organiser } from '#core/office-api.ts';

/** A signed-in organiser. */
export interface OwnSession {
  readonly organiser: Organiser;
  readonly officeName: string;
  /** Shows the sign-in screen in place of this one; after signing in this one comes back. */
  readonly expire: () => void;
  /** False when the office did not answer: the cookie then still opens this door. */
  readonly signOut: () => Promise<boolean>;
}

/** The session; null only while nobody is signed in, when no screen that needs it is drawn. */
export const SessionContext = createContext<OwnSession | null>(null);

/** The session of the screens. */
export function useSession(): OwnSession {
  const session = useContext(SessionContext);
  assert(session !== null, 'screens are drawn once somebody is signed in');
  return session;
}
