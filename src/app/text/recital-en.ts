/** Every word of the recital's screen in English. The oath itself stays as it is read. */
import type { RecitalTexts } from './recital-id.ts';

export const recitalEn: RecitalTexts = {
  title: 'Joint declaration',
  what: 'The text to be read aloud together; who leads it and when is recorded.',
  open: 'Open the text',
  missing: 'The text of the declaration is not on this device yet.',
  leader: 'Led by',
  leaderMissing: 'Who leads the declaration is missing.',
  begin: 'Begin',
  begun: (when, leader) => `Led by ${leader}, begun ${when}.`,
  late: (hours) => `That was more than ${hours} h ago.`,
  finish: 'End',
  finishSure: (now) =>
    `Its end will be recorded as ${now}. If it ended before that, delete its beginning instead.`,
  finishYes: 'Yes, it ends now',
  forget: 'Delete the beginning',
  forgetSure: 'The declaration under way will not be recorded.',
  forgetElsewhere: (title) => `Delete the beginning of the declaration of ${title}`,
  forgetYes: 'Yes, delete',
  kept: 'Kept on this device',
  done: (leader, from, to) =>
    `Declaration led by ${leader}, from ${from} to ${to}, by the clock of this device.`,
  again: 'Record another one',
  notKept: 'Not recorded yet.',
};
