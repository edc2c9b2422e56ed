/**
 * A spool holds the bytes of one print between the press and its reader. The press may run ahead
 * by a bounded number of bytes; a reader that takes nothing for too long has gone. A print that
 * is torn ends in an error, so that half a list never looks like a whole one.
 */
import { PassThrough, type Readable } from 'node:stream';
import type { Fault } from '#core/fault.ts';

/** The bounds of a spool. */
export interface SpoolBounds {
  readonly printAheadBytesMax: number;
  readonly printStallMs: number;
}

/** Where a press puts the bytes of one print. */
export interface Spool {
  readonly bytes: Readable;
  /**
   * Resolves when nothing is left to read: all was taken, the print was torn, or the reader went.
   */
  readonly settled: Promise<void>;
  /** Adds bytes; resolves when more may come, or when nobody will read them. */
  readonly put: (bytes: Uint8Array) => Promise<'more' | 'gone'>;
  readonly end: () => void;
  readonly tear: (fault: Fault) => void;
}

/** Opens the spool of one print, for one reader. */
export function openSpool(bounds: SpoolBounds): Spool {
  const stream = new PassThrough({ highWaterMark: bounds.printAheadBytesMax });
  let putBytes = 0;
  let takenBytes = 0;
  const tear = (fault: Fault): void => {
    stream.destroy(new Error(`print torn: ${fault.code}, ${fault.detail}`));
  };
  const heldBytes = (): number => stream.readableLength + stream.writableLength;
  const watch = setInterval(() => {
    const nowTakenBytes = putBytes - heldBytes();
    if (heldBytes() > 0 && nowTakenBytes === takenBytes) {
      tear({ code: 'timeout', detail: 'nobody reads the print' });
    }
    takenBytes = nowTakenBytes;
  }, bounds.printStallMs);
  const settled = new Promise<void>((resolve) => {
    stream.once('close', () => {
      clearInterval(watch);
      resolve();
    });
  });
  // The reader is told by its own reading; a print without a reader must not stop the office.
  stream.on('error', () => undefined);

  return {
    bytes: stream,
    settled,
    put: async (bytes) => {
      putBytes += bytes.length;
      if (!stream.destroyed && !stream.write(bytes)) {
        await Promise.race([settled, drained(stream)]);
      }
      return stream.destroyed ? 'gone' : 'more';
    },
    end: () => {
      stream.end();
    },
    tear,
  };
}

function drained(stream: PassThrough): Promise<void> {
  return new Promise((resolve) => {
    stream.once('drain', resolve);
  });
}
