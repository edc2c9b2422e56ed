/** Yields the question before a device loses its permission: what happens, and what stays. */
import type { VNode } from 'preact';
import { OFFICE_PATHS } from '#core/office-api.ts';
import { tell } from '#device/office-client.ts';
import { Question } from './question.tsx';
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
  const { stations: words } = useOfficeTexts();
  const doing = useDoing();

  const withdraw = async (): Promise<void> => {
    const ended = await doing.run(() =>
      tell({ method: 'DELETE', path: OFFICE_PATHS.device(gathering, device) }),
    );
    if (ended.done) onClose();
  };

  return (
    <Question
      title={words.withdrawTitle(name)}
      what={words.withdrawWhat}
      refusal={doing.refusal}
      onClose={onClose}
      yes={{
        label: doing.isBusy ? words.withdrawing : words.withdrawYes,
        kind: 'danger',
        isBusy: doing.isBusy,
        onPress: () => void withdraw(),
      }}
    >
      <p>{words.withdrawUndo}</p>
    </Question>
  );
}
