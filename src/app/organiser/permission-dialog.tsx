/** Yields the question before a device loses its permission, or gets it back. */
import type { VNode } from 'preact';
import { OFFICE_PATHS } from '#core/office-api.ts';
import { tell } from '#device/office-client.ts';
import { isolated } from '#app/ui/said.tsx';
import { Question } from './question.tsx';
import { useOfficeTexts } from './text/texts.ts';
import { useDoing } from './use-doing.ts';

interface PermissionDialogProps {
  readonly gathering: string;
  readonly device: string;
  readonly name: string;
  readonly onClose: () => void;
}

/** The question before it is withdrawn: what happens, and what stays. */
export function WithdrawDialog(props: PermissionDialogProps): VNode {
  const { stations: words } = useOfficeTexts();
  const doing = useChange(props, 'DELETE');
  return (
    <Question
      title={words.withdrawTitle(isolated(props.name))}
      what={words.withdrawWhat}
      refusal={doing.refusal}
      onClose={props.onClose}
      yes={{
        label: doing.isBusy ? words.withdrawing : words.withdrawYes,
        kind: 'danger',
        isBusy: doing.isBusy,
        onPress: doing.go,
      }}
    >
      <p>{words.withdrawUndo}</p>
    </Question>
  );
}

/** The question before it is given back: what the device kept then comes. */
export function GiveBackDialog(props: PermissionDialogProps): VNode {
  const { stations: words } = useOfficeTexts();
  const doing = useChange(props, 'POST');
  return (
    <Question
      title={words.giveBackTitle(isolated(props.name))}
      what={words.giveBackWhat}
      refusal={doing.refusal}
      onClose={props.onClose}
      yes={{
        label: doing.isBusy ? words.givingBack : words.giveBackYes,
        kind: 'main',
        isBusy: doing.isBusy,
        onPress: doing.go,
      }}
    />
  );
}

function useChange(
  { gathering, device, onClose }: PermissionDialogProps,
  method: 'POST' | 'DELETE',
): Pick<ReturnType<typeof useDoing>, 'isBusy' | 'refusal'> & { readonly go: () => void } {
  const doing = useDoing();
  const change = async (): Promise<void> => {
    const path = OFFICE_PATHS.permission(gathering, device);
    const ended = await doing.run(() => tell({ method, path }));
    if (ended.done) onClose();
  };
  return { isBusy: doing.isBusy, refusal: doing.refusal, go: () => void change() };
}
