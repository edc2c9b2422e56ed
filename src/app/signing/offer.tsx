/** The gathering that a code stands for, to be looked at before anything is kept. */
import type { VNode } from 'preact';
import { faultSentence, useTexts } from '#app/text/texts.ts';
import { Button, Fact, Notice, ScreenTitle } from '#app/ui/parts.tsx';
import { said } from '#app/ui/said.tsx';
import type { Stage } from './journey.ts';
import type { Flow } from './use-journey.ts';

interface OfferScreenProps {
  readonly flow: Flow;
  readonly stage: Stage & { readonly at: 'offer' };
}

/** The offer. */
export function OfferScreen({ flow, stage }: OfferScreenProps): VNode {
  const texts = useTexts();
  const words = texts.offer;
  const { gathering, grade, officeName } = stage.offer;
  const { startsAtMs, zone } = gathering;
  return (
    <main class="screen">
      <ScreenTitle>{words.title}</ScreenTitle>
      <p class="name">{said(gathering.title)}</p>
      <dl class="facts">
        <Fact name={words.organiser}>{said(gathering.organiser)}</Fact>
        <Fact name={words.place}>{said(gathering.place)}</Fact>
        <Fact name={words.day}>{texts.day(startsAtMs, zone)}</Fact>
        <Fact name={words.time}>{texts.clock(startsAtMs, zone)}</Fact>
        {officeName !== '' && <Fact name={words.office}>{said(officeName)}</Fact>}
      </dl>
      {stage.fault !== null && (
        <Notice kind="alarm">
          <p>{faultSentence(texts, stage.fault)}</p>
        </Notice>
      )}
      <div class="actions">
        <Button
          kind="main"
          disabled={stage.joining}
          onPress={() => {
            void flow.join(stage.offer);
          }}
        >
          {stage.joining ? words.joining : words.join}
        </Button>
        <Button
          disabled={stage.joining}
          onPress={() => {
            flow.dispatch({ do: 'next' });
          }}
        >
          {words.decline}
        </Button>
      </div>
      <p>{grade === 'station' ? words.asStation : words.asPhone}</p>
      <p>{words.purpose}</p>
    </main>
  );
}
