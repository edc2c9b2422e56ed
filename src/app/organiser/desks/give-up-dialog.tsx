/**
 * The dialog before a device, or all phones at once, is given up: what it means, and why. The
 * reason is kept with the organiser's name, because it is shown wherever the word complete is.
 */
import type { VNode } from 'preact';
import { LIMITS } from '#core/limits.ts';
import { givenUp } from '#core/office-gathering-api.ts';
import { call } from '#device/network/office-client.ts';
import { Line } from '../ui/fields.tsx';
import { Question } from '../ui/question.tsx';
import { useOfficeTexts } from '../text/texts.ts';
import { useDoing } from '../ui/use-doing.ts';
import { useForm } from '../ui/use-form.ts';

interface GiveUpDialogProps {
  /** The path of the request. */
  readonly path: string;
  readonly title: string;
  readonly what: readonly string[];
  readonly reasonHint: string;
  readonly onClose: () => void;
}

/** The question. */
export function GiveUpDialog(props: GiveUpDialogProps): VNode {
  const { path, title, what, reasonHint, onClose } = props;
  const texts = useOfficeTexts();
  const words = texts.completeness;
  const form = useForm({ reason: '' });
  const doing = useDoing();

  const giveUp = async (): Promise<void> => {
    const reason = form.values.reason.trim();
    form.refuse(reason === '' ? { reason: texts.check.missing } : {});
    if (reason === '') return;
    const ended = await doing.run(() => call(givenUp, { method: 'POST', path, body: { reason } }));
    if (ended.done) onClose();
  };

  return (
    <Question
      title={title}
      what={what}
      refusal={doing.refusal}
      onClose={onClose}
      yes={{
        label: doing.isBusy ? words.givingUp : words.giveUpYes,
        kind: 'danger',
        isBusy: doing.isBusy,
        onPress: () => void giveUp(),
      }}
    >
      <form
        ref={form.ref}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void giveUp();
        }}
      >
        <Line
          bound={form.bind('reason')}
          label={words.reason}
          hint={reasonHint}
          charsMax={LIMITS.positionCharsMax}
        />
      </form>
    </Question>
  );
}
