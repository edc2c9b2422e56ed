/**
 * The house rules for everything that is written, code or not: links lead somewhere, and no
 * file knows the machine it was written on.
 */
import { dirname, join, normalize } from 'node:path/posix';
import type { Source } from './tidy.ts';

/** Spelt with brackets so that this file keeps its own rule. */
const MACHINE =
  /(?:^|[\s"'`(=:])(\/wor[k]\/|\/roo[t]\/|\/hom[e]\/\w|\/Use[r]s\/|\.\.\/share[d]\b)/m;
const LINK = /\[[^\]\n]*\]\(<?([^)\s>]+)>?(?:\s+"[^"]*")?\)/g;

export interface Tree {
  readonly sources: readonly Source[];
  /** True for a file or folder of the project, named from its root. */
  readonly exists: (path: string) => boolean;
}

/** Everything untidy in what is written, one line each. */
export function untidyText({ sources, exists }: Tree): readonly string[] {
  const headings = new Map(
    sources.filter(isMarkdown).map(({ path, text }) => [path, new Set(anchorsOf(text))]),
  );
  const links = sources.filter(isMarkdown).flatMap(({ path, text }) =>
    targetsOf(text).flatMap((link) => {
      const [file = '', anchor] = link.split('#');
      const target = file === '' ? path : normalize(join(dirname(path), decodeURI(file)));
      if (!exists(target)) return [`${path}: no such file '${link}'`];
      const isLost = anchor !== undefined && headings.get(target)?.has(anchor) === false;
      return isLost ? [`${path}: no such heading '${link}'`] : [];
    }),
  );
  const machines = sources.flatMap(({ path, text }) => {
    const found = MACHINE.exec(text)?.[1];
    return found === undefined ? [] : [`${path}: '${found}' is a path of one machine`];
  });
  return [...links, ...machines];
}

function isMarkdown({ path }: Source): boolean {
  return path.endsWith('.md');
}

function targetsOf(markdown: string): readonly string[] {
  const prose = markdown.replaceAll(/```[\s\S]*?```|`[^`\n]*`/g, '');
  return [...prose.matchAll(LINK)]
    .map((match) => match[1] ?? '')
    .filter((target) => !/^[a-z]+:/.test(target));
}

/** A heading's anchor, the way code hosts spell it. */
function anchorsOf(markdown: string): readonly string[] {
  const headings = markdown.replaceAll(/```[\s\S]*?```/g, '').matchAll(/^#{1,6} +(.+)$/gm);
  return [...headings].map((match) =>
    (match[1] ?? '')
      .trim()
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}\- _]/gu, '')
      .replaceAll(' ', '-'),
  );
}
