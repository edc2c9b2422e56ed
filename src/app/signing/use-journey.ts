/**
 * The journey with the verbs that need the device. It is above the screens, so that opening another
 * screen does not lose a person's ink or keep it twice.
 */
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { equalBytes } from '#core/bytes.ts';
import type { FaultCode } from '#core/fault.ts';
import type { Ink } from '#core/ink.ts';
import type { Device, Offer } from '#device/device.ts';
import { holdWriting } from '#device/tabs/writing.ts';
import { openDraftKeeper } from './draft-keeper.ts';
import { type Action, type Journey, startJourney, step } from './journey.ts';

/** The journey and its verbs. */
export interface Flow {
  readonly journey: Journey;
  /**
   * Why the draft could not be written: then the ink on the screen has no copy on the disk. Null
   * when it has one.
   */
  readonly draftFault: FaultCode | null;
  dispatch(action: Action): void;
  /** Reads a scanned, opened, typed or pasted text. */
  read(text: string): Promise<void>;
  join(offer: Offer): Promise<void>;
  /** Takes the ink after a stroke, and writes the draft. */
  ink(ink: Ink): void;
  /** Keeps the signing on the screen; the tick follows only when the device says so. */
  keep(): Promise<void>;
  /** Ends a signing without keeping it. */
  abandon(): Promise<void>;
}

/** The flow of a device. `opened` is the invitation the page was opened with. */
export function useJourney(device: Device, opened: string | null): Flow {
  const { journey, newest, dispatch } = useSteps(device);
  const [draftFault, setDraftFault] = useState<FaultCode | null>(null);
  const drafts = useMemo(() => openDraftKeeper(device), [device]);

  const saveDraft = (): void => {
    const { stage } = newest.current;
    if (stage.at !== 'sign') return;
    setDraftFault(null);
    drafts.save(stage.draft, (fault) => {
      setDraftFault(fault.code);
    });
  };

  const read = async (text: string): Promise<void> => {
    if (!dispatch({ do: 'read' })) return;
    const offer = await device.readInvitation(text);
    if (!offer.ok) dispatch({ do: 'refused', fault: offer.fault.code });
    // A new code of the same desk may bring the permission that is missing.
    else if (isJoined(device, offer.value)) await enter(offer.value, 'refused');
    else dispatch({ do: 'offered', offer: offer.value });
  };

  /** Joins. A failure changes nothing. */
  const enter = async (offer: Offer, failed: 'refused' | 'join-failed'): Promise<void> => {
    const joined = await device.join(offer);
    if (joined.ok) dispatch({ do: 'joined', grade: joined.value.grade });
    else dispatch({ do: failed, fault: joined.fault.code });
  };

  const join = async (offer: Offer): Promise<void> => {
    if (dispatch({ do: 'join' })) await enter(offer, 'join-failed');
  };

  const keep = async (): Promise<void> => {
    // A second touch of the button changes nothing, and must not keep twice.
    if (!dispatch({ do: 'save' })) return;
    const { stage } = newest.current;
    if (stage.at !== 'sign' || stage.saving.kind !== 'busy') return;
    await drafts.settle();
    const kept = await device.keep(stage.draft);
    if (kept.ok) dispatch({ do: 'kept', kept: kept.value });
    else dispatch({ do: 'not-kept', fault: kept.fault.code });
  };

  useEffect(() => {
    const begin = async (): Promise<void> => {
      const draft = await device.loadDraft();
      if (draft !== null && dispatch({ do: 'restored', draft })) return;
      if (draft !== null) await drafts.drop();
      if (opened === null) return;
      dispatch({ do: 'scan-other' });
      await read(opened);
    };
    void begin();
  }, [device]);
  useWritingHeld(journey);

  return {
    journey,
    draftFault,
    dispatch: (action) => {
      dispatch(action);
      if (action.do === 'agreed' || action.do === 'attend-only') saveDraft();
    },
    read,
    join,
    ink: (ink) => {
      if (dispatch({ do: 'inked', ink })) saveDraft();
    },
    keep,
    abandon: async () => {
      if (dispatch({ do: 'next' })) await drafts.drop();
    },
  };
}

interface Steps {
  readonly journey: Journey;
  /**
   * The newest journey. Two touches may come before the screen is drawn again, so the drawn one may
   * be old.
   */
  readonly newest: { readonly current: Journey };
  /** False when the action changes nothing. */
  readonly dispatch: (action: Action) => boolean;
}

/** The drawn journey, the newest journey, and the dispatch of actions. */
function useSteps(device: Device): Steps {
  const [journey, setJourney] = useState(() => startJourney(device.joined.get()?.grade ?? null));
  const newest = useRef(journey);
  const dispatch = (action: Action): boolean => {
    const next = step(newest.current, action);
    if (next === newest.current) return false;
    newest.current = next;
    setJourney(next);
    return true;
  };
  return { journey, newest, dispatch };
}

/** Holds the lock of writing.ts while there is ink on the screen. */
function useWritingHeld({ stage }: Journey): void {
  const isWriting = stage.at === 'sign' && stage.draft.ink !== null;
  useEffect(() => (isWriting ? holdWriting() : undefined), [isWriting]);
}

function isJoined(device: Device, offer: Offer): boolean {
  const joined = device.joined.get();
  return (
    joined !== null &&
    joined.grade === offer.grade &&
    equalBytes(joined.gathering.id, offer.gathering.id)
  );
}
