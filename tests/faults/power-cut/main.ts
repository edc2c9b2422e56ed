/**
 * The page of the power cuts: the product's own device, which tells what it found on the disk, and
 * then keeps entries for as long as there is power. It tells of each only after keep resolved.
 */
import { toHex } from '#core/bytes.ts';
import type { Device } from '#device/device.ts';
import { openDevice } from '#device/open.ts';
import { rowsOf } from '../../support/bad-disk.ts';
import { draftOf } from '../../support/device.ts';
import type { FoundEntry, FoundJournal, Report } from '../../support/power-cut.ts';

const asked = new URLSearchParams(location.search);

async function tell(report: Report): Promise<void> {
  const to = asked.get('report') ?? '';
  await fetch(to, { method: 'POST', mode: 'no-cors', body: JSON.stringify(report) });
}

/** The switch of this page, and of nothing else: what the disk would be without our care. */
function relax(): void {
  const begin = Reflect.get(IDBDatabase.prototype, 'transaction');
  IDBDatabase.prototype.transaction = function (this: IDBDatabase, names, mode) {
    return begin.call(this, names, mode, { durability: 'relaxed' });
  };
}

async function tellFound(device: Device): Promise<void> {
  // The rows are of our own tables, as JSON says them: bytes as hex.
  const found = JSON.stringify(
    { entries: await rowsOf('entries'), journals: await rowsOf('journals') },
    (_, value: unknown) => (value instanceof Uint8Array ? toHex(value) : value),
  );
  const { entries, journals } = JSON.parse(found) as {
    readonly entries: readonly FoundEntry[];
    readonly journals: readonly FoundJournal[];
  };
  const { madeCount, receivedCount } = device.status.get();
  await tell({ kind: 'found', entries, journals, madeCount, receivedCount });
}

async function join(device: Device): Promise<void> {
  const offer = await device.readInvitation(asked.get('invitation') ?? '');
  if (!offer.ok) throw new Error(offer.fault.code);
  const joined = await device.join(offer.value);
  if (!joined.ok) throw new Error(joined.fault.code);
  const prepared = await device.prepare();
  if (!prepared.ok) throw new Error(prepared.fault.code);
}

async function live(): Promise<void> {
  if (asked.get('durability') === 'relaxed') relax();
  const opened = await openDevice({ origin: location.origin, build: 'power-cut' });
  if (!opened.ok) throw new Error(`${opened.fault.code}: ${opened.fault.detail}`);
  const device = opened.value;
  await tellFound(device);
  if (device.joined.get() === null) await join(device);
  await tell({ kind: 'joined' });
  for (let n = 1; ; n++) {
    const kept = await device.keep(draftOf(`Orang ${n}`));
    if (!kept.ok) throw new Error(`${kept.fault.code}: ${kept.fault.detail}`);
    const { journal, seq, entry } = kept.value;
    await tell({ kind: 'kept', journal, seq, bytes: toHex(entry) });
  }
}

live().catch((error: unknown) => tell({ kind: 'failed', why: String(error) }));
