/** Yields the camera view: it looks until it has read a code, and is closed with the screen. */
import type { VNode } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import type { FaultCode } from '#core/fault.ts';
import type { Camera } from '#device/camera.ts';
import { useTexts } from '#app/text/texts.ts';
import { Button } from '#app/ui/parts.tsx';

interface ScannerProps {
  readonly onText: (text: string) => void;
  readonly onClose: () => void;
  readonly onFault: (fault: FaultCode) => void;
}

/** The camera view. */
export function Scanner({ onText, onClose, onFault }: ScannerProps): VNode {
  const words = useTexts().start;
  const video = useRef<HTMLVideoElement>(null);

  useEffect(() => {
    let camera: Camera | null = null;
    let isShown = true;
    const look = async (): Promise<void> => {
      const { openCamera } = await import('#device/camera.ts');
      // The screen may go while the decoder loads, or while the person is asked for permission.
      if (!isShown || video.current === null) return;
      const opened = await openCamera(video.current);
      if (!opened.ok) {
        if (isShown) onFault(opened.fault.code);
        return;
      }
      if (!isShown) {
        opened.value.close();
        return;
      }
      camera = opened.value;
      onText(await camera.text);
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
