/** Every word of the organiser's screens in English; loaded only when asked for. */
import { accountsEn } from './accounts-en.ts';
import { decisionsEn } from './decisions-en.ts';
import { devicesEn } from './devices-en.ts';
import { gatheringEn } from './gathering-en.ts';
import type { OfficeTexts } from './id.ts';
import { healthEn } from './health-en.ts';
import { parcelsEn } from './parcels-en.ts';
import { programmeEn } from './programme-en.ts';
import { rosterEn } from './roster-en.ts';

export const en: OfficeTexts = {
  title: 'Ikrar – Office',
  loading: 'Loading …',
  opening: 'Opening the office …',
  skip: 'Skip to the page itself',
  language: 'Indonesia',
  otherLanguage: 'id',

  act: {
    retry: 'Try again',
    cancel: 'Cancel',
    saving: 'Saving …',
    copied: 'Copied',
    copyRefused: 'The browser does not allow it. Select the text and copy it yourself.',
    previous: 'Previous',
    next: 'Next',
  },

  nav: {
    label: 'Parts of the office',
    path: 'Where this page is',
    programmes: 'Programmes',
    parcels: 'Parcels',
    account: 'Account',
    signOut: 'Sign out',
    update: 'Update the app',
    updating: 'Updating …',
    updateWhat:
      'A new version is available. The page is loaded again; finish what you are typing first.',
    notSignedOut: 'Not signed out: the office did not answer. Try again.',
  },

  fault: {
    offline: 'The office cannot be reached. Check the network, then try again.',
    slow: 'The office took too long to answer. Try again in a moment.',
    busy: 'Too many requests. Wait a minute, then try again.',
    occupied: 'The office is doing other work of this kind. Try again in a moment.',
    denied: 'This account may not do that.',
    signedOut: 'The session is over. Please sign in again.',
    gone: 'What was asked for was not found.',
    conflict: 'The same data is already there. Reload the page and check.',
    tooLarge: 'What was entered or uploaded is too large.',
    invalid: 'Something entered does not fit yet. Check the marked fields.',
    outdated: 'This page is out of date. Reload it, then try again.',
    other: 'The office had a problem. Try again; if it happens again, pass this code on:',
  },

  check: {
    missing: 'This is not filled in yet.',
    tooLongPlain: 'Too long. Please shorten it.',
    taken: 'This is already in use. Choose another.',
    letterheadLines: (max) => `A letterhead has at most ${max} lines.`,
    year: 'Write the year with four digits, such as 2031.',
    date: 'Choose the date of the gathering.',
    time: 'Write when it starts, such as 07:30.',
    endBeforeStart: 'It must end after it starts.',
    passwordShort: (min) => `A password has at least ${min} characters.`,
    passwordsDiffer: 'The two passwords are not the same.',
    refused: 'The office did not accept this. Please check it.',
    login:
      'A login has three or more lower-case letters, digits, full stops or hyphens, without spaces.',
    inviteNobody: 'Nothing is chosen yet. Choose agencies, or choose everyone.',
    qrTooLarge:
      'The QR code is too dense. Shorten the name, the place or the organiser until it fits.',
  },

  setup: {
    title: 'The first organiser account',
    intro: 'This page is opened once, by the link the office printed when it first started.',
    noToken:
      'This address has no setup code. Copy the whole link that the office printed when it first started.',
    expired: 'The setup link was used, or is too old. Please sign in with an existing account.',
    name: 'Full name',
    login: 'Login',
    loginHint: 'Lower-case letters without spaces, such as kesbangpol.',
    password: 'Password',
    passwordHint: (min) =>
      `At least ${min} characters. A few words that are easy to remember are better than one that is hard.`,
    again: 'The password once more',
    go: 'Make the account',
    going: 'Making the account …',
    toSignIn: 'To the sign-in page',
  },

  signIn: {
    title: 'Sign in as organiser',
    intro: 'To prepare gatherings, print QR codes and watch attendance.',
    login: 'Login',
    password: 'Password',
    go: 'Sign in',
    going: 'Checking …',
    wrong: 'Login and password do not match.',
    locked: 'This account is locked. Ask another organiser to unlock it.',
    wait: 'Too many tries. The right password is taken again after this wait:',
    waitOver: 'The wait is over. Please try again.',
    left: (minutes, seconds) => (minutes === 0 ? `${seconds} s` : `${minutes} min ${seconds} s`),
    forgotten: 'Forgotten the password? Whoever runs the office server can replace it.',
  },

  ...accountsEn,

  ...programmeEn,
  ...rosterEn,
  ...gatheringEn,
  ...devicesEn,
  ...decisionsEn,
  ...parcelsEn,
  ...healthEn,
};
