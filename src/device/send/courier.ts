/**
 * The courier runs the sync engine with real timers, the database and the network. It decides
 * nothing: it does the effects that the engine asks for and returns their results as events. An
 * error of our own is reported, and the engine gets it as a failure.
 */
import { unreachable } from '#core/assert.ts';
import type { RandomBytes } from '#core/id.ts';
import type { DeviceParts } from '../device-parts.ts';
import type { SendPhase } from '../device.ts';
import { inTime } from '../in-time.ts';
import { troubleOf, tryStorage } from '../store/db.ts';
import type { Run } from '../store/watermark.ts';
import { type Delivery, deliver } from './delivery.ts';
import {
  type Effect,
  type EngineEvent,
  type EngineState,
  NEW_ENGINE,
  type Trigger,
} from './engine-state.ts';
import { step } from './engine.ts';
import { type Cut, type Want, cut, settle } from './outbox.ts';

interface Deps {
  readonly parts: DeviceParts;
  readonly random: RandomBytes;
  /** Called after each step of the engine. */
  readonly onPhase: (phase: SendPhase, coolingCount: number) => void;
  /** Called when a receipt was settled and written to the disk. */
  readonly onSettled: () => void;
  readonly report: (error: unknown) => void;
}

/** An event of the engine without its time and chance. */
type Happening = EngineEvent extends infer E
  ? E extends EngineEvent
    ? Omit<E, 'nowMs' | 'chance'>
    : never
  : never;

interface SentRun {
  readonly run: Run;
  /** The last contact of any tab with the office when the run was cut. */
  readonly contactMs: number | null;
  readonly good: NonNullable<Delivery['good']>;
}

/** Owns the timers of sending. */
export class Courier {
  readonly #deps: Deps;
  readonly #arrived = new Map<number, SentRun>();
  readonly #deadlines = new Set<ReturnType<typeof setTimeout>>();
  #state: EngineState = NEW_ENGINE;
  #alarm: ReturnType<typeof setTimeout> | undefined;
  #cut: Cut | null = null;
  #settledRequest = 0;
  /** The last contact of this tab with the office. */
  #contactMs: number | null = null;
  #isClosed = false;

  constructor(deps: Deps) {
    this.#deps = deps;
  }

  trigger(why: Trigger): void {
    this.#tell({ kind: 'triggered', why });
  }

  /** Tells the engine that this tab became the leader, or is no longer the leader. */
  setLeader(isOurs: boolean): void {
    this.#tell({ kind: isOurs ? 'promoted' : 'demoted' });
  }

  close(): void {
    this.#isClosed = true;
    clearTimeout(this.#alarm);
    for (const deadline of this.#deadlines) clearTimeout(deadline);
  }

  #tell(happening: Happening): void {
    if (this.#isClosed) return;
    const { clock } = this.#deps.parts;
    const event = { ...happening, nowMs: clock.monoMs(), chance: this.#chance() };
    const { state, effects } = step(this.#state, event);
    this.#state = state;
    for (const effect of effects) this.#run(effect);
    // Only the leader knows where sending stands, and tells the other tabs.
    if (state.phase.kind !== 'standing-by') this.#deps.onPhase(this.#phase(), state.cooling.length);
  }

  #run(effect: Effect): void {
    switch (effect.kind) {
      case 'cut':
        return this.#do(this.#cutRun(effect), { kind: 'cut-failed' });
      case 'send': {
        const outcome = { kind: 'device' } as const;
        const { request, run } = effect;
        return this.#do(this.#send(request, run), { kind: 'answered', request, outcome });
      }
      case 'settle': {
        const { request } = effect;
        return this.#do(this.#settle(request), { kind: 'settle-failed', request });
      }
      case 'wake':
        clearTimeout(this.#alarm);
        this.#alarm = setTimeout(() => this.#tell({ kind: 'woke' }), this.#msUntil(effect.atMs));
        return;
      case 'deadline':
        return this.#setDeadline(effect);
      default:
        unreachable(effect);
    }
  }

  /**
   * All errors of sending end here. Errors of our own are reported. After every error the engine
   * tries again later.
   */
  #do(work: Promise<Happening>, failed: Happening): void {
    work.then(
      (happening) => this.#tell(happening),
      async (error: unknown) => {
        if (this.#isClosed) return;
        const trouble = troubleOf(error);
        const mended = trouble === 'broken' ? await tryStorage(() => this.#reopen()) : null;
        if (trouble === null || mended?.ok === false) this.#deps.report(error);
        this.#tell(failed);
      },
    );
  }

  #reopen(): Promise<void> {
    return this.#deps.parts.db.reopen();
  }

  async #cutRun(want: Want): Promise<Happening> {
    this.#cut = await inTime(cut(this.#deps.parts.db, want), noAnswer);
    return { kind: 'cut', run: this.#cut.run, heartbeat: this.#cut.heartbeat };
  }

  async #send(request: number, run: Run): Promise<Happening> {
    const { parts, random } = this.#deps;
    if (this.#cut === null) return { kind: 'answered', request, outcome: { kind: 'device' } };
    const { contactMs } = this.#cut;
    const delivery = await deliver(parts, { run, cut: this.#cut, random });
    if (delivery.good !== null) this.#arrived.set(request, { run, contactMs, good: delivery.good });
    return { kind: 'answered', request, outcome: delivery.outcome };
  }

  async #settle(request: number): Promise<Happening> {
    const sent = this.#arrived.get(request);
    this.#arrived.delete(request);
    if (sent === undefined) return { kind: 'settle-failed', request };
    const isLate = request < this.#settledRequest;
    const { run, good } = sent;
    const after = [sent.contactMs, this.#contactMs];
    await inTime(settle(this.#deps.parts.db, { ...good, run, isLate, after }), noAnswer);
    this.#settledRequest = Math.max(request, this.#settledRequest);
    this.#contactMs = good.contact.atMs;
    if (!this.#isClosed) this.#deps.onSettled();
    return { kind: 'settled', request };
  }

  #setDeadline({ request, atMs }: { readonly request: number; readonly atMs: number }): void {
    const timer = setTimeout(() => {
      this.#deadlines.delete(timer);
      this.#tell({ kind: 'deadline', request });
    }, this.#msUntil(atMs));
    this.#deadlines.add(timer);
  }

  #msUntil(atMs: number): number {
    return Math.max(0, atMs - this.#deps.parts.clock.monoMs());
  }

  #chance(): number {
    const [a = 0, b = 0, c = 0] = this.#deps.random(3);
    return (a * 65_536 + b * 256 + c) / 2 ** 24;
  }

  /** The engine's phase for the screens, with times of the wall clock. */
  #phase(): SendPhase {
    const { phase } = this.#state;
    switch (phase.kind) {
      case 'standing-by':
      case 'resting':
      case 'cutting':
        return { kind: 'idle' };
      case 'sending':
      case 'settling':
        return { kind: 'sending' };
      case 'permission':
        return { kind: 'permission' };
      case 'waiting': {
        if (phase.why === 'outdated') return { kind: 'outdated' };
        const { why } = phase;
        const untilMs = this.#deps.parts.clock.wallMs() + this.#msUntil(phase.untilMs);
        return { kind: 'waiting', untilMs, why };
      }
    }
  }
}

/** A database that does not answer in time counts as a failure. */
function noAnswer(): never {
  throw new DOMException('the database does not answer', 'TimeoutError');
}
