/** Yields the question before a device loses its permission: what happens, and what stays. */
import type { VNode } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { OFFICE_PATHS } from '#core/office-api.ts';
import { tell } from '#device/office-client.ts';
import { Button } from '#app/ui/parts.tsx';
import { Refused } from './asked.tsx';
import { useOfficeTexts } from './text/texts.ts';
import { useDoing } from './use-doing.ts';

interface WithdrawDialogProps {
  readonly gathering: string;
  readonly device: string;
  readonly name: string;
  readonly onClose: () => void;
}

/** The question. */
export function WithdrawDialog({ gathering, device, name, onClose }: WithdrawDialogProps): VNode {
  const texts = useOfficeTexts();
  const words = texts.stations;
  const ref = useRef<HTMLDialogElement>(null);
  const doing = useDoing();
  useEffect(() => {
    ref.current?.showModal();
  }, []);

  const withdraw = async (): Promise<void> => {
    const ended = await doing.run(() =>
      tell({ method: 'DELETE', path: OFFICE_PATHS.device(gathering, device) }),
    );
    if (ended.done) onClose();
  };

  return (
    <dialog ref={ref} class="confirm" aria-labelledby="withdraw-title" onClose={onClose}>
      <div class="confirm-body">
        <h2 id="withdraw-title">{words.withdrawTitle(name)}</h2>
        <ul>
          {words.withdrawWhat.map((sentence) => (
            <li key={sentence}>{sentence}</li>
          ))}
        </ul>
        <p>{words.withdrawUndo}</p>
        <Refused refusal={doing.refusal} />
        <div class="button-row">
          <Button kind="danger" disabled={doing.isBusy} onPress={() => void withdraw()}>
            {doing.isBusy ? words.withdrawing : words.withdrawYes}
          </Button>
          <Button onPress={onClose}>{texts.act.cancel}</Button>
        </div>
      </div>
    </dialog>
  );
}
