/**
 * The simulator on the command line: `npm run sim -- --seeds=1000 --from=1 [--bug=NAME]`. It
 * says what happened in all stories, and for a broken invariant the command that tells it again.
 * `--bugs` prints instead which seed is the first to catch each deliberate mistake, and by what.
 * `--hostile` tells the stories of hostile phones instead, on the product's own office.
 */
import { takeArguments } from '#server/commands/arguments.ts';
import { HOSTILE_BUGS } from './hostile/bugs.ts';
import { tellHostiles } from './hostile/run.ts';
import { tell } from './story.ts';
import { BUGS, type Bug } from './world.ts';

const { said: values } = takeArguments({
  command: 'npm run sim',
  says: 'Tells stories of devices, cuts, crashes and restores, and looks for what was lost.',
  knows: {
    seeds: { value: 'count', says: 'stories; else 1000' },
    from: { value: 'seed', says: 'the first story; else 1' },
    bug: { value: 'name', says: 'with this deliberate mistake' },
    bugs: { says: 'each deliberate mistake, and the first story that catches it' },
    hostile: { says: 'stories of hostile phones' },
  },
});
const from = Number(values.from ?? 1);
const count = Number(values.seeds ?? 1_000);
const bug = BUGS.find((name) => name === values.bug) ?? null;
const hostileBug = HOSTILE_BUGS.find((name) => name === values.bug) ?? null;
if (!Number.isSafeInteger(from) || !Number.isSafeInteger(count)) {
  throw new Error('--seeds and --from are whole numbers');
}
const [named, names] = values.hostile === true ? [hostileBug, HOSTILE_BUGS] : [bug, BUGS];
if (values.bug !== undefined && named === null) {
  throw new Error(`--bug is one of ${names.join(', ')}`);
}
process.exitCode = (await toldWell()) ? 0 : 1;

function toldWell(): Promise<boolean> {
  if (values.hostile === true) return values.bugs === true ? tellOfHostileBugs() : tellOfHostiles();
  return values.bugs === true ? tellOfBugs() : tellOfAll();
}

/** All stories of hostile phones; true when nothing was broken. */
async function tellOfHostiles(): Promise<boolean> {
  let violations = 0;
  const startedMs = performance.now();
  await tellHostiles({ from, count, bug: hostileBug }, (seed, violation) => {
    if (violation === null) return true;
    violations += 1;
    say(`seed ${seed}: ${violation}\n  npm run sim -- --hostile --seeds=1 --from=${seed}`);
    return true;
  });
  const seconds = (performance.now() - startedMs) / 1_000;
  say(`${count} seeds of hostile phones in ${seconds.toFixed(1)} s`);
  say(`${violations} violations`);
  return violations === 0;
}

async function tellOfHostileBugs(): Promise<boolean> {
  let isCaught = true;
  for (const name of HOSTILE_BUGS) {
    let found: string | null = null;
    await tellHostiles({ from, count, bug: name }, (seed, violation) => {
      if (violation !== null)
        found = `seed ${String(seed).padStart(4)}  ${violation.slice(0, 120)}`;
      return violation === null;
    });
    isCaught &&= found !== null;
    say(`${name.padEnd(30)} ${found ?? `not caught from ${from} in ${count} seeds`}`);
  }
  return isCaught;
}

/** All stories; true when no invariant was broken. */
async function tellOfAll(): Promise<boolean> {
  const totals = new Map<string, number>();
  let violations = 0;
  const startedMs = performance.now();
  for (let seed = from; seed < from + count; seed++) {
    const told = await tell({ seed, bug });
    for (const [what, times] of told.totals) totals.set(what, (totals.get(what) ?? 0) + times);
    if (told.violation === null) continue;
    violations += 1;
    const again = `npm run sim -- --seeds=1 --from=${seed}${bug === null ? '' : ` --bug=${bug}`}`;
    say(`seed ${seed}: ${told.violation}\n  ${again}`);
  }
  const seconds = (performance.now() - startedMs) / 1_000;
  const ownSeconds = process.cpuUsage().user / 1_000_000;
  const sums = [...totals].sort(([a], [b]) => a.localeCompare(b));
  say(`${count} seeds in ${seconds.toFixed(1)} s (${(count / seconds).toFixed(0)} a second,`);
  say(`${(count / ownSeconds).toFixed(0)} for each second of one core)`);
  say(sums.map(([what, times]) => `${times} ${what}`).join(', '));
  say(`${violations} violations`);
  return violations === 0;
}

/** The table of deliberate mistakes; true when each was caught. */
async function tellOfBugs(): Promise<boolean> {
  let isCaught = true;
  for (const name of BUGS) {
    const found = await firstCaught(name);
    isCaught &&= found !== null;
    say(`${name.padEnd(30)} ${found ?? `not caught from ${from} in ${count} seeds`}`);
  }
  return isCaught;
}

async function firstCaught(name: Bug): Promise<string | null> {
  for (let seed = from; seed < from + count; seed++) {
    const { violation } = await tell({ seed, bug: name });
    if (violation !== null) return `seed ${String(seed).padStart(4)}  ${violation}`;
  }
  return null;
}

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}
