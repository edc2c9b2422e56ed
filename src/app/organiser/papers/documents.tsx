/** Yields the papers of a gathering: the attendance list as PDF, made when it is asked for. */
import type { VNode } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { type GatheringView, type Turnout, turnout } from '#core/office-gathering-api.ts';
import { OFFICE_PATHS } from '#core/office-api.ts';
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
import { useForm } from '../ui/use-form.ts';
import { useWatched } from '../ui/use-watched.ts';

/** A print that waits for its turn sends less than that, and a page more. */
const WAITING_BYTES_MAX = 1_000;

const GROUPINGS = ['per-agency', 'one-list'] as const;

/** The part of a gathering's screen. */
export function Documents({ shown }: { readonly shown: GatheringView }): VNode {
  const { documents: words } = useOfficeTexts();
  const { count } = useTexts();
  const form = useForm<'grouping' | 'unsigned'>({ grouping: 'per-agency', unsigned: '' });
  const [moved, setMoved] = useState<Moved | null>(null);
  const [url, setUrl] = useState<string | null>(null);
  const doing = useDoing();
  const counts = useWatched(turnout, OFFICE_PATHS.turnout(shown.id)).last?.value;
  const { grouping, unsigned } = form.values;
  useEffect(
    () => () => {
      if (url !== null) URL.revokeObjectURL(url);
    },
    [url],
  );
  // What was made no longer fits what is chosen.
  useEffect(() => {
    setUrl(null);
  }, [grouping, unsigned]);

  const path = `${OFFICE_PATHS.attendanceList(shown.id)}?grouping=${grouping}&unsigned=${
    unsigned === '' ? 0 : 1
  }`;
  const make = async (): Promise<void> => {
    setUrl(null);
    setMoved(null);
    const ended = await doing.run(() => fetchFile({ path, onBytes: setMoved }));
    if (ended.done) setUrl(URL.createObjectURL(ended.value));
  };

  return (
    <section class="office-panel">
      <h2>{words.list}</h2>
      <p>{words.listIntro}</p>
      {counts !== undefined && (
        <>
          <Worth counts={counts} zone={shown.zone} />
          <Remarks remarks={counts.remarks} />
        </>
      )}
      <form
        ref={form.ref}
        class="office-form"
        onSubmit={(event) => {
          event.preventDefault();
          void make();
        }}
      >
        <Pick
          bound={form.bind('grouping')}
          label={words.grouping}
          options={GROUPINGS.map((value) => ({ value, label: words.groups[value] }))}
        />
        <label class="check">
          <input
            type="checkbox"
            checked={unsigned !== ''}
            onChange={() => {
              form.put({ unsigned: unsigned === '' ? '1' : '' });
            }}
          />
          {words.unsigned}
        </label>
        <Refused refusal={doing.refusal} />
        {doing.isBusy && (
          <Work
            words={
              moved === null || moved.way === 'up' || moved.bytes < WAITING_BYTES_MAX
                ? words.making
                : words.receiving(count(Math.round(moved.bytes / 1_000)))
            }
            done={null}
          />
        )}
        {url === null ? (
          <div class="button-row">
            <Submit isBusy={doing.isBusy} going={words.going}>
              {words.make}
            </Submit>
          </div>
        ) : (
          <Made url={url} path={path} />
        )}
      </form>
    </section>
  );
}

/** The paper that was made: to be saved, opened, or made anew. */
function Made({ url, path }: { readonly url: string; readonly path: string }): VNode {
  const { documents: words } = useOfficeTexts();
  return (
    <>
      <div class="button-row">
        <a class="button button-main" href={url} download="daftar-hadir.pdf">
          {words.download}
        </a>
        <a class="button" href={path} target="_blank" rel="noreferrer">
          {words.open}
        </a>
        <button type="submit" class="button">
          {words.makeAgain}
        </button>
      </div>
      <p role="status">
        <b>{words.made}</b> {words.fresh}
      </p>
    </>
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
