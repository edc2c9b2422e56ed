/**
 * The fuzzers on the command line: `npm run fuzz -- --n=2000000 [--seed=1] [--only=roster]`.
 * The inputs are divided over all decoders, each of which is first given its largest ones. What is
 * wrong is shown with its input, and with the command that gives it again.
 */
import { takeArguments } from '#server/commands/arguments.ts';
import { BYTE_DECODERS } from './decoders.ts';
import type { Decoder, Finding, Tally } from './fuzz.ts';
import { TEXT_DECODERS } from './text-decoders.ts';
import { watchedFuzz } from './watch.ts';

const SHOWN_CHARS_MAX = 2_000;
const PROGRESS_MS = 10_000;

const { said: values } = takeArguments({
  command: 'npm run fuzz',
  says: 'Gives edited inputs to every decoder.',
  knows: {
    n: { value: 'count', says: 'inputs in all; else 200000' },
    seed: { value: 'number', says: 'where chance begins; else 1' },
    only: { value: 'decoder', says: 'one decoder' },
    from: { value: 'number', says: 'the input to begin with' },
  },
});
const seed = Number(values.seed ?? 1);
const all = [...BYTE_DECODERS, ...TEXT_DECODERS];
const decoders = all.filter(({ name }) => values.only === undefined || values.only === name);
const total = Number(values.n ?? 200_000);
if (!Number.isSafeInteger(seed) || !Number.isSafeInteger(total) || total < 1)
  throw new Error('--n and --seed are whole numbers');
if (decoders.length === 0)
  throw new Error(`--only is one of: ${all.map(({ name }) => name).join(', ')}`);
process.exitCode = (await fuzzAll()) ? 0 : 1;

/** True when nothing is wrong with any decoder. */
async function fuzzAll(): Promise<boolean> {
  const startMs = performance.now();
  let inputs = 0;
  const findings: Finding[] = [];
  say(`seed ${seed}`);
  say(`${'decoder'.padEnd(20)}    inputs  accepted  slowest ms`);
  for (const [i, decoder] of decoders.entries()) {
    const count =
      Math.floor((total * (i + 1)) / decoders.length) - Math.floor((total * i) / decoders.length);
    const tally = await runOne(decoder, count, (done) => inputs + done);
    inputs += tally.inputs;
    findings.push(...tally.findings);
    for (const finding of tally.findings) show(finding);
  }
  const minutes = (performance.now() - startMs) / 60_000;
  const forms = findings.filter(({ what }) => what === 'not canonical').length;
  const crashes = findings.length - forms;
  say(`${inputs} inputs, ${crashes} crashes, ${forms} not canonical, in ${minutes.toFixed(1)} min`);
  return findings.length === 0;
}

/** Its floods are some of its inputs, where it has so many. */
async function runOne(
  decoder: Decoder,
  count: number,
  sofar: (done: number) => number,
): Promise<Tally> {
  const from =
    values.from === undefined ? -Math.min(decoder.floodsCount, count) : Number(values.from);
  let toldMs = performance.now();
  const tally = await watchedFuzz(decoder, { seed, from, count }, (index) => {
    if (performance.now() - toldMs < PROGRESS_MS) return;
    toldMs = performance.now();
    say(`  … ${decoder.name}: ${sofar(index - from)} of ${total}`);
  });
  const figures = [tally.inputs, tally.accepted].map((figure) => String(figure).padStart(10));
  say(`${decoder.name.padEnd(20)}${figures.join('')}${tally.slowestMs.toFixed(1).padStart(12)}`);
  return tally;
}

function show({ decoder, index, what, input, detail }: Finding): void {
  const text =
    typeof input === 'string' ? JSON.stringify(input) : Buffer.from(input).toString('hex');
  const size = text.length > SHOWN_CHARS_MAX ? `… (${input.length} in all)` : '';
  say(`${what}: ${decoder} ${index}: ${detail}\n  ${text.slice(0, SHOWN_CHARS_MAX)}${size}`);
  say(`  npm run fuzz -- --only='${decoder}' --seed=${seed} --from=${index} --n=1`);
}

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}
