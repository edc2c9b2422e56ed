/**
 * Passwords as argon2id hashes that carry their own parameters, so that the cost can grow. Only so
 * many are worked on at once: the threads that they take are those of files and of compression.
 */
import { argon2, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';
import type { RandomBytes } from '#core/id.ts';
import { LIMITS } from '#core/limits.ts';

interface Cost {
  readonly memory: number;
  readonly passes: number;
  readonly parallelism: number;
}

/** OWASP's second choice: 19 MiB, two passes, one lane. */
const COST: Cost = { memory: 19_456, passes: 2, parallelism: 1 };
const SALT_BYTES = 16;
const TAG_BYTES = 32;
const FORM = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$([\w+/]+)\$([\w+/]+)$/;
/** Checked for an unknown login, so that it takes as long as a known one. */
const NOBODY = `$argon2id$v=19$m=${COST.memory},t=${COST.passes},p=${COST.parallelism}$${'A'.repeat(22)}$${'A'.repeat(43)}`;

const derive = promisify(argon2);

let atWorkCount = 0;
const waiting: (() => void)[] = [];

/** Runs one piece of work when there is a place, in the order of asking. */
async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  if (atWorkCount < LIMITS.hashesAtOnceMax) atWorkCount++;
  else await new Promise<void>((granted) => waiting.push(granted));
  try {
    return await work();
  } finally {
    const next = waiting.shift();
    if (next === undefined) atWorkCount--;
    else next(); // the place is handed on
  }
}

/** The hash of a password, in the PHC string format. */
export async function hashPassword(password: string, random: RandomBytes): Promise<string> {
  const salt = random(SALT_BYTES);
  const tag = await tagOf(password, { cost: COST, salt, tagLength: TAG_BYTES });
  const { memory, passes, parallelism } = COST;
  return `$argon2id$v=19$m=${memory},t=${passes},p=${parallelism}$${base64(salt)}$${base64(tag)}`;
}

/** Whether a password made a hash; null stands for an unknown login, and is never true. */
export async function isPassword(password: string, hash: string | null): Promise<boolean> {
  const [, memory, passes, parallelism, salt = '', tag = ''] = FORM.exec(hash ?? NOBODY) ?? [];
  const expected = Buffer.from(tag, 'base64');
  const found = await tagOf(password, {
    cost: { memory: Number(memory), passes: Number(passes), parallelism: Number(parallelism) },
    salt: Buffer.from(salt, 'base64'),
    tagLength: expected.length,
  });
  return timingSafeEqual(found, expected) && hash !== null;
}

function tagOf(
  password: string,
  { cost, salt, tagLength }: { cost: Cost; salt: Uint8Array; tagLength: number },
): Promise<Buffer> {
  const message = password.normalize('NFKC');
  return inTurn(() => derive('argon2id', { ...cost, message, nonce: salt, tagLength }));
}

function base64(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64').replaceAll('=', '');
}
