/**
 * Reads QR codes with the camera. The browser's own detector is used where there is one (Android
 * Chrome); else a worker decodes the frames. Frames stay on the device and are read one at a time.
 * Closing turns the camera off at once.
 */
import { type Result, bad, good } from '#core/fault.ts';
import type { FrameReply } from './qr-worker.ts';

/** A camera that is on. */
export interface Camera {
  /**
   * The first text it reads. Fault: camera-missing, when there is nothing left to read with. It
   * never settles when the camera is closed before.
   */
  readonly text: Promise<Result<string>>;
  close(): void;
}

/** Reads one frame; null when there is no code in it. */
interface CodeReader {
  read(frame: HTMLVideoElement): Promise<Result<string | null>>;
  close(): void;
}

/** What browsers call BarcodeDetector; not in every type library yet. */
interface Detector {
  detect(source: HTMLVideoElement): Promise<readonly { readonly rawValue: string }[]>;
}
type DetectorClass = (new (options: { readonly formats: readonly string[] }) => Detector) & {
  getSupportedFormats(): Promise<readonly string[]>;
};

const FRAMES_PER_SECOND = 8;
/** The longer side of a frame that is decoded; a poster's modules are still several pixels wide. */
const FRAME_PIXELS_MAX = 720;

/** Turns the camera on and shows it in a video element. Faults: camera-missing, camera-refused. */
export async function openCamera(video: HTMLVideoElement): Promise<Result<Camera>> {
  const stream = await openStream();
  if (!stream.ok) return stream;
  video.srcObject = stream.value;
  video.muted = true;
  video.playsInline = true;
  try {
    await video.play();
  } catch (error) {
    stop(stream.value);
    return bad('camera-missing', String(error));
  }
  const reader = await openReader();
  return good(watch({ video, stream: stream.value, reader }));
}

async function openStream(): Promise<Result<MediaStream>> {
  // Absent on an insecure origin and in some in-app browsers.
  if (!('mediaDevices' in navigator)) return bad('camera-missing', 'no mediaDevices');
  try {
    return good(
      await navigator.mediaDevices.getUserMedia({
        audio: false,
        video: {
          facingMode: { ideal: 'environment' },
          width: { ideal: 1_280 },
          height: { ideal: 720 },
        },
      }),
    );
  } catch (error) {
    if (!(error instanceof DOMException)) throw error;
    const isRefused = error.name === 'NotAllowedError' || error.name === 'SecurityError';
    return bad(isRefused ? 'camera-refused' : 'camera-missing', error.name);
  }
}

interface CameraSession {
  readonly video: HTMLVideoElement;
  readonly stream: MediaStream;
  readonly reader: CodeReader;
}

/** Looks at a frame, waits, looks at the next: a slow decoder sees fewer frames, never a queue. */
function watch({ video, stream, reader }: CameraSession): Camera {
  const closing = new AbortController();
  const { signal } = closing;
  const look = async (): Promise<Result<string>> => {
    while (!signal.aborted) {
      const hasFrame = video.readyState >= HTMLMediaElement.HAVE_CURRENT_DATA;
      const read = hasFrame ? await reader.read(video) : good(null);
      if (signal.aborted) break;
      if (!read.ok) return read;
      if (read.value !== null) return good(read.value);
      await pause();
    }
    return new Promise(() => undefined);
  };
  return {
    text: look(),
    close() {
      closing.abort();
      stop(stream);
      video.srcObject = null;
      reader.close();
    },
  };
}

function pause(): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, 1_000 / FRAMES_PER_SECOND);
  });
}

function stop(stream: MediaStream): void {
  for (const track of stream.getTracks()) track.stop();
}

async function openReader(): Promise<CodeReader> {
  const detector = await findDetector();
  if (detector === null) return openWorkerReader();
  return {
    async read(frame) {
      try {
        return good((await detector.detect(frame))[0]?.rawValue ?? null);
      } catch (error) {
        return bad('camera-missing', String(error));
      }
    },
    close: () => undefined,
  };
}

/** The browser's detector, if it has one that reads QR codes: on some systems it has none. */
async function findDetector(): Promise<Detector | null> {
  const Found: DetectorClass | undefined = Reflect.get(globalThis, 'BarcodeDetector');
  if (Found === undefined) return null;
  const formats = await Found.getSupportedFormats();
  return formats.includes('qr_code') ? new Found({ formats: ['qr_code'] }) : null;
}

function openWorkerReader(): CodeReader {
  const worker = new Worker(new URL('./qr-worker.ts', import.meta.url), { type: 'module' });
  const canvas = document.createElement('canvas');
  const context = canvas.getContext('2d', { willReadFrequently: true });
  // It may fail before it is asked about a frame: then no frame is ever answered.
  const failed = new Promise<Result<never>>((resolve) => {
    worker.addEventListener('error', ({ message }) => resolve(bad('camera-missing', message)));
  });
  return {
    async read(video) {
      const scale = Math.min(1, FRAME_PIXELS_MAX / Math.max(video.videoWidth, video.videoHeight));
      canvas.width = Math.floor(video.videoWidth * scale);
      canvas.height = Math.floor(video.videoHeight * scale);
      if (context === null || canvas.width === 0) return good(null);
      context.drawImage(video, 0, 0, canvas.width, canvas.height);
      const frame = context.getImageData(0, 0, canvas.width, canvas.height);
      return Promise.race([failed, decodeIn(worker, frame)]);
    },
    close: () => worker.terminate(),
  };
}

/** One frame there, one answer back. */
function decodeIn(worker: Worker, frame: ImageData): Promise<Result<string | null>> {
  return new Promise((resolve) => {
    worker.addEventListener(
      'message',
      ({ data }: MessageEvent<FrameReply>) => resolve(good(data.text)),
      { once: true },
    );
    worker.postMessage(frame, [frame.data.buffer]);
  });
}
