/** Yields the desks of a gathering: a code for a new one, and what every device has sent. */
import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import { LIMITS } from '#core/limits.ts';
import {
  type GatheringView,
  type StationCode,
  completeness,
  stationCode,
} from '#core/office-gathering-api.ts';
import { OFFICE_PATHS } from '#core/office-api.ts';
import { call } from '#device/network/office-client.ts';
import { useTexts } from '#app/text/texts.ts';
import { Button, Notice } from '#app/ui/parts.tsx';
import { isolated, said, told, toldInAttribute } from '#app/ui/said.tsx';
import { Refused } from '../ui/asked.tsx';
import { Conclusion } from './conclusion.tsx';
import { DeviceList } from './device-list.tsx';
import { Line } from '../ui/fields.tsx';
import { Submit } from '../ui/page.tsx';
import { Sheet, SheetCode, SheetSteps, usePrinting } from '../poster/sheet.tsx';
import { SHEET } from '../text/sheet.ts';
import { useOfficeTexts } from '../text/texts.ts';
import { useDoing } from '../ui/use-doing.ts';
import { useForm } from '../ui/use-form.ts';
import { useWatched } from '../ui/use-watched.ts';
import { WaitingCodes } from './waiting-codes.tsx';

interface StationsProps {
  readonly shown: GatheringView;
}

/** The part of a gathering's screen. */
export function Stations({ shown }: StationsProps): VNode {
  const texts = useOfficeTexts();
  const [code, setCode] = useState<StationCode | null>(null);
  const devices = useWatched(completeness, OFFICE_PATHS.completeness(shown.id));
  if (code !== null) {
    return (
      <CodeOnce
        shown={shown}
        code={code}
        onDone={() => {
          setCode(null);
        }}
      />
    );
  }
  const { last, refusal } = devices;
  return (
    <>
      {last !== null && (
        <Conclusion shown={shown} state={last.value} atMs={last.atMs} isStale={refusal !== null} />
      )}
      <NewStation shown={shown} onCode={setCode} />
      {/* Asked again when a device came: its code is used now. */}
      <WaitingCodes key={last?.value.devices.length ?? 0} shown={shown} />
      {last === null && refusal === null && <p role="status">{texts.loading}</p>}
      <Refused refusal={refusal} />
      {last !== null && (
        <DeviceList shown={shown} state={last.value} atMs={last.atMs} onChanged={devices.askNow} />
      )}
    </>
  );
}

interface NewStationProps extends StationsProps {
  readonly onCode: (code: StationCode) => void;
}

function NewStation({ shown, onCode }: NewStationProps): VNode {
  const texts = useOfficeTexts();
  const words = texts.stations;
  const form = useForm({ name: '' });
  const doing = useDoing();
  const [taken, setTaken] = useState<string | null>(null);

  const name = form.values.name.trim();

  const create = async ({ again }: { readonly again: boolean }): Promise<void> => {
    setTaken(null);
    form.refuse(name === '' ? { name: texts.check.missing } : {});
    if (name === '') return;
    const ended = await doing.run(() =>
      call(stationCode, {
        method: 'POST',
        path: OFFICE_PATHS.stations(shown.id),
        body: { name, again },
      }),
    );
    if (ended.done) onCode(ended.value);
    else if (ended.refusal.code === 'conflict') setTaken(name);
  };

  return (
    <section class="office-panel">
      <h2>{words.create}</h2>
      <p>{words.intro}</p>
      <form
        ref={form.ref}
        class="search"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void create({ again: false });
        }}
      >
        <Line
          bound={form.bind('name')}
          label={words.name}
          hint={words.nameHint}
          charsMax={LIMITS.nameCharsMax}
        />
        <Submit isBusy={doing.isBusy} going={words.going}>
          {words.go}
        </Submit>
      </form>
      {taken === null ? (
        <Refused refusal={doing.refusal} />
      ) : (
        taken === name && (
          <Notice kind="warn">
            <p role="alert">{told(words.taken(isolated(name)))}</p>
            <div class="button-row">
              <Button disabled={doing.isBusy} onPress={() => void create({ again: true })}>
                {words.again}
              </Button>
            </div>
          </Notice>
        )
      )}
    </section>
  );
}

interface CodeOnceProps extends StationsProps {
  readonly code: StationCode;
  readonly onDone: () => void;
}

/** The code is a secret of one tablet, and the office keeps only its digest. */
function CodeOnce({ shown, code, onDone }: CodeOnceProps): VNode {
  const { stations: words } = useOfficeTexts();
  const { moment } = useTexts();
  const [paper, printOn] = usePrinting();
  return (
    <div class="sheet-page">
      <Sheet paper={paper} by={shown.title} title={code.name}>
        <p class="sheet-when">{SHEET.day(shown)}</p>
        <p class="sheet-where">{said(shown.place)}</p>
        <SheetCode
          text={code.url}
          label={toldInAttribute(words.label(isolated(code.name)))}
          call={SHEET.stationCall}
        />
        <SheetSteps steps={SHEET.stationSteps} />
        <p class="sheet-foot">
          {SHEET.until(code.expiresAtMs, shown.zone)} {SHEET.stationFoot}
        </p>
      </Sheet>
      <div class="stack">
        <h2>{told(words.shown(isolated(code.name)))}</h2>
        <Notice kind="warn">
          <p>{words.once}</p>
        </Notice>
        <p>{words.validUntil(moment(code.expiresAtMs, shown.zone))}</p>
        <div class="button-row">
          <Button
            kind="main"
            onPress={() => {
              printOn('a4');
            }}
          >
            {words.print}
          </Button>
          <Button onPress={onDone}>{words.done}</Button>
        </div>
      </div>
    </div>
  );
}
