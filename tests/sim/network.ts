/**
 * The way between a device and the office: what is sent may be lost, late, doubled or
 * overtaken, and what comes back may be somebody else's. An answer is heard once.
 */
import { parseBatch } from '#core/batch.ts';
import type { Bytes } from '#core/bytes.ts';
import { LIMITS } from '#core/limits.ts';
import { encodeReceipt } from '#core/receipt.ts';
import { parseSealed, sealBody } from '#core/seal.ts';
import { type Office, type Reply, plain } from './office.ts';
import { type World, sealerOf } from './world.ts';

/** What is between a device and the office for a while. */
export type Weather =
  | 'fair'
  | 'off'
  /** Answers 200 with a page of its own. */
  | 'portal'
  /** Answers with a receipt of an office that is not ours. */
  | 'impostor'
  /** Answers with what it once heard. */
  | 'echo';

export type Heard =
  { readonly kind: 'answer'; readonly reply: Reply } | { readonly kind: 'offline' };

export type Ask =
  | { readonly kind: 'enrol'; readonly proof: Bytes }
  | { readonly kind: 'sync'; readonly bytes: Bytes }
  /** Of another device: it carries it. */
  | { readonly kind: 'parcel'; readonly bytes: Bytes };

/** Owns what is under way to and from one device. */
export class Network {
  weather: Weather = 'fair';
  readonly #world: World;
  readonly #office: Office;
  #echo: Reply = plain(200);

  constructor(world: World, office: Office) {
    this.#world = world;
    this.#office = office;
  }

  async post(ask: Ask, onHeard: (heard: Heard) => void): Promise<void> {
    const { chance } = this.#world;
    let isHeard = false;
    const hear = (heard: Heard): void => {
      if (!isHeard) onHeard(heard);
      isHeard = true;
    };
    const answer = (reply: Reply, delayMs: number): void =>
      this.#world.after(delayMs, () => hear({ kind: 'answer', reply }));
    this.#world.after(LIMITS.lateAnswerMs, () => hear({ kind: 'offline' }));
    switch (this.weather) {
      case 'off':
        return this.#world.after(chance.int(1, 50), () => hear({ kind: 'offline' }));
      case 'portal':
        this.#world.count('portal answers');
        return answer({ ...plain(200), body: this.#world.random(40) }, chance.int(20, 300));
      case 'impostor':
        this.#world.count('false receipts');
        return answer(await this.#forged(ask), chance.int(20, 300));
      case 'echo':
        return answer(this.#echo, chance.int(20, 300));
      case 'fair':
        return this.#send(ask, answer, hear);
    }
  }

  #send(
    ask: Ask,
    answer: (reply: Reply, delayMs: number) => void,
    hear: (heard: Heard) => void,
  ): void {
    const world = this.#world;
    const { chance } = world;
    if (world.fails(0.08)) {
      world.count('requests lost');
      if (chance.next() < 0.5) world.after(chance.int(50, 20_000), () => hear({ kind: 'offline' }));
      return;
    }
    if (world.fails(0.06)) {
      world.count('requests doubled');
      this.#arrive(ask, chance.int(5, 90_000), () => undefined);
    }
    const isLost = world.fails(0.08);
    const isLate = world.fails(0.08);
    if (isLost) world.count('answers lost');
    if (isLate) world.count('late');
    const toMs = isLate ? chance.int(100, 45_000) : chance.int(5, 400);
    const backMs = isLate ? chance.int(100, 30_000) : chance.int(5, 400);
    this.#arrive(ask, toMs, (reply) => {
      if (!isLost) answer(reply, backMs);
    });
  }

  #arrive(ask: Ask, delayMs: number, answer: (reply: Reply) => void): void {
    this.#world.after(delayMs, async () => {
      if (ask.kind === 'enrol') return answer(this.#office.enrol(ask.proof));
      const isParcel = ask.kind === 'parcel';
      const reply = await (isParcel
        ? this.#office.importParcel(ask.bytes)
        : this.#office.take(ask.bytes));
      if (reply === null) return;
      if (reply.status === 200) this.#echo = reply;
      answer(reply);
    });
  }

  async #forged(ask: Ask): Promise<Reply> {
    const sealed =
      ask.kind === 'sync'
        ? parseSealed(ask.bytes, 'batch', { bytesMax: LIMITS.batchBytesMax })
        : null;
    const batch = sealed?.ok === true ? parseBatch(sealed.value.body) : null;
    if (batch?.ok !== true) return plain(200);
    const { id, entries } = batch.value;
    const body = encodeReceipt({
      batch: id,
      epoch: 1,
      officeTimeMs: this.#world.nowMs,
      verdicts: entries.map(() => ({ kind: 'stored' })),
      journals: [],
    });
    const sealer = sealerOf(this.#world.random(32));
    return { ...plain(200), body: await sealBody('receipt', body, sealer) };
  }
}
