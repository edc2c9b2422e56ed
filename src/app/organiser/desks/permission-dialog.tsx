/**
 * Yields the question before a device loses its permission, or gets it back. What it has sent stays
 * either way; whether that counts can be decided in the same step.
 */
import type { ComponentChildren, VNode } from 'preact';
import { useState } from 'preact/hooks';
import { LIMITS } from '#core/limits.ts';
import type { OfficeResult } from '#core/office-answer.ts';
import { OFFICE_PATHS } from '#core/office-api.ts';
import type { DeviceState } from '#core/office-gathering-api.ts';
import { tell } from '#device/network/office-client.ts';
import { isolated } from '#app/ui/said.tsx';
import { askDecisions, decide, findStanding } from '../decisions/decisions.ts';
import { Line } from '../ui/fields.tsx';
import { Question } from '../ui/question.tsx';
import { useOfficeTexts } from '../text/texts.ts';
import { useDoing } from '../ui/use-doing.ts';
import { useForm } from '../ui/use-form.ts';

interface PermissionDialogProps {
  readonly gathering: string;
  readonly device: DeviceState;
  readonly name: string;
  readonly onClose: () => void;
}

/** The question before it is withdrawn: what happens, and what stays. */
export function WithdrawDialog({ gathering, device, name, onClose }: PermissionDialogProps): VNode {
  const texts = useOfficeTexts();
  const words = texts.stations;
  const [isAside, setAside] = useState(false);
  const form = useForm({ reason: '' });
  const doing = useDoing();
  const canSetAside = device.decided !== 'aside' && device.received > 0;

  const withdraw = async (): Promise<void> => {
    const reason = form.values.reason.trim();
    const isUnsaid = isAside && reason === '';
    form.refuse(isUnsaid ? { reason: texts.check.missing } : {});
    if (isUnsaid) return;
    const ended = await doing.run(async (): Promise<OfficeResult<unknown>> => {
      const path = OFFICE_PATHS.permission(gathering, device.id);
      const told = await tell({ method: 'DELETE', path });
      if (!told.ok || !isAside) return told;
      return decide(gathering, { act: 'set-aside', journal: device.id, digest: null, reason });
    });
    if (ended.done) onClose();
  };

  return (
    <Question
      title={words.withdrawTitle(isolated(name))}
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
      <form
        ref={form.ref}
        class="stack"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void withdraw();
        }}
      >
        {canSetAside && (
          <Check isOn={isAside} onChange={setAside}>
            {words.withdrawAside}
          </Check>
        )}
        {isAside && (
          <Line
            bound={form.bind('reason')}
            label={texts.decisions.reason}
            charsMax={LIMITS.positionCharsMax}
          />
        )}
      </form>
    </Question>
  );
}

/** The question before it is given back: what the device kept then comes. */
export function GiveBackDialog({ gathering, device, name, onClose }: PermissionDialogProps): VNode {
  const { stations: words } = useOfficeTexts();
  const [isCounted, setCounted] = useState(false);
  const doing = useDoing();

  const giveBack = async (): Promise<void> => {
    const ended = await doing.run(async (): Promise<OfficeResult<unknown>> => {
      const path = OFFICE_PATHS.permission(gathering, device.id);
      const told = await tell({ method: 'POST', path });
      return told.ok && isCounted ? countAgain(gathering, device.id) : told;
    });
    if (ended.done) onClose();
  };

  return (
    <Question
      title={words.giveBackTitle(isolated(name))}
      what={words.giveBackWhat}
      refusal={doing.refusal}
      onClose={onClose}
      yes={{
        label: doing.isBusy ? words.givingBack : words.giveBackYes,
        kind: 'main',
        isBusy: doing.isBusy,
        onPress: () => void giveBack(),
      }}
    >
      {device.decided === 'aside' && (
        <Check isOn={isCounted} onChange={setCounted}>
          {words.giveBackCount}
        </Check>
      )}
    </Question>
  );
}

/** Takes back that all of a device is set aside; nothing where somebody else did so meanwhile. */
async function countAgain(gathering: string, journal: string): Promise<OfficeResult<unknown>> {
  const asked = await askDecisions(gathering);
  if (!asked.ok) return asked;
  const standing = findStanding(asked.value, { journal, digest: null });
  if (standing?.act !== 'set-aside') return asked;
  const { epoch, seq } = standing;
  return decide(gathering, { act: 'take-back', epoch, seq, reason: '' });
}

interface CheckProps {
  readonly isOn: boolean;
  readonly onChange: (isOn: boolean) => void;
  readonly children: ComponentChildren;
}

function Check({ isOn, onChange, children }: CheckProps): VNode {
  return (
    <label class="check">
      <input
        type="checkbox"
        checked={isOn}
        onChange={(event) => {
          onChange(event.currentTarget.checked);
        }}
      />
      {children}
    </label>
  );
}
