/**
 * TypeScript as the house rules read it: what is code, what is said in strings and comments,
 * and what is imported. A small scanner, because TypeScript 7 has no parser to borrow.
 */

/** One spelling of a file, every line in its place. */
export interface CodeText {
  /** Strings and regular expressions emptied, comments gone: what the machine obeys. */
  readonly code: string;
  /** Comments gone, strings kept: what the machine says, SQL for example. */
  readonly spoken: string;
}

type Kind = 'code' | 'text' | 'comment';

const TOKEN =
  /\/\/[^\n]*|\/\*[\s\S]*?\*\/|'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"|`(?:\\[\s\S]|[^`\\])*`|\/(?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\\n[*])+\/[a-z]*/g;
/** A slash after one of these begins a regular expression; elsewhere it divides or closes a tag. */
const BEFORE_REGEX = /(?:[(,=:[!&|?{};+]|=>|\breturn|^)\s*$/;

export function readCode(text: string): CodeText {
  let code = '';
  let spoken = '';
  let end = 0;
  const take = (part: string, kind: Kind) => {
    code += kind === 'code' ? part : hollow(part, kind);
    spoken += kind === 'comment' ? hollow(part, kind) : part;
  };
  for (let match = next(text, 0); match !== undefined; match = next(text, end)) {
    take(text.slice(end, match.index), 'code');
    take(match.token, kindOf(match.token));
    end = match.index + match.token.length;
  }
  take(text.slice(end), 'code');
  return { code, spoken };
}

/** Every module a file names: static, dynamic, side effect, and by URL for workers. */
export function importsOf(text: string): readonly string[] {
  const { spoken } = readCode(text);
  const named = spoken.matchAll(
    /(?:\bfrom\s+|\bimport\s+|\bimport\s*\(\s*|\bnew URL\(\s*)(['"])([^'"\n]+)\1/g,
  );
  return [...named].map((match) => match[2] ?? '');
}

function next(text: string, from: number) {
  TOKEN.lastIndex = from;
  for (let match = TOKEN.exec(text); match !== null; match = TOKEN.exec(text)) {
    const [token] = match;
    const isSlash = token.startsWith('/') && kindOf(token) === 'text';
    if (!isSlash || BEFORE_REGEX.test(text.slice(Math.max(0, match.index - 40), match.index)))
      return { token, index: match.index };
    TOKEN.lastIndex = match.index + 1;
  }
  return undefined;
}

function kindOf(token: string): Kind {
  return token.startsWith('//') || token.startsWith('/*') ? 'comment' : 'text';
}

/** Keeps the lines and, of a string, the quotes. */
function hollow(part: string, kind: Kind): string {
  const lines = part.replaceAll(/[^\n]/g, '');
  return kind === 'comment' ? lines : `${part.slice(0, 1)}${lines}${part.slice(-1)}`;
}
