/**
 * One request: seals and sends a batch, and checks the answer. An answer counts only when this
 * office sealed it and it names this batch. A captive portal also answers 200. When the office has
 * forgotten the permission, this enrols again and sends once more.
 */
import { JOURNAL_HEADER, MEDIA, PATHS } from '#core/api.ts';
import { assert } from '#core/assert.ts';
import { type Batch, encodeBatch } from '#core/batch.ts';
import { type Bytes, equalBytes, fromHex } from '#core/bytes.ts';
import { type Result, bad } from '#core/fault.ts';
import { type RandomBytes, SIZES, mintId } from '#core/id.ts';
import { LIMITS } from '#core/limits.ts';
import { type ReadReceipt, parseReceipt } from '#core/receipt.ts';
import { parseSealed, sealBody } from '#core/seal.ts';
import { offsetMs } from '../clock.ts';
import type { DeviceParts } from '../device-parts.ts';
import { enrol, findKey } from '../join/enrolment.ts';
import { isSealedBy } from '../join/office-card.ts';
import { sealerOf } from '../keys.ts';
import type { Reply } from '../network/transport.ts';
import type { KeptJournalRow } from '../store/db.ts';
import type { Run } from '../store/watermark.ts';
import { batteryPercent } from './battery.ts';
import type { Outcome } from './engine-state.ts';
import type { Cut } from './outbox.ts';

/** How a request ended, and the receipt when it was genuine. */
export interface Delivery {
  readonly outcome: Outcome;
  readonly good: {
    readonly receipt: ReadReceipt;
    readonly contact: { readonly atMs: number; readonly offsetMs: number };
  } | null;
}

/** What to send, and the random bytes for the batch's id. */
export interface Sending {
  readonly run: Run;
  readonly cut: Cut;
  readonly random: RandomBytes;
}

/** Sends one batch and checks the answer. */
export async function deliver(parts: DeviceParts, sending: Sending): Promise<Delivery> {
  const journal = await parts.db.journals.get(sending.run.journal);
  if (journal === undefined) return ended({ kind: 'device' });
  if (journal.grant !== null) {
    const delivery = await send(parts, journal, sending);
    if (!isForgotten(delivery.outcome)) return delivery;
  }
  const enrolled = await enrol(parts, journal);
  return enrolled.ok ? send(parts, enrolled.value, sending) : ended(outcomeOf(enrolled));
}

async function send(
  parts: DeviceParts,
  journal: KeptJournalRow,
  sending: Sending,
): Promise<Delivery> {
  const { run, cut, random } = sending;
  const id = fromHex(journal.id);
  const keys = await parts.db.keys.get(journal.id);
  assert(id !== null, 'a journal has an id in hex');
  if (keys === undefined) return ended({ kind: 'device' }); // everything was removed from this device meanwhile
  const askedMs = parts.clock.wallMs();
  const batch: Batch = {
    id: mintId(askedMs, random(SIZES.id - 6)),
    journal: id,
    entries: run.count === 0 ? [] : cut.entries,
    claims: cut.claims,
    deviceTimeMs: askedMs,
    build: parts.build,
    battery: batteryPercent(),
  };
  const bytes = await sealBody('batch', encodeBatch(batch), await sealerOf(keys));
  const reply = await parts.transport({
    method: 'POST',
    path: PATHS.sync,
    body: { bytes, type: MEDIA.cose, mayGzip: true },
    ...(journal.grant === null ? {} : { token: journal.grant.token }),
    headers: { [JOURNAL_HEADER]: journal.id },
    deadlineMs: LIMITS.lateAnswerMs,
    answerBytesMax: LIMITS.receiptBytesMax,
  });
  const receipt = await genuineReceipt(parts, batch, reply);
  const heardMs = parts.clock.wallMs();
  if (receipt === null) return ended(plainOutcome(reply));
  const offset = offsetMs(receipt.officeTimeMs, { askedMs, heardMs });
  const outcome = { kind: 'status', status: 200, isGenuine: true, retryAfterMs: null } as const;
  return { outcome, good: { receipt, contact: { atMs: heardMs, offsetMs: offset } } };
}

/** A receipt that this office sealed. Faults: unsealed, and those of parsing and of asking. */
export async function openReceipt(parts: DeviceParts, bytes: Bytes): Promise<Result<ReadReceipt>> {
  const sealed = parseSealed(bytes, 'receipt', { bytesMax: LIMITS.receiptBytesMax });
  if (!sealed.ok) return sealed;
  const found = await findKey(parts, sealed.value.kid);
  if (!found.ok) return found;
  const { key } = found.value;
  const isGenuine = key !== null && (await isSealedBy(key, sealed.value));
  return isGenuine ? parseReceipt(sealed.value.body) : bad('unsealed');
}

/** The receipt of this batch if this office sealed it; null for any other answer. */
async function genuineReceipt(
  parts: DeviceParts,
  batch: Batch,
  reply: Reply,
): Promise<ReadReceipt | null> {
  if (reply.kind !== 'answer' || reply.status !== 200) return null;
  const receipt = await openReceipt(parts, reply.body);
  if (!receipt.ok || !equalBytes(receipt.value.batch, batch.id)) return null;
  return receipt.value.verdicts.length === batch.entries.length ? receipt.value : null;
}

function ended(outcome: Outcome): Delivery {
  return { outcome, good: null };
}

function plainOutcome(reply: Reply): Outcome {
  switch (reply.kind) {
    case 'answer':
      return {
        kind: 'status',
        status: reply.status,
        isGenuine: false,
        retryAfterMs: reply.retryAfterMs,
      };
    case 'timeout':
    case 'offline':
      return { kind: 'offline' };
    case 'noise':
      return { kind: 'noise' };
  }
}

function isForgotten(outcome: Outcome): boolean {
  return outcome.kind === 'status' && [401, 403].includes(outcome.status);
}

function outcomeOf(refused: Extract<Result<unknown>, { readonly ok: false }>): Outcome {
  switch (refused.fault.code) {
    case 'offline':
    case 'timeout':
      return { kind: 'offline' };
    case 'not-permitted':
    case 'conflict':
      return { kind: 'barred' };
    case 'storage-full':
    case 'storage-failed':
    case 'storage-missing':
      return { kind: 'device' };
    default:
      return { kind: 'noise' };
  }
}
