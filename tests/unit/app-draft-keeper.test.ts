/** The line of drafts: the newest ink reaches the disk, and none after the signing ended. */
import { describe, expect, it } from 'vitest';
import { openDraftKeeper } from '#app/signing/draft-keeper.ts';
import { bad, good, type Fault, type Result } from '#core/fault.ts';
import type { SigningDraft } from '#device/device.ts';

function draft(represents: string): SigningDraft {
  return {
    signatory: { kind: 'listed', no: 1, name: 'Nurhasliana', category: 'asn' },
    identifiedBy: 'name',
    acts: { attended: true, signed: true },
    assisted: false,
    represents,
    ink: null,
  };
}

/** A disk that ends each write only when told to, and notes each write as it ends. */
function slowDisk(): {
  readonly done: string[];
  readonly begun: string[];
  readonly finish: (result: Result<void>) => Promise<void>;
  readonly saveDraft: (written: SigningDraft) => Promise<Result<void>>;
  readonly dropDraft: () => Promise<void>;
} {
  const done: string[] = [];
  const writes: ((result: Result<void>) => void)[] = [];
  const begun: string[] = [];
  return {
    done,
    begun,
    finish: async (result) => {
      writes.shift()?.(result);
      await new Promise((settle) => setTimeout(settle, 0));
    },
    saveDraft: ({ represents }) => {
      begun.push(represents);
      return new Promise((settle) => {
        writes.push((result) => {
          if (result.ok) done.push(represents);
          settle(result);
        });
      });
    },
    dropDraft: () => {
      done.push('dropped');
      return Promise.resolve();
    },
  };
}

const ignore = (): void => undefined;

describe('drafts', () => {
  it('are written one at a time, only the newest of those that wait', async () => {
    const disk = slowDisk();
    const drafts = openDraftKeeper(disk);
    for (const stroke of ['one', 'two', 'three']) drafts.save(draft(stroke), ignore);
    expect(disk.begun).toEqual(['one']);
    await disk.finish(good(undefined));
    expect(disk.begun).toEqual(['one', 'three']);
    await disk.finish(good(undefined));
    expect(disk.done).toEqual(['one', 'three']);
  });

  it('are all on the disk, or past it, before settle answers', async () => {
    const disk = slowDisk();
    const drafts = openDraftKeeper(disk);
    drafts.save(draft('one'), ignore);
    drafts.save(draft('two'), ignore);
    let isSettled = false;
    const settled = drafts.settle().then(() => {
      isSettled = true;
    });
    await disk.finish(good(undefined));
    expect(isSettled).toBe(false);
    await disk.finish(good(undefined));
    await settled;
    expect(disk.done).toEqual(['one', 'two']);
  });

  it('are never written after they were dropped', async () => {
    const disk = slowDisk();
    const drafts = openDraftKeeper(disk);
    drafts.save(draft('one'), ignore);
    drafts.save(draft('two'), ignore);
    const dropped = drafts.drop();
    await disk.finish(good(undefined));
    await dropped;
    expect(disk.done).toEqual(['one', 'dropped']);
  });

  it('tell the fault of a write that failed', async () => {
    const disk = slowDisk();
    const drafts = openDraftKeeper(disk);
    const faults: Fault[] = [];
    drafts.save(draft('one'), (fault) => faults.push(fault));
    await disk.finish(bad('storage-full'));
    expect(faults.map(({ code }) => code)).toEqual(['storage-full']);
  });
});
