/**
 * Yields how many people may write themselves in on phones before somebody has to look: the figures
 * of now, and the ceiling to be changed.
 */
import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import { LIMITS } from '#core/limits.ts';
import { OFFICE_PATHS } from '#core/office-api.ts';
import { type GatheringView, gathering } from '#core/office-gathering-api.ts';
import { call } from '#device/network/office-client.ts';
import { useTexts } from '#app/text/texts.ts';
import { Refused } from '../ui/asked.tsx';
import { Line } from '../ui/fields.tsx';
import { Submit } from '../ui/page.tsx';
import { useOfficeTexts } from '../text/texts.ts';
import { useDoing } from '../ui/use-doing.ts';
import { useForm } from '../ui/use-form.ts';

interface PhoneCeilingProps {
  readonly shown: GatheringView;
  readonly onChanged: () => void;
}

/** The panel. */
export function PhoneCeiling({ shown, onChanged }: PhoneCeilingProps): VNode {
  const { qr: words } = useOfficeTexts();
  const { count } = useTexts();
  const { ceiling, walkIns, overCeiling } = shown.phones;
  return (
    <section class="office-panel">
      <h2>{words.phones}</h2>
      <p>
        <b>{words.phonesCount(count(walkIns), count(ceiling))}</b>
        {overCeiling > 0 && ` · ${words.phonesOver(count(overCeiling))}`}
      </p>
      <p>{words.phonesWhat}</p>
      <p>{words.phonesDesk(LIMITS.phoneSigningsMax)}</p>
      <CeilingForm shown={shown} onChanged={onChanged} />
    </section>
  );
}

function CeilingForm({ shown, onChanged }: PhoneCeilingProps): VNode {
  const { act, qr: words } = useOfficeTexts();
  const { count } = useTexts();
  const form = useForm({ walkIns: String(shown.phones.ceiling) });
  const doing = useDoing();
  const [isDone, setDone] = useState(false);
  const max = count(LIMITS.phoneWalkInsMax);

  const save = async (): Promise<void> => {
    setDone(false);
    const walkIns = parseCount(form.values.walkIns);
    form.refuse(walkIns === null ? { walkIns: words.ceilingWrong(max) } : {});
    if (walkIns === null) return;
    const path = OFFICE_PATHS.phoneCeiling(shown.id);
    const ended = await doing.run(() =>
      call(gathering, { method: 'POST', path, body: { walkIns } }),
    );
    if (!ended.done) return;
    setDone(true);
    onChanged();
  };

  return (
    <>
      <form
        ref={form.ref}
        class="search"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        <Line
          bound={form.bind('walkIns')}
          label={words.ceiling}
          hint={words.ceilingHint(max)}
          type="digits"
          charsMax={String(LIMITS.phoneWalkInsMax).length + 1}
        />
        <Submit isBusy={doing.isBusy} going={act.saving}>
          {words.ceilingGo}
        </Submit>
      </form>
      <p role="status">{isDone && <b>{words.ceilingDone}</b>}</p>
      <Refused refusal={doing.refusal} />
    </>
  );
}

/** `2.000` and `2000` are the same; null for what is no number in the range. */
function parseCount(text: string): number | null {
  const digits = text.trim().replaceAll(/[.,](?=\d{3}$)/g, '');
  const number = /^\d{1,6}$/.test(digits) ? Number(digits) : Infinity;
  return number <= LIMITS.phoneWalkInsMax ? number : null;
}
