/** The files of tests/vectors that other implementations may use, as text. */
import { toHex } from '#core/bytes.ts';
import { batchVectors, receiptVectors } from './batch.ts';
import { codecVectors } from './codec.ts';
import { entryVectors } from './entry.ts';
import { invitationVectors, pactVectors } from './invitation.ts';
import { packageVectors } from './package.ts';
import { parcelVectors } from './parcel.ts';
import { rosterVectors } from './roster.ts';
import { enrolmentVectors, sealVectors } from './seal.ts';

/** The text of each file, by its name. The same every time. */
export async function vectorFiles(): Promise<ReadonlyMap<string, string>> {
  const files: readonly (readonly [string, object])[] = [
    ['codec.json', codecVectors()],
    ['pact.json', await pactVectors()],
    ['seal.json', await sealVectors()],
    ['invitation.json', await invitationVectors()],
    ['enrolment.json', await enrolmentVectors()],
    ['package.json', packageVectors()],
    ['roster.json', rosterVectors()],
    ['entry.json', entryVectors()],
    ['batch.json', await batchVectors()],
    ['receipt.json', await receiptVectors()],
    ['parcel.json', parcelVectors()],
  ];
  return new Map(files.map(([name, file]) => [name, textOf(file)]));
}

/** Byte strings as hex. */
export function plain(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value, hexBytes));
}

/** One line for each case, so that a change shows which one it is. */
function textOf(file: object): string {
  const parts = Object.entries(file).map(([name, value]: [string, unknown]) => {
    const lines = Array.isArray(value)
      ? `[\n${value.map((one) => `    ${line(one)}`).join(',\n')}\n  ]`
      : line(value);
    return `  ${JSON.stringify(name)}: ${lines}`;
  });
  return `{\n${parts.join(',\n')}\n}\n`;
}

function line(value: unknown): string {
  return JSON.stringify(value, hexBytes);
}

/** Looks at the value itself: a Buffer would already be an object of numbers. */
function hexBytes(this: Readonly<Record<string, unknown>>, key: string, value: unknown): unknown {
  const own = this[key];
  return own instanceof Uint8Array ? toHex(own) : value;
}
