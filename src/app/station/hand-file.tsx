/**
 * Gives a file out: by download, and by sharing where the browser can. It is shared as a text file,
 * because browsers share no other type that fits. Its content decides how it is read, not its type.
 */
import type { VNode } from 'preact';
import { useEffect, useMemo, useState } from 'preact/hooks';
import type { HandFile } from '#device/device.ts';
import { useParcelsTexts } from '#app/text/parcels-texts.ts';
import { Button } from '#app/ui/parts.tsx';
import { said } from '#app/ui/said.tsx';

/** Its name, and what may be done with it. */
export function HandFileWays({ file }: { readonly file: HandFile }): VNode {
  const words = useParcelsTexts();
  const [hasFailed, setFailed] = useState(false);
  const url = useMemo(() => URL.createObjectURL(new Blob([file.bytes])), [file]);
  useEffect(() => () => URL.revokeObjectURL(url), [url]);
  const shared = useMemo(() => shareable(file), [file]);
  const share = async (data: ShareData): Promise<void> => {
    setFailed(false);
    try {
      await navigator.share(data);
    } catch (error) {
      // Closing the list of apps is no failure.
      if (!(error instanceof DOMException)) throw error;
      setFailed(error.name !== 'AbortError');
    }
  };
  return (
    <div class="hand-file">
      <p class="file-name">{said(file.name)}</p>
      <div class="ways">
        <a class="button button-main" href={url} download={file.name}>
          {words.download}
        </a>
        {shared !== null && <Button onPress={() => void share(shared)}>{words.share}</Button>}
      </div>
      {hasFailed && <p role="alert">{words.shareFailed}</p>}
    </div>
  );
}

function shareable({ name, bytes }: HandFile): ShareData | null {
  if (!('canShare' in navigator)) return null;
  const data = { files: [new File([bytes], `${name}.txt`, { type: 'text/plain' })] };
  return navigator.canShare(data) ? data : null;
}
