/**
 * What may be set on a device: language, size of text, a newer build, another gathering, or
 * none any more.
 */
import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import { type Preferences, TEXT_SIZES } from '#app/preferences.ts';
import { goTo } from '#app/routes.ts';
import type { Flow } from '#app/signing/use-journey.ts';
import { useStationTexts } from '#app/text/station-texts.ts';
import type { AppUpdates } from '#app/use-updates.ts';
import { Button, Fact, Notice } from '#app/ui/parts.tsx';
import type { StationPlace } from './station-menu.tsx';

/** What may be set, and by what it changes. */
export interface AppSettings {
  readonly preferences: Preferences;
  readonly setPreferences: (change: Partial<Preferences>) => void;
  readonly updates: AppUpdates;
  readonly build: string;
}

interface SettingsProps extends AppSettings {
  readonly flow: Flow;
  readonly onPlace: (place: StationPlace) => void;
}

/** The settings. */
export function Settings(props: SettingsProps): VNode {
  const { flow, onPlace, preferences, setPreferences, updates, build } = props;
  const words = useStationTexts();
  const [isUpdating, setUpdating] = useState(false);
  return (
    <section class="panel">
      <h2>{words.settings}</h2>
      <div class="setting" role="group" aria-label={words.language}>
        <p>{words.language}</p>
        <div class="setting-choices">
          {(['id', 'en'] as const).map((language) => (
            <Button
              key={language}
              kind="quiet"
              pressed={preferences.language === language}
              onPress={() => {
                setPreferences({ language });
              }}
            >
              {language === 'id' ? words.indonesian : words.english}
            </Button>
          ))}
        </div>
      </div>
      <div class="setting" role="group" aria-label={words.textSize}>
        <p>{words.textSize}</p>
        <div class="setting-choices">
          {TEXT_SIZES.map((textSize) => (
            <Button
              key={textSize}
              kind="quiet"
              pressed={preferences.textSize === textSize}
              onPress={() => {
                setPreferences({ textSize });
              }}
            >
              {words.sizes[textSize]}
            </Button>
          ))}
        </div>
      </div>
      {updates.isReady && (
        <Notice kind="info">
          <p>{words.update}</p>
          <Button
            disabled={isUpdating}
            onPress={() => {
              setUpdating(true);
              void updates.apply();
            }}
          >
            {isUpdating ? words.updating : words.updateNow}
          </Button>
        </Notice>
      )}
      <Button
        onPress={() => {
          flow.dispatch({ do: 'scan-other' });
          goTo('journey');
        }}
      >
        {words.otherGathering}
      </Button>
      <Button
        kind="quiet"
        onPress={() => {
          onPlace('leaving');
        }}
      >
        {words.leaving}
      </Button>
      <dl class="facts">
        <Fact name={words.version}>{build}</Fact>
      </dl>
    </section>
  );
}
