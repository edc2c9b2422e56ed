/** The papers of a gathering as PDF, made when they are asked for. */
import type { VNode } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { type GatheringView, type Turnout, turnout } from '#core/office-gathering-api.ts';
import { OFFICE_PATHS } from '#core/office-api.ts';
import {
  PAPERS,
  PAPER_KINDS,
  type PaperKind,
  type PaperOption,
  optionsOf,
  valuesOf,
} from '#core/papers.ts';
import type { Zone } from '#core/time.ts';
import { fetchFile, type Moved } from '#device/network/office-client.ts';
import { useTexts } from '#app/text/texts.ts';
import { Notice } from '#app/ui/parts.tsx';
import { Refused } from '../ui/asked.tsx';
import { Pick } from '../ui/fields.tsx';
import { Submit, Work } from '../ui/page.tsx';
import { useOfficeTexts } from '../text/texts.ts';
import { Remarks } from '../turnout/turnout.tsx';
import { useDoing } from '../ui/use-doing.ts';
import { type Form, useForm } from '../ui/use-form.ts';
import { useWatched } from '../ui/use-watched.ts';

/** A print that waits for its turn sends less than that, and a page more. */
const WAITING_BYTES_MAX = 1_000;

const [FIRST_KIND = 'attendance-list'] = PAPER_KINDS;

/** The part of a gathering's screen. */
export function Documents({ shown }: { readonly shown: GatheringView }): VNode {
  const { documents: words } = useOfficeTexts();
  const [kind, setKind] = useState<PaperKind>(FIRST_KIND);
  const counts = useWatched(turnout, OFFICE_PATHS.turnout(shown.id)).last?.value;
  return (
    <section class="office-panel">
      {counts !== undefined && (
        <>
          <Worth counts={counts} zone={shown.zone} />
          <Remarks remarks={counts.remarks} />
        </>
      )}
      <fieldset class="form-part">
        <legend>{words.which}</legend>
        {PAPER_KINDS.map((offered) => (
          <label key={offered} class="check">
            <input
              type="radio"
              name="paper"
              checked={kind === offered}
              onChange={() => {
                setKind(offered);
              }}
            />
            <span>
              <b>{PAPERS[offered].name[words.language]}</b>
              <br />
              {PAPERS[offered].purpose[words.language]}
            </span>
          </label>
        ))}
      </fieldset>
      <PaperForm key={kind} gathering={shown.id} kind={kind} />
    </section>
  );
}

interface PaperFormProps {
  readonly gathering: string;
  readonly kind: PaperKind;
}

/** Chooses the options of a paper, and makes it. */
function PaperForm({ gathering, kind }: PaperFormProps): VNode {
  const { documents: words } = useOfficeTexts();
  const form = useForm<string>(firstValues(kind));
  const path = `${OFFICE_PATHS.paper(gathering, kind)}?${String(new URLSearchParams(form.values))}`;
  const { doing, moved, url, make } = useMade(path);
  return (
    <form
      ref={form.ref}
      class="office-form"
      onSubmit={(event) => {
        event.preventDefault();
        void make();
      }}
    >
      {optionsOf(kind).map(([name, option]) => (
        <Option key={name} form={form} name={name} option={option} />
      ))}
      <Refused refusal={doing.refusal} />
      {doing.isBusy && <Making moved={moved} />}
      <div class="button-row">
        {url === null && (
          <Submit isBusy={doing.isBusy} going={words.going}>
            {words.make}
          </Submit>
        )}
        {url !== null && (
          <>
            <a class="button button-main" href={url} download={PAPERS[kind].fileName}>
              {words.download}
            </a>
            <a class="button" href={path} target="_blank" rel="noreferrer">
              {words.open}
            </a>
            <button type="submit" class="button">
              {words.makeAgain}
            </button>
          </>
        )}
      </div>
      {url !== null && (
        <p role="status">
          <b>{words.made}</b> {words.fresh}
        </p>
      )}
    </form>
  );
}

/** What a paper is made with unless the organiser chooses: a choice's first value, a switch off. */
function firstValues(kind: PaperKind): Readonly<Record<string, string>> {
  return Object.fromEntries(
    optionsOf(kind).map(([name, option]) => [name, valuesOf(option)[0] ?? option.unsaid]),
  );
}

interface OptionProps {
  readonly form: Form<string>;
  readonly name: string;
  readonly option: PaperOption;
}

/** One option of a paper. */
function Option({ form, name, option }: OptionProps): VNode {
  const { language } = useOfficeTexts().documents;
  if (option.kind === 'choice') {
    const options = Object.entries(option.values).map(([value, label]) => ({
      value,
      label: label[language],
    }));
    return <Pick bound={form.bind(name)} label={option.label[language]} options={options} />;
  }
  const isOn = form.values[name] === '1';
  return (
    <label class="check">
      <input
        type="checkbox"
        checked={isOn}
        onChange={() => {
          form.put({ [name]: isOn ? '0' : '1' });
        }}
      />
      {option.label[language]}
    </label>
  );
}

/** Makes the PDF of a path; what was made for another path is not offered. */
function useMade(path: string) {
  const doing = useDoing();
  const [moved, setMoved] = useState<Moved | null>(null);
  const [made, setMade] = useState<{ readonly path: string; readonly url: string } | null>(null);
  useEffect(
    () => () => {
      if (made !== null) URL.revokeObjectURL(made.url);
    },
    [made],
  );
  const make = async (): Promise<void> => {
    setMade(null);
    setMoved(null);
    const ended = await doing.run(() => fetchFile({ path, onBytes: setMoved }));
    if (ended.done) setMade({ path, url: URL.createObjectURL(ended.value) });
  };
  return { doing, moved, url: made?.path === path ? made.url : null, make };
}

/** A print that waits or is being sent. */
function Making({ moved }: { readonly moved: Moved | null }): VNode {
  const { documents: words } = useOfficeTexts();
  const { count } = useTexts();
  const isWaiting = moved === null || moved.way === 'up' || moved.bytes < WAITING_BYTES_MAX;
  return (
    <Work
      words={isWaiting ? words.making : words.receiving(count(Math.round(moved.bytes / 1_000)))}
      done={null}
    />
  );
}

interface WorthProps {
  readonly counts: Turnout;
  readonly zone: Zone;
}

/** What a list that is made now says of its figures. */
function Worth({ counts: { provisional, knownUntilMs }, zone }: WorthProps): VNode | null {
  const { documents: words, turnout: figures } = useOfficeTexts();
  const { count, moment } = useTexts();
  if (provisional === null) {
    return knownUntilMs === null ? null : (
      <p>{`${figures.final}. ${figures.knownUntil(moment(knownUntilMs, zone))}`}</p>
    );
  }
  const { why, devicesOutstanding } = provisional;
  return (
    <Notice kind="warn">
      <p>{words.provisional[why](count(devicesOutstanding))}</p>
    </Notice>
  );
}
