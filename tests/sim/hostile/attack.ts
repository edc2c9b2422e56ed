/**
 * What hostile phones do with a photo of the poster, and with a parcel that they have read.
 */
import { toHex } from '#core/bytes.ts';
import { LIMITS } from '#core/limits.ts';
import type { ReadVerdict } from '#core/verdict.ts';
import type { Chance } from '../../../scripts/demo/chance.ts';
import { letters, listed, signing } from '../../support/field.ts';
import { Violation } from '../world.ts';
import type { Player, Stage } from './field.ts';

interface Attack {
  readonly attackers: readonly Player[];
  readonly victims: readonly Player[];
  readonly order: Chance;
}

/** Everything at once, in any order. What a phone is told must not depend on the roster. */
export async function attack(stage: Stage, { attackers, victims, order }: Attack): Promise<void> {
  for (const attacker of attackers) {
    await stage.enrol(attacker);
    const acts = [forge, guess, flood, copy, revoke, claim, lose];
    for (let left = order.int(3, acts.length); left > 0; left--) {
      const [act] = acts.splice(order.int(0, acts.length - 1), 1);
      await act?.({ stage, attacker, victims, order });
    }
  }
}

interface Act {
  readonly stage: Stage;
  readonly attacker: Player;
  readonly victims: readonly Player[];
  readonly order: Chance;
}

/** Signs for people on the roster, a day and a minute before anybody else. */
async function forge({ stage, attacker, order }: Act): Promise<void> {
  const kept = [];
  for (let no = 1; no <= 6; no++) {
    const wallMs = stage.at.clock.nowMs - order.int(1, 20) * 3_600_000;
    kept.push(attacker.device.keep(await signing(listed(no)), { wallMs }));
  }
  expectOneAnswer(await stage.send(attacker, kept));
}

/** Guesses who has which number. Every answer must be the same. */
async function guess({ stage, attacker, order }: Act): Promise<void> {
  const kept = [];
  for (let i = 0; i < 12; i++) {
    const person = listed(order.int(1, 9));
    const name = order.next() < 0.5 ? person.name : 'Tebakan';
    kept.push(attacker.device.keep(await signing({ ...person, name })));
  }
  expectOneAnswer(await stage.send(attacker, kept));
}

function expectOneAnswer(verdicts: readonly ReadVerdict[] | null): void {
  const told = new Set(verdicts?.map((verdict) => JSON.stringify(verdict)));
  if (told.size > 1) throw new Violation(`a phone is told ${[...told].join(' and ')}`);
}

/** Writes in more people than a phone may, and more than the gathering has room for. */
async function flood({ stage, attacker, order }: Act): Promise<void> {
  const kept = [];
  for (let i = order.int(1, 3 * LIMITS.phoneSigningsMax); i > 0; i--) {
    const name = `Banjir ${letters(i)}`;
    const guest = { kind: 'walk-in', name, number: '', position: '', unit: '' } as const;
    kept.push(attacker.device.keep(await signing({ ...guest, category: 'guest' })));
  }
  await stage.send(attacker, kept);
}

/** Uses the ids of others first, for notes; and sends the very bytes that others made. */
async function copy({ stage, attacker, victims, order }: Act): Promise<void> {
  const { device } = order.pick(victims);
  for (const { id } of device.entries) {
    await stage.send(attacker, [attacker.device.keep({ kind: 'note', text: 'x' }, { id })]);
  }
  await stage.send(attacker, device.entries);
}

/** Takes back what desks made. */
async function revoke({ stage, attacker, victims, order }: Act): Promise<void> {
  for (const { id } of order.pick(victims).device.entries) {
    const body = { kind: 'revocation', target: id, reason: 'x', station: '' } as const;
    await stage.send(attacker, [attacker.device.keep(body)]);
  }
}

/** Says that it has made more than anybody can. */
async function claim({ stage, attacker }: Act): Promise<void> {
  await stage.send(attacker, [], Number.MAX_SAFE_INTEGER);
}

/** Says that a desk has lost a million entries. */
async function lose({ stage, attacker, victims, order }: Act): Promise<void> {
  const { device } = order.pick(victims);
  const text = `storage-lost ${toHex(device.journal)} 0 1000000`;
  await stage.send(attacker, [attacker.device.keep({ kind: 'note', text })]);
}
