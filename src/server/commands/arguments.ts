/** The arguments of a command: read by its usage, or answered with it. */
import { parseArgs } from 'node:util';
import { type Result, bad, good } from '#core/fault.ts';

/** What may be said to a command. `value` names what follows the `=`; a flag has none. */
export interface Argument {
  readonly says: string;
  readonly value?: string;
}

/** The arguments of a command by their names. */
export type KnownArguments = Readonly<Record<string, Argument>>;

/** A command: as it is typed, what it does, what it knows, and the word that stands free. */
export interface Usage<A extends KnownArguments> {
  readonly command: string;
  readonly says: string;
  readonly knows: A;
  readonly word?: { readonly name: string; readonly says: string };
}

/** Text where it has a value, true where it is a flag; undefined where it was not said. */
export type GivenArguments<A extends KnownArguments> = {
  readonly [N in keyof A]?: A[N] extends { readonly value: string } ? string : true;
};

/** What was said, and the free words; or the usage, because it was asked for. */
export type Arguments<A extends KnownArguments> =
  | { readonly kind: 'run'; readonly said: GivenArguments<A>; readonly words: readonly string[] }
  | { readonly kind: 'help' };

/** The office itself, by `npm start`. All that can be set stands in the environment. */
export const OFFICE_USAGE: Usage<KnownArguments> = {
  command: 'npm start',
  says:
    'Builds the app and starts the office. It is set by the environment: IKRAR_DATA, IKRAR_HOST,\n' +
    'IKRAR_PORT (or PORT), IKRAR_ORIGIN, IKRAR_PROXY, IKRAR_OFFICE, IKRAR_BACKUPS,\n' +
    'IKRAR_BACKUP_KEEP and IKRAR_BACKUP_MINUTES; README.md says what each is.',
  knows: {},
};

/** Reads arguments. Fault: invalid, with the one that does not fit. */
export function readArguments<A extends KnownArguments>(
  { knows, word }: Usage<A>,
  args: readonly string[],
): Result<Arguments<A>> {
  const options = Object.fromEntries(
    Object.entries(knows).map(([name, { value }]) => [
      name,
      { type: value === undefined ? 'boolean' : 'string' } as const,
    ]),
  );
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      options: { ...options, help: { type: 'boolean', short: 'h' } },
      allowPositionals: word !== undefined,
    });
    if (values['help'] === true) return good({ kind: 'help' });
    return good({ kind: 'run', said: values as GivenArguments<A>, words: positionals }); // strict: no other name
  } catch (error) {
    return bad('invalid', error instanceof Error ? error.message : String(error));
  }
}

/** The usage as text: how it is typed, what it does, and a line for each argument. */
export function usageText(usage: Usage<KnownArguments>): string {
  const { command, says, knows, word } = usage;
  const lines = [
    ...(word === undefined ? [] : [[`<${word.name}>`, word.says] as const]),
    ...Object.entries(knows).map(
      ([name, { value, says: meaning }]) =>
        [value === undefined ? `--${name}` : `--${name}=<${value}>`, meaning] as const,
    ),
    ['--help', 'this text'] as const,
  ];
  const width = Math.max(...lines.map(([left]) => left.length));
  const typed = word === undefined ? '[--help]' : `<${word.name}> [--help]`;
  const head = Object.keys(knows).length === 0 ? `${command} -- ${typed}` : `${command} -- …`;
  return [
    `Usage: ${head}`,
    says,
    '',
    ...lines.map(([left, right]) => `  ${left.padEnd(width)}  ${right}`),
    '',
  ].join('\n');
}

/** Reads the arguments of this process. Ends it for --help, and for what it does not know. */
export function takeArguments<A extends KnownArguments>(
  usage: Usage<A>,
): { readonly said: GivenArguments<A>; readonly words: readonly string[] } {
  const read = readArguments(usage, process.argv.slice(2));
  if (read.ok && read.value.kind === 'run') return read.value;
  if (read.ok) {
    process.stdout.write(usageText(usage));
    process.exit(0);
  }
  process.stderr.write(`${read.fault.detail}\n\n${usageText(usage)}`);
  process.exit(2);
}
