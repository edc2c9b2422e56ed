/** Wire: what one signing weighs on the network, alone and in a batch, sealed and compressed. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { handwriting } from '../scripts/demo/handwriting.ts';
import { openCrowd } from './crowd.ts';
import { type BenchTable, percentile } from './table.ts';

const PEOPLE = 2_000;

export async function run(): Promise<BenchTable> {
  const folder = mkdtempSync(join(tmpdir(), 'ikrar-bench-'));
  try {
    const { gatherings } = await openCrowd({
      dataFolder: folder,
      peopleCount: PEOPLE,
      devicesCount: 1,
      gatheringsCount: 1,
    });
    const device = gatherings[0]?.[0];
    if (device === undefined) throw new Error('assertion failed: there is a device');
    const sizes = device.entries.map(({ bytes }) => bytes.length);
    const rows = [];
    for (const count of [1, 25, 500]) {
      const sealed = await device.seal(device.entries.slice(0, count));
      const perSigning = gzipSync(sealed).length / count;
      rows.push({ what: `signing in a batch of ${count}`, value: perSigning, unit: 'bytes' });
    }
    const naive = JSON.stringify(handwriting(1).strokes).length;
    return {
      name: 'wire: bytes per signing, as sent',
      rows: [
        { what: 'entry, median', value: percentile(sizes, 50), unit: 'bytes' },
        { what: 'entry, 95th of 100', value: percentile(sizes, 95), unit: 'bytes' },
        ...rows,
        { what: 'the same points as JSON, ink alone', value: naive, unit: 'bytes' },
      ],
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
