/**
 * Yields the texts of a programme as they are signed, and who signs which. A text is shown
 * only when its digest is the one the office binds signatures to.
 */
import type { VNode } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { Programme } from '#core/office-api.ts';
import type { Pact } from '#core/pact.ts';
import { provenPacts } from '#device/network/office-client.ts';
import { useTexts } from '#app/text/texts.ts';
import { said } from '#app/ui/said.tsx';
import { useOfficeTexts } from '../text/texts.ts';

/** The texts. */
export function PactViews({ programme }: { readonly programme: Programme }): VNode {
  const { pacts: words } = useOfficeTexts();
  const [proven, setProven] = useState<readonly Pact[] | null>(null);
  useEffect(() => {
    let isCurrent = true;
    const prove = async (): Promise<void> => {
      const texts = await provenPacts(programme, programme.pacts);
      if (isCurrent) setProven(texts);
    };
    void prove();
    return () => {
      isCurrent = false;
    };
  }, [programme]);
  return (
    <>
      <p>{words.intro}</p>
      <Matrix programme={programme} />
      {proven !== null &&
        programme.pacts.map((pact) => (
          <section key={`${pact.code} ${pact.version}`} class="office-panel">
            <h2>
              {words.names[pact.code]} · {words.version(pact.version)}
            </h2>
            <PactText
              title={pact.title}
              text={proven.find(
                ({ code, version }) => code === pact.code && version === pact.version,
              )}
            />
            <p class="hint">
              {words.digest}: <span class="code-text">{pact.digest}</span>
            </p>
          </section>
        ))}
    </>
  );
}

interface PactTextProps {
  readonly title: readonly string[];
  readonly text: Pact | undefined;
}

function PactText({ title, text }: PactTextProps): VNode {
  const { pacts: words } = useOfficeTexts();
  return (
    <article class="pact-view" lang="id">
      <h3>
        {title.map((line) => (
          <span key={line}>{said(line)}</span>
        ))}
      </h3>
      {text === undefined ? (
        <p>{words.ownText}</p>
      ) : (
        <>
          <p>{said(text.opening)}</p>
          <p>{text.identity.join(' · ')}</p>
          <p>{said(text.promise)}</p>
          <ol>
            {text.clauses.map((clause) => (
              <li key={clause}>{said(clause)}</li>
            ))}
          </ol>
          <p>{said(text.closing)}</p>
        </>
      )}
    </article>
  );
}

function Matrix({ programme }: { readonly programme: Programme }): VNode {
  const { pacts: words } = useOfficeTexts();
  const { category: names } = useTexts();
  return (
    <div class="table-frame" tabIndex={0} role="region" aria-label={words.who}>
      <table>
        <caption>{words.who}</caption>
        <tbody>
          {programme.matrix.map(({ category, pact, optional }) => (
            <tr key={category}>
              <th scope="row">{names[category]}</th>
              <td>
                {pact === null ? words.attendsOnly : words.names[pact]}
                {pact !== null && optional && ` (${words.mayChoose})`}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
