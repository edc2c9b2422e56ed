/** What is typed at the terminal without showing it, or piped into the program. */
import { createInterface } from 'node:readline';
import { Writable } from 'node:stream';

/** One line for each question; fewer when the input ends, as with Ctrl+C. */
export async function askUnseen(questions: readonly string[]): Promise<readonly string[]> {
  const { stdin, stderr } = process;
  const unseen = new Writable({
    write(_echo, _encoding, done) {
      done();
    },
  });
  const typing = createInterface({ input: stdin, output: unseen, terminal: stdin.isTTY });
  const lines = typing[Symbol.asyncIterator]();
  const answers: string[] = [];
  for (const question of questions) {
    stderr.write(question);
    const line = await lines.next();
    stderr.write('\n');
    if (line.done === true) break;
    answers.push(line.value);
  }
  typing.close();
  return answers;
}
