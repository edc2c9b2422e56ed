/**
 * Yields the camera to the one screen that scans. It is opened by whoever puts the app together, so
 * that the decoder is loaded only when somebody wants to scan.
 */
import { createContext } from 'preact';
import type { Result } from '#core/fault.ts';

/** An open camera that shows itself in a video and looks for a code. */
export interface Camera {
  /** The first code it reads. It never settles when the camera is closed before. */
  readonly text: Promise<string>;
  close(): void;
}

/** Opens the camera. Faults: camera-missing, camera-refused. */
export type OpenCamera = (video: HTMLVideoElement) => Promise<Result<Camera>>;

/** How to open the camera; null where a code can only be pasted. */
export const CameraContext = createContext<OpenCamera | null>(null);
