/**
 * The code of a gathering: the poster to print, the code alone, and the link inside it; then
 * what becomes of those who have the poster.
 */
import type { VNode } from 'preact';
import { posterFactsOf } from '#core/gathering-facts.ts';
import type { GatheringView } from '#core/office-gathering-api.ts';
import { OFFICE_PATHS } from '#core/office-api.ts';
import { useTexts } from '#app/text/texts.ts';
import { Notice } from '#app/ui/parts.tsx';
import { said } from '#app/ui/said.tsx';
import { CopyButton } from '../ui/copy-button.tsx';
import { JoinCode } from './join-code.tsx';
import { PhoneCeiling } from './phone-ceiling.tsx';
import { Sheet, SheetCode, SheetSteps, usePrinting } from './sheet.tsx';
import { SHEET } from '../text/sheet.ts';
import { useOfficeTexts } from '../text/texts.ts';

const PNG_PIXELS = 1_600;

interface QrPageProps {
  readonly shown: GatheringView;
  readonly onChanged: () => void;
}

/** The part of a gathering's screen. */
export function QrPage({ shown, onChanged }: QrPageProps): VNode {
  const { qr: words } = useOfficeTexts();
  const { moment } = useTexts();
  const [paper, printOn] = usePrinting();
  const { id, invitation, expiresAtMs, zone } = shown;
  return (
    <>
      <div class="sheet-page">
        <Poster shown={shown} paper={paper} />
        <div class="stack">
          {isOfThisComputer(invitation.url) && (
            <Notice kind="warn">
              <p>{words.local}</p>
            </Notice>
          )}
          <p>{words.hint}</p>
          <div class="button-row">
            {(['a4', 'a3'] as const).map((size) => (
              <button
                key={size}
                type="button"
                class="button button-main"
                onClick={() => {
                  printOn(size);
                }}
              >
                {size === 'a4' ? words.printA4 : words.printA3}
              </button>
            ))}
          </div>
          <div class="button-row">
            <a class="button" href={OFFICE_PATHS.qrSvg(id)} download={`kode-${id}.svg`}>
              {words.svg}
            </a>
            <a
              class="button"
              href={`${OFFICE_PATHS.qrPng(id)}?size=${PNG_PIXELS}`}
              download={`kode-${id}.png`}
            >
              {words.png}
            </a>
          </div>
          <p>{words.validUntil(moment(expiresAtMs, zone))}</p>
          <section class="office-panel">
            <h2>{words.link}</h2>
            <p>{words.linkHint}</p>
            <p class="code-text">{invitation.url}</p>
            <div class="button-row">
              <CopyButton label={words.copyLink} text={() => invitation.url} />
            </div>
          </section>
        </div>
      </div>
      <div class="cards">
        <JoinCode shown={shown} onChanged={onChanged} />
        <PhoneCeiling shown={shown} onChanged={onChanged} />
      </div>
    </>
  );
}

/** No phone or tablet but this computer reaches such an address. */
function isOfThisComputer(url: string): boolean {
  return ['localhost', '127.0.0.1', '[::1]'].includes(new URL(url).hostname);
}

interface PosterProps {
  readonly shown: GatheringView;
  readonly paper: 'a4' | 'a3';
}

function Poster({ shown, paper }: PosterProps): VNode {
  return (
    <Sheet paper={paper} by={shown.organiser} title={shown.title}>
      <p class="sheet-when">
        {SHEET.day(shown)} <span>{SHEET.clocks(shown)}</span>
      </p>
      <p class="sheet-where">{said(shown.place)}</p>
      {posterFactsOf(shown).map(({ name, label, value }) => (
        <p key={name} class="sheet-fact">
          {label}: {said(value)}
        </p>
      ))}
      <SheetCode text={shown.invitation.url} label={SHEET.qr} call={SHEET.call} />
      <SheetSteps steps={SHEET.steps} />
      <p class="sheet-foot">{SHEET.foot}</p>
    </Sheet>
  );
}
