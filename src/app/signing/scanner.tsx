/** Yields the camera view: it looks until it has read a code, and is closed with the screen. */
import type { VNode } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { type FaultCode, bad } from '#core/fault.ts';
import type { Camera } from '#device/camera/camera.ts';
import { loadPart } from '#device/load-part.ts';
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
      const part = await loadPart(() => import('#device/camera/camera.ts'));
      // The screen may go while the decoder loads, or while the person is asked for permission.
      if (!isShown || video.current === null) return;
      const opened = part.ok ? await part.value.openCamera(video.current) : bad('camera-missing');
      if (opened.ok && !isShown) return opened.value.close();
      if (opened.ok) camera = opened.value;
      const text = opened.ok ? await opened.value.text : opened;
      if (text.ok) onText(text.value);
      else if (isShown) onFault(text.fault.code);
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
