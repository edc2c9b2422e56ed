/** Yields the worker that decodes camera frames, where the browser has no detector of its own. */
import decodeQr from 'qr/decode.js';

/** The text in a frame; null when there is no code, or none that could be read. */
export interface FrameReply {
  readonly text: string | null;
}

/** So long a frame may take beyond the first try; the next frame comes anyway. */
const RETRY_MS_MAX = 60;

addEventListener('message', ({ data: frame }: MessageEvent<ImageData>) => {
  postMessage(read(frame));
});

function read(frame: ImageData): FrameReply {
  const { width, height, data } = frame;
  try {
    return { text: decodeQr({ width, height, data }, { timeLimit: RETRY_MS_MAX }) };
  } catch (error) {
    // The decoder throws for a frame without a code, which is most of them.
    if (error instanceof Error) return { text: null };
    throw error;
  }
}
