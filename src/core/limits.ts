/** Every bound in the system, in one place. The unit is part of the name. */
export const LIMITS = {
  // codec
  messageDepthMax: 6,

  // invitation
  invitationBytesMax: 350,
  invitationValidHoursMax: 8_760,
  titleCharsMax: 120,
  placeCharsMax: 120,
  organiserCharsMax: 120,

  // a poster
  dressCodeCharsMax: 50,

  // people
  nameCharsMax: 120,
  positionCharsMax: 160,
  unitCharsMax: 160,
  rankCharsMax: 60,
  agenciesMax: 10_000,
  agencyDepthMax: 8,
  numberCharsMax: 30,
  latinMarksMax: 2,
  marksMax: 4,
  rosterRowsMax: 50_000,
  rosterFileBytesMax: 16 * 1024 * 1024,
  rosterFaultsMax: 50_000,
  rosterFaultsShownMax: 500,
  rosterLinesMax: 1_048_576,
  rosterColumnsMax: 1_000,
  rosterLineCharsMax: 1_048_576,
  rosterPieceCharsMax: 262_144,
  rosterThreadsMax: 2,
  rosterWaitingMax: 8,
  rosterWaitMs: 12_000,
  rosterDeadlineMs: 40_000,
  rosterHeapMbMax: 512,
  rosterSliceRowsMax: 2_000,
  rosterTriesMax: 3,
  foundShownMax: 12,

  // ink
  padUnitsMax: 4_095,
  strokesMax: 64,
  strokePointsMax: 2_048,
  inkPointsMax: 4_096,
  inkBytesMax: 4_096,
  inkPathUnitsMin: 320,

  // entry and batch
  entryBytesMax: 8_192,
  batchEntriesStart: 25,
  batchEntriesMax: 500,
  batchBytesMax: 256 * 1024,
  batchInflationRatioMax: 30,
  sharedCommitMax: 16,
  headsMax: 16,
  rangesMax: 64,
  rangedSeqsMax: 20_000,
  receiptBytesMax: 64 * 1024,
  parcelBytesMax: 16 * 1024 * 1024,
  parcelBatchesMax: 256,
  receiptFileBytesMax: 17 * 1024 * 1024,
  faultCharsMax: 64,

  /** The end of 30 December 9999 in UTC: in no zone does a year have a fifth figure. */
  instantMsMax: 253_402_214_399_999,

  // sync
  requestDeadlineMs: 20_000,
  packageDeadlineMs: 300_000,
  backoffBaseMs: 1_000,
  backoffMaxMs: 60_000,
  backoffHiddenMaxMs: 300_000,
  permissionProbeMs: 300_000,
  heartbeatMs: 60_000,
  coolingMs: 120_000,
  keepDebounceMs: 400,
  retryAfterMaxMs: 900_000,
  lateAnswerMs: 60_000,
  coolingEntriesMax: 256,

  // device
  reserveBytes: 2 * 1024 * 1024,
  appendTriesMax: 16,
  storageDeadlineMs: 20_000,
  doubtsShownMax: 50,
  clockDriftWarnMs: 120_000,
  updateCheckMs: 3_600_000,
  retentionMs: 30 * 24 * 3_600_000,
  closingAskMs: 24 * 3_600_000,
  purgeRoundMs: 3_600_000,
  closingHearMs: 180_000,
  purgePieceEntriesMax: 200,
  idleResetMs: 20_000,
  idleLongResetMs: 120_000,
  recitalUnaskedMs: 3_600_000,

  // office
  bodyBytesMax: 512 * 1024,
  packageBytesMax: 16 * 1024 * 1024,
  sessionMs: 12 * 3_600_000,
  sessionIdleMs: 4 * 3_600_000,
  sessionTouchMs: 60_000,
  sessionsPerOrganiserMax: 20,
  clockSaveMs: 60_000,
  clockMendMs: 60_000,
  setupLinkMs: 7 * 24 * 3_600_000,
  stationCodeMs: 7 * 24 * 3_600_000,
  passwordCharsMin: 12,
  passwordCharsMax: 200,

  // how often one journal or one session may ask the office
  requestsPerMinuteMax: 1_200,
  parcelsPerMinuteMax: 60,
  // and one address, for all behind it who have no secret to show: 3,000 phones may share it
  loginsPerMinuteMax: 10,
  /** Of requests to sign in: which passwords are tried is the throttle's. */
  signInsPerMinuteMax: 600,
  pingsPerMinuteMax: 4_000,
  cardsPerMinuteMax: 6_000,
  enrolmentsBurstMax: 4_000,
  enrolmentsPerMinuteMax: 600,
  strangersBurstMax: 4_000,
  strangersPerMinuteMax: 600,
  nowherePerMinuteMax: 600,
  filesPerMinuteMax: 120_000,
  /** How many of each kind are remembered; whoever was not heard for longest is forgotten first. */
  callersKeptMax: 20_000,

  // passwords that are tried
  triesFreeMax: 10,
  triesWaitBaseMs: 10_000,
  triesWaitMaxMs: 900_000,
  accountTriesFreeMax: 20,
  accountWaitBaseMs: 5_000,
  accountWaitMaxMs: 60_000,
  addressTriesFreeMax: 20,
  triesForgetMs: 300_000,
  addressChecksFreeMax: 15,
  addressCheckMs: 4_000,
  checksFreeMax: 30,
  checkMs: 2_000,
  hashesAtOnceMax: 2,
  throttleKeysMax: 10_000,
  knownBrowserMs: 180 * 24 * 3_600_000,

  // security log
  securityRecordsMax: 50_000,
  strangerRecordsMax: 5_000,
  strangerRecordsPerHourMax: 60,
  securityRepeatMs: 600_000,
  securityHeldMax: 1_000,
  securityTextCharsMax: 200,
  securityRetentionMs: 400 * 24 * 3_600_000,

  // roster for a station
  rosterBeforeMs: 30 * 24 * 3_600_000,
  rosterAfterMs: 24 * 3_600_000,

  safeSliceJournalsMax: 256,
  backupRoundMs: 60_000,
  backupDeadlineMs: 1_800_000,
  troubleRetryMs: 30_000,
  logPagesMax: 5_000,

  // health
  healthRoundMs: 15_000,
  healthAskMs: 30_000,
  roomLowBytes: 1024 * 1024 * 1024,
  roomAlarmBytes: 100 * 1024 * 1024,
  roomProbeBytes: 256 * 1024,
  backupGraceMs: 15 * 60_000,
  backupByHandMs: 25 * 3_600_000,
  backupAlarmMs: 3 * 24 * 3_600_000,
  clockSlackMs: 60_000,
  clockJumpShownMs: 24 * 3_600_000,
  certificateWarnMs: 21 * 24 * 3_600_000,
  certificateRoundMs: 3_600_000,
  certificateDeadlineMs: 10_000,
  failingShownMs: 24 * 3_600_000,

  // what a poster may do
  phoneSigningsMax: 5,
  phoneWalkInsStart: 2_000,
  phoneWalkInsMax: 20_000,
  phoneWalkInBytes: 32 * 1024,
  phoneJournalBytesMax: 256 * 1024,
  phoneRowBytes: 512,
  phoneDiskPercentMax: 25,
  phoneDiskLookMs: 10_000,
  phoneRetryMs: 600_000,
  phonesShownMax: 100,
  earlyMs: 24 * 3_600_000,
  revocationMs: 600_000,

  busyRetryMs: 10_000,

  // print
  printCellLinesMax: 12,
  printRecitalsMax: 5,
  printJobsMax: 8,
  printAheadBytesMax: 16 * 1024 * 1024,
  printStallMs: 60_000,
  printDeadlineMs: 45_000,
  printPatienceMs: 15_000,
  printHeapMbMax: 512,
} as const;
