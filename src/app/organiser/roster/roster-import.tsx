/**
 * The import of a roster: a file is judged first and nothing is stored, the report says what
 * is wrong by row and column, and only a file without errors offers the button that imports it.
 */
import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import { LIMITS } from '#core/limits.ts';
import {
  OFFICE_PATHS,
  type Programme,
  type RosterReport,
  programme,
  rosterReport,
} from '#core/office-api.ts';
import { type Refusal, refuse } from '#core/office-answer.ts';
import { CATEGORY_EXAMPLES, HEADING_EXAMPLES } from '#core/roster-words.ts';
import { call, type Moved } from '#device/network/office-client.ts';
import { useTexts } from '#app/text/texts.ts';
import { Button, Notice } from '#app/ui/parts.tsx';
import { isolated, told } from '#app/ui/said.tsx';
import { Asked, Refused } from '../ui/asked.tsx';
import { FileDrop } from '../ui/file-drop.tsx';
import { Page, Work } from '../ui/page.tsx';
import { PlaceLink } from '../ui/place-link.tsx';
import { fileFaultSentence } from './roster-fault-words.ts';
import { RosterFaults } from './roster-faults.tsx';
import { useOfficeTexts } from '../text/texts.ts';
import { useDoing } from '../ui/use-doing.ts';

/** The screen. */
export function RosterImport({ id }: { readonly id: string }): VNode {
  const texts = useOfficeTexts();
  return (
    <Asked about={id} ask={() => call(programme, { path: OFFICE_PATHS.programme(id) })}>
      {(shown) => (
        <Page
          title={texts.importing.title}
          above={[
            { to: { at: 'programmes' }, name: texts.nav.programmes },
            { to: { at: 'programme', id, tab: 'peserta' }, name: shown.title },
          ]}
        >
          <Steps shown={shown} />
        </Page>
      )}
    </Asked>
  );
}

interface ReportedFile {
  readonly file: File;
  readonly report: RosterReport;
}

function Steps({ shown }: { readonly shown: Programme }): VNode {
  const { importing: words } = useOfficeTexts();
  const [judged, setJudged] = useState<ReportedFile | null>(null);
  const [moved, setMoved] = useState<Moved | null>(null);
  const [isCommit, setCommit] = useState(false);
  const doing = useDoing();

  const send = async (file: File, commit: boolean): Promise<void> => {
    setCommit(commit);
    setMoved(null);
    if (!commit) setJudged(null);
    const path = `${OFFICE_PATHS.roster(shown.id)}?commit=${commit ? 1 : 0}`;
    const ended = await doing.run(async () =>
      file.size > LIMITS.rosterFileBytesMax
        ? refuse('too-large')
        : call(rosterReport, { method: 'POST', path, body: file, onBytes: setMoved }),
    );
    if (ended.done) setJudged({ file, report: ended.value });
  };

  if (doing.isBusy) return <UnderWay moved={moved} isCommit={isCommit} />;
  if (judged?.report.imported === true) return <Imported shown={shown} report={judged.report} />;
  return (
    <>
      <p>{words.intro}</p>
      {judged?.report.faults.length !== 0 && <Template />}
      <FileDrop
        label={judged === null ? words.choose : words.other}
        hint={words.drop}
        isMain={judged === null}
        accept=".csv,text/csv"
        onFiles={([file]) => {
          if (file !== undefined) void send(file, false);
        }}
      />
      <FileRefused refusal={doing.refusal} />
      {judged !== null && (
        <Report shown={shown} judged={judged} onImport={() => void send(judged.file, true)} />
      )}
    </>
  );
}

/** Faults of the file as a whole have words of their own. */
function FileRefused({ refusal }: { readonly refusal: Refusal | null }): VNode | null {
  const texts = useOfficeTexts();
  const { count } = useTexts();
  const sentence = refusal === null ? null : fileFaultSentence(texts, refusal.code, count);
  if (sentence === null) return <Refused refusal={refusal} />;
  return (
    <Notice kind="alarm">
      <p>
        <b>{texts.importing.unreadable}</b>
      </p>
      <p>{sentence}</p>
    </Notice>
  );
}

interface UnderWayProps {
  readonly moved: Moved | null;
  readonly isCommit: boolean;
}

function UnderWay({ moved, isCommit }: UnderWayProps): VNode {
  const { importing: words } = useOfficeTexts();
  const share = moved?.way === 'up' && moved.total > 0 ? moved.bytes / moved.total : null;
  if (share !== null && share < 1) {
    return <Work words={words.uploading(`${Math.round(share * 100)}%`)} done={share} />;
  }
  return <Work words={isCommit ? words.saving : words.judging} done={null} />;
}

/** A table without rows, with the separator of Indonesian spreadsheets. */
const TEMPLATE = `\ufeff${HEADING_EXAMPLES.join(';')}\r\n`;

function Template(): VNode {
  const { importing: words } = useOfficeTexts();
  const [url] = useState(() => URL.createObjectURL(new Blob([TEMPLATE], { type: 'text/csv' })));
  return (
    <p>
      <a class="link" href={url} download="daftar-peserta.csv">
        {words.template}
      </a>
      <br />
      {words.templateHint}
      <br />
      {words.categories(Object.values(CATEGORY_EXAMPLES).join(', '))}
    </p>
  );
}

interface ReportProps {
  readonly shown: Programme;
  readonly judged: ReportedFile;
  readonly onImport: () => void;
}

function Report({ shown, judged, onImport }: ReportProps): VNode {
  const { importing: words } = useOfficeTexts();
  const { count } = useTexts();
  const { file, report } = judged;
  const isBlocked = report.errors > 0;
  return (
    <>
      <section class="office-panel">
        <p class="muted">{told(words.file(isolated(file.name)))}</p>
        <h2>{isBlocked ? words.blocked(count(report.errors)) : words.ready(count(report.rows))}</h2>
        {isBlocked && <p>{words.blockedNext}</p>}
        {report.warnings > 0 && <p>{words.warned(count(report.warnings))}</p>}
        {report.faults.length === 0 && <p>{words.clean}</p>}
        <Contents report={report} />
        <Columns report={report} />
        {!isBlocked && (
          <>
            <Changes shown={shown} report={report} />
            <div class="button-row">
              <Button kind="main" disabled={report.rows === 0} onPress={onImport}>
                {words.go(count(report.rows))}
              </Button>
            </div>
          </>
        )}
      </section>
      {report.faults.length > 0 && (
        <RosterFaults
          faults={report.faults}
          total={report.errors + report.warnings}
          fileName={file.name}
        />
      )}
    </>
  );
}

function Contents({ report }: { readonly report: RosterReport }): VNode {
  const { importing: words } = useOfficeTexts();
  const { count, category: names } = useTexts();
  return (
    <ul class="sums">
      {report.byCategory
        .filter((one) => one.count > 0)
        .map((one) => (
          <li key={one.category}>
            <b>{count(one.count)}</b> {names[one.category]}
          </li>
        ))}
      <li>
        <b>{count(report.agencies)}</b> {words.agencies}
      </li>
    </ul>
  );
}

/** What each column was taken for: an organiser sees at once that one was misunderstood. */
function Columns({ report }: { readonly report: RosterReport }): VNode {
  const { importing: words } = useOfficeTexts();
  return (
    <>
      <h3>{words.columns}</h3>
      <ul class="sums">
        {report.columns.map(({ heading, letter, field }) => (
          <li key={letter}>
            {told(words.columnRead(letter, isolated(heading), words.fields[field]))}
          </li>
        ))}
      </ul>
    </>
  );
}

/** What the import does to a roster that is already there. */
function Changes({
  shown,
  report,
}: Pick<ReportProps, 'shown'> & { readonly report: RosterReport }) {
  const { importing: words } = useOfficeTexts();
  const { count } = useTexts();
  if (shown.roster === null) return null;
  const { added, kept, removed, keptForEntries } = report.changes;
  return (
    <Notice kind="warn">
      <p>{words.replaces(count(shown.roster.rows))}</p>
      <ul class="sums">
        <li>{words.added(count(added))}</li>
        <li>{words.kept(count(kept))}</li>
        <li>{words.removed(count(removed))}</li>
        {keptForEntries > 0 && <li>{words.keptForEntries(count(keptForEntries))}</li>}
      </ul>
    </Notice>
  );
}

interface ImportedProps {
  readonly shown: Programme;
  readonly report: RosterReport;
}

function Imported({ shown, report }: ImportedProps): VNode {
  const texts = useOfficeTexts();
  const words = texts.importing;
  const { count } = useTexts();
  return (
    <section class="office-panel">
      <div role="status">
        <h2>{words.done(count(report.rows))}</h2>
      </div>
      <Contents report={report} />
      <p>{words.doneNext}</p>
      <div class="button-row">
        <PlaceLink to={{ at: 'new-gathering', id: shown.id }} look="main">
          {texts.programme.newGathering}
        </PlaceLink>
        <PlaceLink to={{ at: 'programme', id: shown.id, tab: 'peserta' }} look="button">
          {words.see}
        </PlaceLink>
      </div>
    </section>
  );
}
