/** The facts of a gathering on its screen, and the form that changes those that no device gets. */
import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import { type FactWords, factsOf, isPrinted } from '#core/gathering-facts.ts';
import { OFFICE_PATHS } from '#core/office-api.ts';
import { type GatheringView, gathering } from '#core/office-gathering-api.ts';
import { call } from '#device/network/office-client.ts';
import { useTexts } from '#app/text/texts.ts';
import { Button, Fact } from '#app/ui/parts.tsx';
import { said } from '#app/ui/said.tsx';
import { Refused } from '../ui/asked.tsx';
import { Submit } from '../ui/page.tsx';
import { printedOf, printedValues } from './gathering-draft.ts';
import { PrintedFields } from './printed-fields.tsx';
import { useOfficeTexts } from '../text/texts.ts';
import { useDoing, useFieldFaults } from '../ui/use-doing.ts';
import { useForm } from '../ui/use-form.ts';

interface FactsProps {
  readonly shown: GatheringView;
  readonly onChanged: () => void;
}

/** The facts, and the way to change some of them. */
export function Facts({ shown, onChanged }: FactsProps): VNode {
  const texts = useOfficeTexts();
  const words = texts.gatheringForm;
  const facts = factsOf(shown, useFactWords());
  const [isChanging, setChanging] = useState(false);
  const [isDone, setDone] = useState(false);
  const heads = facts.filter(({ name }) => name !== 'title' && !isPrinted(name));
  return (
    <div class="stack">
      <p>
        {texts.kind[shown.kind]}
        {heads.map(({ name, value }) => (
          <span key={name}> · {said(value)}</span>
        ))}
      </p>
      {isChanging ? (
        <PrintedForm
          shown={shown}
          onClose={() => {
            setChanging(false);
          }}
          onChanged={() => {
            setDone(true);
            onChanged();
          }}
        />
      ) : (
        <>
          <dl class="facts">
            {facts
              .filter(({ name }) => isPrinted(name))
              .map(({ name, label, value }) => (
                <Fact key={name} name={label}>
                  {said(value)}
                </Fact>
              ))}
            <Confirms shown={shown} />
          </dl>
          <p role="status">{isDone && <b>{words.printedDone}</b>}</p>
          <div class="button-row">
            <Button
              onPress={() => {
                setDone(false);
                setChanging(true);
              }}
            >
              {words.printedChange}
            </Button>
          </div>
        </>
      )}
    </div>
  );
}

/** Who confirms the papers, in one line. */
function Confirms({ shown: { closing } }: Pick<FactsProps, 'shown'>): VNode | null {
  const words = useOfficeTexts().gatheringForm;
  if (closing === null) return null;
  const { city, position, name, rank, number } = closing;
  return (
    <Fact name={words.closing}>
      {said([city, position, name, rank, number].filter((text) => text !== '').join(', '))}
    </Fact>
  );
}

function useFactWords(): FactWords {
  const { factLabels } = useOfficeTexts();
  const { day, clock } = useTexts();
  return {
    labels: factLabels,
    days: ({ fromMs }, zone) => day(fromMs, zone),
    clocks: ({ fromMs }, zone) => clock(fromMs, zone),
  };
}

function PrintedForm({
  shown,
  onChanged,
  onClose,
}: FactsProps & { readonly onClose: () => void }): VNode {
  const { act, gatheringForm: words } = useOfficeTexts();
  const form = useForm(printedValues(shown));
  const doing = useDoing();
  const fieldFaults = useFieldFaults(form.values);

  const save = async (): Promise<void> => {
    form.refuse({});
    const ended = await doing.run(() =>
      call(gathering, {
        method: 'POST',
        path: OFFICE_PATHS.printed(shown.id),
        body: printedOf(form.values),
      }),
    );
    if (!ended.done) {
      form.refuse(fieldFaults(ended.refusal));
      return;
    }
    onClose();
    onChanged();
  };

  return (
    <form
      ref={form.ref}
      class="office-form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <PrintedFields bind={form.bind} />
      <Refused refusal={doing.refusal} />
      <div class="button-row">
        <Submit isBusy={doing.isBusy} going={act.saving}>
          {words.printedSave}
        </Submit>
        <Button onPress={onClose}>{act.cancel}</Button>
      </div>
    </form>
  );
}
