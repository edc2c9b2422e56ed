/**
 * The security log: what was done with accounts, permissions, codes and papers, by whom and from
 * where. Nobody who signs is named in it.
 */

/** What is recorded, in the groups that the log can be narrowed to. */
export const SECURITY_GROUPS = {
  doors: ['signed-in', 'signed-out', 'sign-in-failed', 'sign-in-throttled', 'sign-in-locked'],
  accounts: [
    'set-up',
    'account-added',
    'account-locked',
    'account-unlocked',
    'account-removed',
    'password-changed',
    'session-ended',
    'other-sessions-ended',
  ],
  devices: [
    'permission-withdrawn',
    'permission-given-back',
    'device-given-up',
    'device-taken-back',
    'station-code-made',
    'station-code-withdrawn',
    'join-code-replaced',
  ],
  gatherings: [
    'programme-made',
    'gathering-made',
    'gathering-changed',
    'gathering-closed',
    'gathering-opened',
    'roster-imported',
    'decision-made',
    'phone-ceiling-changed',
    'judged-anew',
  ],
  papers: ['printed', 'exported'],
} as const;

/** A group of acts. */
export type SecurityGroup = keyof typeof SECURITY_GROUPS;

/** What was done. */
export type SecurityAct = (typeof SECURITY_GROUPS)[SecurityGroup][number];

/** Every act, group by group. */
export const SECURITY_ACTS: readonly SecurityAct[] = Object.values(SECURITY_GROUPS).flat();

/** What the log can be narrowed to. */
export const SECURITY_FILTERS = [
  'all',
  'doors',
  'accounts',
  'devices',
  'gatherings',
  'papers',
] as const;

/** See SECURITY_FILTERS. */
export type SecurityFilter = (typeof SECURITY_FILTERS)[number];

/** What anybody at all can cause: repeated ones stand in one record, with their number. */
export const STRANGER_ACTS: readonly SecurityAct[] = [
  'sign-in-failed',
  'sign-in-throttled',
  'sign-in-locked',
];
