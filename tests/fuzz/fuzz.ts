/**
 * The loop that gives a decoder inputs nobody wrote. It never throws, answers soon, changes
 * no input, and what it accepts has one form alone. Input i of a seed is the same every time.
 */
import { type Bytes, equalBytes } from '#core/bytes.ts';
import { type Chance, chance } from '../../scripts/demo/chance.ts';
import { editsCount } from './edits.ts';

/** What a decoder reads. */
export type Input = Bytes | string;

/** What a decoder made of an input. */
export type Reading = 'refused' | 'accepted' | 'not canonical';

/** A decoder, and where its inputs come from. */
interface Parts<I extends Input> {
  readonly name: string;
  /** Inputs as large as they may be; their numbers are those before 0. */
  readonly floods: readonly (() => I)[];
  /** Inputs as they are written, and as they are known to be refused. */
  readonly seeds: readonly I[];
  /** An input after one edit; the seeds may give pieces. */
  readonly edit: (chance: Chance, input: I, seeds: readonly I[]) => I;
  /** Reads an input, and writes again what it accepts. */
  readonly read: (input: I) => Reading | Promise<Reading>;
}

/** An input, and what reads it. */
export interface Attempt {
  readonly input: Input;
  read(): Reading | Promise<Reading>;
}

/** A decoder that is given inputs by their number. */
export interface Decoder {
  readonly name: string;
  readonly floodsCount: number;
  readonly seedsCount: number;
  /** Input number so many of a seed: floods before 0, then the decoder's own seeds, then edits. */
  at(seed: number, index: number): Attempt;
}

/** A decoder of its parts. */
export function decoderOf<I extends Input>(parts: Parts<I>): Decoder {
  const { name, floods, seeds, read } = parts;
  return {
    name,
    floodsCount: floods.length,
    seedsCount: seeds.length,
    at(seed, index) {
      const own = index < 0 ? floods[-1 - index]?.() : seeds[index];
      const input = own ?? edited(parts, chance(startOf(`${seed} ${name}`) + index));
      return { input, read: () => read(input) };
    },
  };
}

function edited<I extends Input>({ seeds, edit }: Parts<I>, drawn: Chance): I {
  let input = drawn.pick(seeds);
  for (let left = editsCount(drawn); left > 0; left--) input = edit(drawn, input, seeds);
  return input;
}

/** As FNV-1a does it, so that each decoder has a stream of its own. */
function startOf(text: string): number {
  let hash = 7;
  for (const letter of text) hash = Math.imul(hash ^ letter.charCodeAt(0), 0x01000193);
  return hash;
}

/** What is wrong with a decoder, and the input that shows it. */
export interface Finding {
  readonly decoder: string;
  readonly index: number;
  readonly what: 'crash' | 'not canonical' | 'input changed' | 'slow';
  readonly input: Input;
  readonly detail: string;
}

/** What came of a run. */
export interface Tally {
  readonly inputs: number;
  readonly accepted: number;
  readonly slowestMs: number;
  readonly findings: readonly Finding[];
}

/** Which inputs: those from a place on, of a seed. */
export interface Run {
  readonly seed: number;
  readonly from: number;
  readonly count: number;
}

/** An input may take so much of a processor, whatever else the machine does; twice, to be sure. */
const INPUT_MS_MAX = 500;
const BYTES_PER_MS = 512;
const TRIES = 2;

/** Enough to see what is wrong. */
const FINDINGS_MAX = 20;

/** Gives a decoder so many inputs; stops early when more is wrong than anybody reads. */
export async function fuzz(
  decoder: Decoder,
  { seed, from, count }: Run,
  begin: (index: number) => void = () => undefined,
): Promise<Tally> {
  const findings: Finding[] = [];
  let [inputs, accepted, slowestMs] = [0, 0, 0];
  for (let index = from; index < from + count && findings.length < FINDINGS_MAX; index++) {
    begin(index);
    const attempt = decoder.at(seed, index);
    const { reading, ms, what, detail } = await judged(attempt);
    inputs += 1;
    if (reading === 'accepted') accepted += 1;
    slowestMs = Math.max(slowestMs, ms);
    const { input } = attempt;
    if (what !== null) findings.push({ decoder: decoder.name, index, what, input, detail });
  }
  return { inputs, accepted, slowestMs, findings };
}

interface Judged {
  readonly reading: Reading;
  readonly ms: number;
  readonly what: Finding['what'] | null;
  readonly detail: string;
}

async function judged(attempt: Attempt): Promise<Judged> {
  const { input } = attempt;
  const before = typeof input === 'string' ? null : Uint8Array.from(input);
  const allowedMs = INPUT_MS_MAX + input.length / BYTES_PER_MS;
  let ms = Number.POSITIVE_INFINITY;
  let reading: Reading = 'refused';
  try {
    for (let left = TRIES; left > 0 && ms > allowedMs; left--) {
      const startMs = spentMs();
      const answer = attempt.read();
      reading = typeof answer === 'string' ? answer : await answer;
      ms = Math.min(ms, spentMs() - startMs);
    }
  } catch (error) {
    return { reading, ms: 0, what: 'crash', detail: String(error) };
  }
  const done = { reading, ms, detail: `${ms.toFixed(0)} ms of a processor` };
  if (before !== null && typeof input !== 'string' && !equalBytes(input, before))
    return { ...done, what: 'input changed' };
  if (ms > allowedMs) return { ...done, what: 'slow' };
  return { ...done, what: reading === 'not canonical' ? reading : null };
}

/** What this thread has had of a processor. */
function spentMs(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1_000;
}
