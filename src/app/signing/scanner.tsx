/** Yields the camera view: it looks until it has read a code, and is closed with the screen. */
import type { VNode } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { assert } from '#core/assert.ts';
import type { FaultCode } from '#core/fault.ts';
import type { Camera, OpenCamera } from '#app/camera.ts';
import { useTexts } from '#app/text/texts.ts';
import { Button } from '#app/ui/parts.tsx';

interface ScannerProps {
  readonly openCamera: OpenCamera;
  readonly onText: (text: string) => void;
  readonly onClose: () => void;
  readonly onFault: (fault: FaultCode) => void;
}

/** The camera view. */
export function Scanner({ openCamera, onText, onClose, onFault }: ScannerProps): VNode {
  const words = useTexts().start;
  const video = useRef<HTMLVideoElement>(null);

  useEffect(() => {
    let camera: Camera | null = null;
    let isShown = true;
    const look = async (): Promise<void> => {
      assert(video.current !== null, 'the view is drawn');
      const opened = await openCamera(video.current);
      if (!opened.ok) {
        if (isShown) onFault(opened.fault.code);
        return;
      }
      camera = opened.value;
      // The screen may have gone while the person was asked for permission.
      if (isShown) onText(await camera.text);
      else camera.close();
    };
    void look();
    return () => {
      isShown = false;
      camera?.close();
    };
  }, []);

  return (
    <section class="scanner">
      <p role="status">{words.scanning}</p>
      <video ref={video} playsInline muted aria-label={words.scanning} />
      <Button onPress={onClose}>{words.stopScanning}</Button>
    </section>
  );
}
