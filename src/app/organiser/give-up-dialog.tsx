/**
 * Yields the question before nothing more is expected of a device: what it means, and why. The
 * reason is kept with the name of who gave it, because it stands beside every word of complete.
 */
import type { VNode } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { LIMITS } from '#core/limits.ts';
import { OFFICE_PATHS } from '#core/office-api.ts';
import { givenUp } from '#core/office-gathering-api.ts';
import { call } from '#device/office-client.ts';
import { Button } from '#app/ui/parts.tsx';
import { Refused } from './asked.tsx';
import { Line } from './fields.tsx';
import { useOfficeTexts } from './text/texts.ts';
import { useDoing } from './use-doing.ts';
import { useForm } from './use-form.ts';

interface GiveUpDialogProps {
  readonly gathering: string;
  readonly device: string;
  readonly name: string;
  readonly onClose: () => void;
}

/** The question. */
export function GiveUpDialog({ gathering, device, name, onClose }: GiveUpDialogProps): VNode {
  const texts = useOfficeTexts();
  const words = texts.completeness;
  const ref = useRef<HTMLDialogElement>(null);
  const form = useForm({ reason: '' });
  const doing = useDoing();
  useEffect(() => {
    ref.current?.showModal();
  }, []);

  const giveUp = async (): Promise<void> => {
    const reason = form.values.reason.trim();
    form.refuse(reason === '' ? { reason: texts.check.missing } : {});
    if (reason === '') return;
    const path = OFFICE_PATHS.givenUp(gathering, device);
    const ended = await doing.run(() => call(givenUp, { method: 'POST', path, body: { reason } }));
    if (ended.done) onClose();
  };

  return (
    <dialog ref={ref} class="confirm" aria-labelledby="give-up-title" onClose={onClose}>
      <form
        ref={form.ref}
        class="confirm-body"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void giveUp();
        }}
      >
        <h2 id="give-up-title">{words.giveUpTitle(name)}</h2>
        <ul>
          {words.giveUpWhat.map((sentence) => (
            <li key={sentence}>{sentence}</li>
          ))}
        </ul>
        <Line
          bound={form.bind('reason')}
          label={words.reason}
          hint={words.reasonHint}
          charsMax={LIMITS.positionCharsMax}
        />
        <Refused refusal={doing.refusal} />
        <div class="button-row">
          <Button kind="danger" disabled={doing.isBusy} onPress={() => void giveUp()}>
            {doing.isBusy ? words.givingUp : words.giveUpYes}
          </Button>
          <Button onPress={onClose}>{texts.act.cancel}</Button>
        </div>
      </form>
    </dialog>
  );
}
