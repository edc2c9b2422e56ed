/** The form of a new gathering, with the size of its QR code counted along. */
import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import type { Category } from '#core/category.ts';
import { gathering } from '#core/office-gathering-api.ts';
import { OFFICE_PATHS, type Programme, agencyList, programme } from '#core/office-api.ts';
import type { OfficeResult } from '#core/office-answer.ts';
import { call } from '#device/network/office-client.ts';
import { Asked, Refused } from '../ui/asked.tsx';
import type { TreeAgency } from './agency-choice.ts';
import { GatheringFields } from './gathering-fields.tsx';
import {
  type GatheringField,
  type Invited,
  faultsOf,
  firstValues,
  isNobody,
  requestOf,
} from './gathering-draft.ts';
import { InvitedField } from './invited-field.tsx';
import { Page, Submit } from '../ui/page.tsx';
import { PlaceLink } from '../ui/place-link.tsx';
import { type Place, replacePlace } from '../ui/places.ts';
import { QrGauge, useInvitationSize } from './qr-gauge.tsx';
import { useOfficeTexts } from '../text/texts.ts';
import { useDoing, useFieldFaults } from '../ui/use-doing.ts';
import { useForm } from '../ui/use-form.ts';

interface Background {
  readonly shown: Programme;
  readonly agencies: readonly TreeAgency[];
}

/** The screen. */
export function GatheringForm({ programmeId }: { readonly programmeId: string }): VNode {
  const texts = useOfficeTexts();
  return (
    <Asked about={programmeId} ask={() => askBackground(programmeId)}>
      {(background) => (
        <Page
          title={texts.gatheringForm.title}
          width="form"
          above={[
            { to: { at: 'programmes' }, name: texts.nav.programmes },
            { to: placeOf(programmeId), name: background.shown.title },
          ]}
        >
          <Fields {...background} />
        </Page>
      )}
    </Asked>
  );
}

/** The programme says what is filled in already; its roster brings the tree of agencies. */
async function askBackground(id: string): Promise<OfficeResult<Background>> {
  const shown = await call(programme, { path: OFFICE_PATHS.programme(id) });
  if (!shown.ok) return shown;
  if (shown.value.roster === null) return { ok: true, value: { shown: shown.value, agencies: [] } };
  const listed = await call(agencyList, { path: OFFICE_PATHS.agencies(id) });
  if (!listed.ok) return listed;
  return { ok: true, value: { shown: shown.value, agencies: listed.value.agencies } };
}

function placeOf(id: string): Place {
  return { at: 'programme', id, tab: 'kegiatan' };
}

const EVERYONE: Invited = {
  isEveryone: true,
  agencies: new Set(),
  categories: new Set<Category>(),
};

function Fields({ shown, agencies }: Background): VNode {
  const texts = useOfficeTexts();
  const words = texts.gatheringForm;
  const form = useForm<GatheringField>({ ...firstValues(shown) });
  const [invited, setInvited] = useState(EVERYONE);
  const [isNobodyShown, setNobodyShown] = useState(false);
  const doing = useDoing();
  const fieldFaults = useFieldFaults(form.values);
  const faults = faultsOf(form.values, texts);
  const isWhole = Object.keys(faults).length === 0;
  const request = requestOf(shown.id, form.values, invited);
  const { title, place, organiser } = form.values;
  const size = useInvitationSize({ programme: shown.id, title, place, organiser });
  const isOver = size !== null && size.bytesOver > 0;

  const create = async (): Promise<void> => {
    form.refuse({ ...faults, ...(isOver ? { title: texts.check.qrTooLarge } : {}) });
    setNobodyShown(isNobody(invited));
    if (!isWhole || isOver || isNobody(invited)) return;
    const ended = await doing.run(() =>
      call(gathering, { method: 'POST', path: OFFICE_PATHS.gatherings, body: request }),
    );
    if (ended.done) replacePlace({ at: 'gathering', id: ended.value.id, tab: 'qr' });
    else form.refuse(fieldFaults(ended.refusal));
  };

  return (
    <form
      ref={form.ref}
      class="office-form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void create();
      }}
    >
      <GatheringFields bind={form.bind}>
        <QrGauge size={size} />
      </GatheringFields>
      <InvitedField
        invited={invited}
        agencies={agencies}
        people={shown.roster?.rows ?? 0}
        fault={isNobodyShown && isNobody(invited) ? texts.check.inviteNobody : undefined}
        onInvited={setInvited}
      />
      <p>{words.fixed}</p>
      <Refused refusal={doing.refusal} />
      <div class="button-row">
        <Submit isBusy={doing.isBusy} going={texts.act.saving}>
          {words.go}
        </Submit>
        <PlaceLink to={placeOf(shown.id)} look="button">
          {texts.act.cancel}
        </PlaceLink>
      </div>
    </form>
  );
}
