/** Files, chosen with the native field or dropped on it. */
import type { VNode } from 'preact';
import { useId, useState } from 'preact/hooks';

interface FileDropProps {
  readonly label: string;
  readonly hint: string;
  readonly isMain: boolean;
  /** What the chooser offers; every file when it does not say. */
  readonly accept?: string;
  readonly isMany?: boolean;
  readonly onFiles: (files: readonly File[]) => void;
}

/** The field. */
export function FileDrop(props: FileDropProps): VNode {
  const { label, hint, isMain, accept, isMany = false, onFiles } = props;
  const id = useId();
  const [isOver, setOver] = useState(false);
  const take = (files: FileList | null | undefined): void => {
    const taken = [...(files ?? [])].slice(0, isMany ? undefined : 1);
    if (taken.length > 0) onFiles(taken);
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
        accept={accept}
        multiple={isMany}
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
