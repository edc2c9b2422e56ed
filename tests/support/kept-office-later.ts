/** What an office to keep has since schema 8: decisions, a new poster, a ceiling, a lock. */
import { OFFICE_PATHS } from '#core/office-api.ts';
import { type FieldOffice, entriesOf } from './office-with-field.ts';
import type { Asking } from './real-office.ts';

const DECIDED = [
  { name: 'Orang Uji C', act: 'set-aside' },
  { name: 'Tamu Telepon', act: 'set-aside' },
  { name: 'Orang Uji M', act: 'accept' },
] as const;

/** Decides, replaces the poster, lowers the ceiling, locks an account, mistypes a password. */
export async function tellLater(at: FieldOffice): Promise<void> {
  const { id } = at.gathering;
  const { entries } = await entriesOf(at);
  for (const { name, act } of DECIDED) {
    const entry = entries.find(({ who }) => who?.name === name);
    const body = { act, journal: entry?.device, digest: entry?.digest, reason: 'Diperiksa' };
    await succeed(at, OFFICE_PATHS.decisions(id), { body });
  }
  await succeed(at, OFFICE_PATHS.joinCode(id));
  await succeed(at, OFFICE_PATHS.phoneCeiling(id), { body: { walkIns: 7 } });
  await succeed(at, OFFICE_PATHS.accountLock('kawan'));
  const wrong = { login: 'uji', password: 'bukan kata sandinya' };
  await at.organise(OFFICE_PATHS.session, { method: 'POST', body: wrong });
}

/** A request of the organiser that must be granted; a POST unless it says otherwise. */
export async function succeed(at: FieldOffice, path: string, asking: Asking = {}): Promise<void> {
  const { status } = await at.organise(path, { method: 'POST', ...asking });
  if (status >= 300) throw new Error(`${path}: ${status}`);
}
