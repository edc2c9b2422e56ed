/**
 * What a device believes: a field device whose receipts move the product's own watermark,
 * and whose next run is the one that the watermark leaves to be sent.
 */
import { assert } from '#core/assert.ts';
import { equalBytes } from '#core/bytes.ts';
import { LIMITS } from '#core/limits.ts';
import type { ReadReceipt } from '#core/receipt.ts';
import {
  EMPTY_MARK,
  type ReceivedMark,
  nextRun,
  receivedCount,
  settleMark,
} from '#device/store/watermark.ts';
import { sha256 } from '#server/keys.ts';
import type { TestDevice } from './field.ts';

export interface Settling {
  readonly mark: ReceivedMark;
  /** Sends the next run, or a heartbeat when there is none, and settles the receipt. */
  exchange(): Promise<ReadReceipt>;
  /** Exchanges until the office has everything; answers how many entries it sent. */
  empty(): Promise<number>;
}

export function settle(device: TestDevice): Settling {
  let mark = EMPTY_MARK;
  const wanted = () =>
    nextRun(mark, {
      headSeq: device.entries.length,
      skip: [],
      entriesMax: LIMITS.batchEntriesStart,
    });
  const exchange = async (): Promise<ReadReceipt> => {
    const answered = wanted();
    const run = answered === null ? [] : device.entries.slice(answered.from - 1, answered.to);
    const receipt = await device.sync(run);
    const state = receipt.journals[0];
    assert(state !== undefined, 'every receipt says what is held of the claimed journal');
    const own = device.entries[state.seq - 1];
    const agrees =
      state.seq === 0 || (own !== undefined && equalBytes(sha256(own.bytes), state.digest));
    const { epoch } = receipt;
    const news = { epoch, answered, state, agrees, isLate: false, isLatest: true };
    mark = settleMark(mark, news);
    return receipt;
  };
  return {
    get mark() {
      return mark;
    },
    exchange,
    async empty() {
      let sent = 0;
      do {
        const run = wanted();
        sent += run === null ? 0 : run.to - run.from + 1;
        await exchange();
      } while (wanted() !== null);
      assert(receivedCount(mark) === device.entries.length, 'everything is received');
      return sent;
    },
  };
}
