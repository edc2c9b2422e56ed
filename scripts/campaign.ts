/**
 * `npm run campaign -- <name>`: a long proof by its name. It ends with one line: what ran, how
 * long, and how it ended. CI runs none of them; each is run before what it proves is landed.
 */
import { takeArguments } from '#server/commands/arguments.ts';
import { runNode } from './child.ts';

interface Campaign {
  readonly says: string;
  /** What Node runs, one after the other. */
  readonly runs: readonly (readonly string[])[];
}

const SIM = 'tests/sim/main.ts';

/** Every campaign. A new one is a line here. */
const CAMPAIGNS: Readonly<Record<string, Campaign>> = {
  sim: {
    says: '20,000 stories of devices and offices, and each deliberate mistake (10 minutes)',
    runs: [
      [SIM, '--seeds=20000'],
      [SIM, '--bugs', '--seeds=160'],
    ],
  },
  hostile: {
    says: '5,000 stories of hostile phones, and each deliberate mistake (20 minutes)',
    runs: [
      [SIM, '--hostile', '--seeds=5000'],
      [SIM, '--hostile', '--bugs', '--seeds=40'],
    ],
  },
  fuzz: {
    says: '2,000,000 inputs for the decoders (5 minutes)',
    runs: [['tests/fuzz/main.ts', '--n=2000000']],
  },
  mutants: {
    says: 'each planted fault of tests/mutants, and whether a test sees it (20 minutes)',
    runs: [['tests/mutants/main.ts']],
  },
  faults: {
    says: 'power cuts, other engines, an office under fire (30 minutes, as root)',
    runs: [['scripts/faults.ts']],
  },
};

const { said, words } = takeArguments({
  command: 'npm run campaign',
  says: 'Runs a long proof by its name, and closes with one line.',
  knows: { list: { says: 'the campaigns' } },
  word: { name: 'name', says: Object.keys(CAMPAIGNS).join(', ') },
});
const [name = ''] = words;
const campaign = CAMPAIGNS[name];
if (said.list === true) list();
else if (campaign === undefined) refuse();
else process.exitCode = await run(campaign);

function list(): void {
  for (const [known, { says }] of Object.entries(CAMPAIGNS))
    console.log(`${known.padEnd(10)} ${says}`);
}

function refuse(): void {
  console.error(`There is no campaign '${name}': npm run campaign -- --list names them.`);
  process.exitCode = 2;
}

async function run({ runs }: Campaign): Promise<number> {
  const startedMs = performance.now();
  const codes: number[] = [];
  for (const args of runs) codes.push(await runNode(args));
  const failed = codes.filter((code) => code !== 0).length;
  const minutes = ((performance.now() - startedMs) / 60_000).toFixed(1);
  console.log(
    `campaign ${name}: ${runs.length - failed} of ${runs.length} passed in ${minutes} min`,
  );
  return failed === 0 ? 0 : 1;
}
