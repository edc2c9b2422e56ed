/**
 * The hands that carry files between devices and the office: late, twice, cut short, by way
 * of another device, or never; and the receipts that come back the same way, or do not.
 */
import type { Bytes } from '#core/bytes.ts';
import type { Device, Field } from './device.ts';
import type { Reply } from './office.ts';

const WAY_MS = 6 * 60_000;

/** Owns nothing: what is on its way is in the world's time. */
export class Hands {
  readonly #field: Field;
  readonly #devices: readonly Device[];

  constructor(field: Field, devices: readonly Device[]) {
    this.#field = field;
    this.#devices = devices;
  }

  /** Writes what waits on a device to a file, and sends somebody off with it. */
  async carry(from: Device): Promise<void> {
    const { world } = this.#field;
    const parcel = await from.exportAll();
    if (parcel === null) return;
    world.count('parcels exported');
    if (world.fails(0.1)) return world.count('parcels lost');
    const bytes = this.#perhapsCut(parcel);
    for (let times = world.chance.next() < 0.3 ? 2 : 1; times > 0; times--) {
      world.after(world.chance.int(2_000, WAY_MS), () => this.#bring(from, bytes));
    }
  }

  async #bring(from: Device, bytes: Bytes): Promise<void> {
    const { world, office } = this.#field;
    const isByOrganiser = world.chance.next() < 0.5;
    if (isByOrganiser) return this.#sendBack(from, await office.importParcel(bytes));
    const carrier = world.chance.pick(this.#devices);
    world.count('parcels carried by a device');
    await carrier.network.post({ kind: 'parcel', bytes }, (heard) => {
      if (heard.kind === 'answer') this.#sendBack(from, heard.reply);
    });
  }

  #sendBack(to: Device, reply: Reply | null): void {
    const { world } = this.#field;
    if (reply?.status !== 200) return;
    if (world.fails(0.2)) return world.count('receipt files lost');
    const bytes = this.#perhapsCut(reply.body);
    for (let times = world.chance.next() < 0.3 ? 2 : 1; times > 0; times--) {
      world.after(world.chance.int(1_000, WAY_MS), () => to.takeReceipts(bytes));
    }
  }

  #perhapsCut(bytes: Bytes): Bytes {
    const { world } = this.#field;
    if (!world.fails(0.06)) return bytes;
    world.count('files cut short');
    return bytes.slice(0, world.chance.int(0, Math.max(0, bytes.length - 1)));
  }
}
