/** The fields of a gathering: what it is, when and where, and who confirms its papers. */
import type { ComponentChildren, VNode } from 'preact';
import { GATHERING_KINDS } from '#core/gathering.ts';
import { LIMITS } from '#core/limits.ts';
import { ZONES, zoneOffsetMs } from '#core/time.ts';
import { useTexts } from '#app/text/texts.ts';
import { Line, Pick } from '../ui/fields.tsx';
import type { GatheringField } from './gathering-draft.ts';
import { PrintedFields } from './printed-fields.tsx';
import { useOfficeTexts } from '../text/texts.ts';
import type { Form } from '../ui/use-form.ts';

interface GatheringFieldsProps {
  readonly bind: Form<GatheringField>['bind'];
  /** How full the QR code is; it stands below what fills it. */
  readonly children: ComponentChildren;
}

/** The fields. */
export function GatheringFields({ bind, children }: GatheringFieldsProps): VNode {
  return (
    <>
      <What bind={bind} />
      <WhenAndWhere bind={bind} />
      {children}
      <PrintedFields bind={bind} />
    </>
  );
}

type PartProps = Pick<GatheringFieldsProps, 'bind'>;

function What({ bind }: PartProps): VNode {
  const texts = useOfficeTexts();
  const words = texts.gatheringForm;
  return (
    <fieldset class="form-part">
      <legend>{words.partWhat}</legend>
      <Line
        bound={bind('title')}
        label={words.name}
        hint={words.nameHint}
        charsMax={LIMITS.titleCharsMax}
      />
      <Pick
        bound={bind('kind')}
        label={words.kind}
        options={GATHERING_KINDS.map((value) => ({ value, label: texts.kind[value] }))}
      />
      <Line
        bound={bind('organiser')}
        label={words.organiser}
        hint={words.organiserHint}
        charsMax={LIMITS.organiserCharsMax}
      />
    </fieldset>
  );
}

function WhenAndWhere({ bind }: PartProps): VNode {
  const texts = useOfficeTexts();
  const words = texts.gatheringForm;
  return (
    <fieldset class="form-part">
      <legend>{words.partWhen}</legend>
      <Line
        bound={bind('place')}
        label={words.place}
        hint={words.placeHint}
        charsMax={LIMITS.placeCharsMax}
      />
      <div class="field-row">
        <Line bound={bind('date')} label={words.date} type="date" />
        <Pick
          bound={bind('zone')}
          label={words.zone}
          options={ZONES.map((value) => ({ value, label: texts.programmeForm.zones[value] }))}
        />
      </div>
      <div class="field-row">
        <Line bound={bind('startsAt')} label={words.start} type="time" />
        <Line bound={bind('endsAt')} label={words.end} type="time" isOptional />
      </div>
      <ChosenTime bind={bind} />
    </fieldset>
  );
}

/** Browsers write a date in the order of their own language; in words it cannot be misread. */
function ChosenTime({ bind }: PartProps): VNode | null {
  const { gatheringForm: words } = useOfficeTexts();
  const { moment } = useTexts();
  const zone = ZONES.find((one) => one === bind('zone').value) ?? 'WIB';
  const ms = Date.parse(`${bind('date').value}T${bind('startsAt').value}Z`) - zoneOffsetMs(zone);
  return Number.isNaN(ms) ? null : <p role="status">{words.chosenTime(moment(ms, zone))}</p>;
}
