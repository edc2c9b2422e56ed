/** `npm run tidy`: the house rules, a line for each fault. */
import { takeArguments } from '#server/commands/arguments.ts';
import { houseFaults } from './support/tidy-sources.ts';

takeArguments({
  command: 'npm run tidy',
  says: 'Holds the code and the docs against the house rules (docs/STYLE.md).',
  knows: {},
});
const faults = houseFaults();
for (const fault of faults) console.error(fault);
console.log(faults.length === 0 ? 'tidy' : `${faults.length} faults`);
process.exitCode = faults.length === 0 ? 0 : 1;
