/** Who is invited: everyone, or chosen agencies and categories. */
import type { VNode } from 'preact';
import { CATEGORIES } from '#core/category.ts';
import { useTexts } from '#app/text/texts.ts';
import type { TreeAgency } from './agency-choice.ts';
import { AgencyField } from './agency-field.tsx';
import type { Invited } from './gathering-draft.ts';
import { useOfficeTexts } from '../text/texts.ts';

interface InvitedFieldProps {
  readonly invited: Invited;
  readonly agencies: readonly TreeAgency[];
  /** How many are on the roster. */
  readonly people: number;
  readonly fault: string | undefined;
  readonly onInvited: (invited: Invited) => void;
}

/** The field. */
export function InvitedField(props: InvitedFieldProps): VNode {
  const { invited, agencies, people, fault, onInvited } = props;
  const { gatheringForm: words } = useOfficeTexts();
  const { count, category: names } = useTexts();
  return (
    <fieldset class="form-part">
      <legend>{words.partWho}</legend>
      {([true, false] as const).map((isEveryone) => (
        <label key={String(isEveryone)} class="check">
          <input
            type="radio"
            name="invited"
            checked={invited.isEveryone === isEveryone}
            onChange={() => {
              onInvited({ ...invited, isEveryone });
            }}
          />
          {isEveryone ? words.everyone(count(people)) : words.chosen}
        </label>
      ))}
      {!invited.isEveryone && (
        <>
          <p class="hint">{words.chosenHint}</p>
          <AgencyField
            agencies={agencies}
            choice={invited.agencies}
            onChoice={(choice) => {
              onInvited({ ...invited, agencies: choice });
            }}
          />
          <fieldset>
            <legend>{words.categories}</legend>
            <div class="check-grid">
              {CATEGORIES.map((category) => (
                <label key={category} class="check">
                  <input
                    type="checkbox"
                    checked={invited.categories.has(category)}
                    onChange={() => {
                      const categories = new Set(invited.categories);
                      if (!categories.delete(category)) categories.add(category);
                      onInvited({ ...invited, categories });
                    }}
                  />
                  {names[category]}
                </label>
              ))}
            </div>
          </fieldset>
        </>
      )}
      <p class="fault" role="alert">
        {fault}
      </p>
    </fieldset>
  );
}
