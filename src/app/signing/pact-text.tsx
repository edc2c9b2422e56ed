/**
 * The text being signed, all of it: title, opening, who signs, promise, numbered clauses,
 * closing. It scrolls within its own place or opens to its full length, and never covers the pad.
 */
import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import type { Pact } from '#core/pact.ts';
import { type Identity, fillIdentity } from '#core/pact-identity.ts';
import { TEXT_SIZES } from '#app/preferences.ts';
import { useTexts } from '#app/text/texts.ts';
import { Button, Fact } from '#app/ui/parts.tsx';
import { said } from '#app/ui/said.tsx';

interface PactTextProps {
  readonly pact: Pact;
  readonly identity: Identity;
}

/** The text of a pact. */
export function PactText({ pact, identity }: PactTextProps): VNode {
  const texts = useTexts();
  const words = texts.sign;
  const [size, setSize] = useState(0);
  const [isWhole, setWhole] = useState(false);
  return (
    <section class={isWhole ? 'pact pact-whole' : 'pact'} aria-label={words.pactTitle}>
      <div class="pact-scroll" data-size={size} tabIndex={0} lang="id">
        <h2>
          {pact.title.map((line) => (
            <span key={line}>{said(line)}</span>
          ))}
        </h2>
        <p>{said(pact.opening)}</p>
        <dl>
          {pact.identity.map((line) => (
            <Fact key={line} name={line}>
              {said(fillIdentity(line, identity))}
            </Fact>
          ))}
        </dl>
        <p>{said(pact.promise)}</p>
        <ol>
          {pact.clauses.map((clause) => (
            <li key={clause}>{said(clause)}</li>
          ))}
        </ol>
        <p>{said(pact.closing)}</p>
        <p>{words.version(pact.version)}</p>
      </div>
      <div class="pact-tools">
        <Button
          kind="quiet"
          onPress={() => {
            setWhole(!isWhole);
          }}
        >
          {isWhole ? words.readLess : words.read}
        </Button>
        <Button
          kind="quiet"
          onPress={() => {
            setSize((size + 1) % TEXT_SIZES.length);
          }}
        >
          {texts.act.biggerText}
        </Button>
      </div>
    </section>
  );
}
