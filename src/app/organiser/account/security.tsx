/** Yields the security log: what was done, by whom, from where; narrowed, paged and as a file. */
import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import { type SecurityPage, type SecurityRecord, securityPage } from '#core/office-account-api.ts';
import { OFFICE_PATHS, PAGE_ROWS } from '#core/office-api.ts';
import { SECURITY_FILTERS, type SecurityFilter } from '#core/security.ts';
import { call, fetchFile } from '#device/network/office-client.ts';
import { useTexts } from '#app/text/texts.ts';
import { Button } from '#app/ui/parts.tsx';
import { said } from '#app/ui/said.tsx';
import { Asked, Refused } from '../ui/asked.tsx';
import { Pick } from '../ui/fields.tsx';
import { ownZone } from '../ui/own-zone.ts';
import { Page, Pager } from '../ui/page.tsx';
import { useOfficeTexts } from '../text/texts.ts';
import { useDoing } from '../ui/use-doing.ts';

/** The screen. */
export function Security(): VNode {
  const { security: words, account } = useOfficeTexts();
  const [asked, setAsked] = useState<{ readonly filter: SecurityFilter; readonly page: number }>({
    filter: 'all',
    page: 1,
  });
  const { filter, page } = asked;
  const path = `${OFFICE_PATHS.security}?filter=${filter}&page=${page}`;
  return (
    <Page
      title={words.title}
      above={[{ to: { at: 'account' }, name: account.title }]}
      beside={<FileButton filter={filter} />}
    >
      <p>{words.intro}</p>
      <div class="filters">
        <Pick
          bound={{
            name: 'filter',
            value: filter,
            fault: undefined,
            onText: (text) => {
              setAsked({ filter: SECURITY_FILTERS.find((one) => one === text) ?? 'all', page: 1 });
            },
          }}
          label={words.show}
          options={SECURITY_FILTERS.map((value) => ({ value, label: words.filters[value] }))}
        />
      </div>
      <Asked about={path} ask={() => call(securityPage, { path })}>
        {(found, askAgain) => (
          <Found
            found={found}
            onAskAgain={askAgain}
            onPage={(to) => {
              setAsked({ filter, page: to });
            }}
          />
        )}
      </Asked>
    </Page>
  );
}

/** The whole of what is shown, as a file that is saved at once. */
function FileButton({ filter }: { readonly filter: SecurityFilter }): VNode {
  const { security: words } = useOfficeTexts();
  const doing = useDoing();
  const save = async (): Promise<void> => {
    const path = `${OFFICE_PATHS.securityCsv}?filter=${filter}`;
    const made = await doing.run(() => fetchFile({ path }));
    if (!made.done) return;
    const url = URL.createObjectURL(made.value);
    const link = document.createElement('a');
    link.href = url;
    link.download = `${words.fileName}.csv`;
    link.click();
    URL.revokeObjectURL(url);
  };
  return (
    <>
      <Button disabled={doing.isBusy} onPress={() => void save()}>
        {doing.isBusy ? words.making : words.file}
      </Button>
      <Refused refusal={doing.refusal} />
    </>
  );
}

interface FoundProps {
  readonly found: SecurityPage;
  readonly onAskAgain: () => void;
  readonly onPage: (page: number) => void;
}

function Found({ found, onAskAgain, onPage }: FoundProps): VNode {
  const { security: words } = useOfficeTexts();
  const { count } = useTexts();
  if (found.total === 0) return <p>{words.empty}</p>;
  const first = (found.page - 1) * PAGE_ROWS + 1;
  const last = first + found.records.length - 1;
  const caption = words.caption(count(first), count(last), count(found.total));
  return (
    <>
      <div class="title-row">
        <p>
          <b>{caption}</b>
        </p>
        <Button onPress={onAskAgain}>{words.refresh}</Button>
      </div>
      <div class="table-frame" tabIndex={0} role="region" aria-label={caption}>
        <table class="leaf-table">
          <thead>
            <tr>
              <th scope="col">{words.when}</th>
              <th scope="col">{words.what}</th>
              <th scope="col">{words.who}</th>
              <th scope="col">{words.address}</th>
              <th scope="col">{words.detail}</th>
            </tr>
          </thead>
          <tbody>
            {found.records.map((record) => (
              <Row key={record.no} record={record} />
            ))}
          </tbody>
        </table>
      </div>
      <Pager
        label={words.pages}
        page={found.page}
        pages={Math.ceil(found.total / PAGE_ROWS)}
        words={words.page}
        onPage={onPage}
      />
    </>
  );
}

function Row({ record }: { readonly record: SecurityRecord }): VNode {
  const { security: words } = useOfficeTexts();
  const { count: figure, moment } = useTexts();
  const { act, atMs, lastAtMs, count, who, name, address, detail } = record;
  const zone = ownZone();
  return (
    <tr>
      <td data-head={words.when}>{moment(atMs, zone)}</td>
      <th scope="row">
        {words.acts[act]}
        {count > 1 && (
          <span class="below">{words.times(figure(count), moment(lastAtMs, zone))}</span>
        )}
      </th>
      <td data-head={words.who}>
        {name === '' ? words.nobody : said(name)}
        {who !== '' && <span class="below">{who}</span>}
      </td>
      <td data-head={words.address} class="digits">
        {address === '' ? words.various : address}
      </td>
      <td data-head={words.detail}>{said(detail)}</td>
    </tr>
  );
}
