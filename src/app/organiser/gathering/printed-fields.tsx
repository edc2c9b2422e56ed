/** The fields of what stands on posters, papers and screens alone: its texts, and who confirms. */
import type { VNode } from 'preact';
import { PRINTED_NAMES, PRINTED_TEXTS } from '#core/gathering-facts.ts';
import { LIMITS } from '#core/limits.ts';
import { Line } from '../ui/fields.tsx';
import type { PrintedField } from './gathering-draft.ts';
import { useOfficeTexts } from '../text/texts.ts';
import type { Form } from '../ui/use-form.ts';

interface PrintedFieldsProps {
  readonly bind: Form<PrintedField>['bind'];
}

/** The fields. */
export function PrintedFields({ bind }: PrintedFieldsProps): VNode {
  const texts = useOfficeTexts();
  const words = texts.gatheringForm;
  return (
    <fieldset class="form-part">
      <legend>{words.partPrinted}</legend>
      {PRINTED_NAMES.map((name) => (
        <Line
          key={name}
          bound={bind(name)}
          label={texts.factLabels[name]}
          hint={words.printedHints[name]}
          charsMax={PRINTED_TEXTS[name].charsMax}
          isOptional
        />
      ))}
      <p>
        <b>{words.closing}.</b> {words.closingHint}
      </p>
      <div class="field-row">
        <Line
          bound={bind('closing.position')}
          label={words.closingPosition}
          charsMax={LIMITS.positionCharsMax}
          isOptional
        />
        <Line
          bound={bind('closing.city')}
          label={words.closingCity}
          charsMax={LIMITS.placeCharsMax}
          isOptional
        />
      </div>
      <Line
        bound={bind('closing.name')}
        label={words.closingName}
        charsMax={LIMITS.nameCharsMax}
        isOptional
      />
      <div class="field-row">
        <Line
          bound={bind('closing.rank')}
          label={words.closingRank}
          charsMax={LIMITS.rankCharsMax}
          isOptional
        />
        <Line
          bound={bind('closing.number')}
          label={words.closingNumber}
          charsMax={LIMITS.numberCharsMax}
          isOptional
        />
      </div>
    </fieldset>
  );
}
