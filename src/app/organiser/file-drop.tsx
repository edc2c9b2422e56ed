/** Yields a file, chosen with the native field or dropped on it. */
import type { VNode } from 'preact';
import { useId, useState } from 'preact/hooks';

interface FileDropProps {
  readonly label: string;
  readonly hint: string;
  readonly isMain: boolean;
  readonly onFile: (file: File) => void;
}

/** The field. */
export function FileDrop({ label, hint, isMain, onFile }: FileDropProps): VNode {
  const id = useId();
  const [isOver, setOver] = useState(false);
  const take = (files: FileList | null | undefined): void => {
    const file = files?.[0];
    if (file !== undefined) onFile(file);
  };
  return (
    // Dropping is a shortcut; the field inside does the same for everyone.
    <div
      class={isOver ? 'drop drop-over' : 'drop'}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => {
        setOver(false);
      }}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        take(event.dataTransfer?.files);
      }}
    >
      <input
        id={id}
        class="unseen"
        type="file"
        accept=".csv,text/csv"
        onChange={(event) => {
          take(event.currentTarget.files);
          // The same file, once corrected, may be chosen again.
          event.currentTarget.value = '';
        }}
      />
      <label for={id} class={isMain ? 'button button-main' : 'button'}>
        {label}
      </label>
      <p>{hint}</p>
    </div>
  );
}
