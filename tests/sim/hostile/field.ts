/**
 * One gathering of the product's own office with devices that sign without a network and
 * come home later: enrolled by `enrol`, their batches taken by `ingest`, over no network at all.
 */
import { assert } from '#core/assert.ts';
import { type Bytes, toHex } from '#core/bytes.ts';
import { parseGrant } from '#core/enrolment.ts';
import { LIMITS } from '#core/limits.ts';
import { parseReceipt } from '#core/receipt.ts';
import { parseSealed } from '#core/seal.ts';
import type { ReadVerdict, Verdict } from '#core/verdict.ts';
import type { GatheringRow } from '#server/db/schema.ts';
import { enrol } from '#server/field/enrolment.ts';
import { findGathering } from '#server/gathering/gatherings.ts';
import { type Ingest, openIngest } from '#server/field/ingest.ts';
import { makeStation } from '#server/gathering/stations.ts';
import type { FieldDevice, KeptEntry } from '../../../scripts/demo/field-device.ts';
import { unheardDevice } from '../../support/carrying.ts';
import { newGathering } from '../../support/field.ts';
import { type FieldOffice, makeGathering } from '../../support/office-with-field.ts';
import { type HostileBug, err } from './bugs.ts';

/** A device of the story: what it signed, and what it shows when it comes home. */
export interface Player {
  readonly device: FieldDevice;
  readonly proof: Bytes;
}

/** Owns one gathering, and the mistake that its office makes. */
export class Stage {
  readonly at: FieldOffice;
  readonly posterUrl: string;
  row: GatheringRow;
  readonly #bug: HostileBug | null;
  readonly #ingest: Ingest;

  private constructor(
    at: FieldOffice,
    row: GatheringRow,
    made: { posterUrl: string; bug: HostileBug | null },
  ) {
    this.at = at;
    this.row = row;
    this.posterUrl = made.posterUrl;
    this.#bug = made.bug;
    this.#ingest = openIngest(at.office.context);
    if (made.bug === 'id-is-everybodys') {
      this.sqlite.exec('create unique index if not exists everybodys on entries (id)');
    }
    this.err('made');
  }

  static async open(at: FieldOffice, bug: HostileBug | null): Promise<Stage> {
    const view = await makeGathering(at, newGathering(at.programme.id));
    const found = await findGathering(at.office.context, view.id);
    assert(found.ok, 'the gathering was made');
    return new Stage(at, found.value, { posterUrl: view.invitation.url, bug });
  }

  get context() {
    return this.at.office.context;
  }

  get sqlite() {
    return this.context.database.sqlite;
  }

  err(at: Parameters<typeof err>[2]['at']): void {
    err(this.sqlite, this.#bug, { at, gatheringNo: this.row.no });
  }

  /** Reads the gathering again, after the organiser changed it. */
  async renew(): Promise<void> {
    const found = await findGathering(this.context, toHex(this.row.id));
    assert(found.ok, 'the gathering is held');
    this.row = found.value;
    this.context.registry.forget();
  }

  async deskCode(name: string): Promise<string> {
    const made = await makeStation(this.context, this.row, { name, again: true });
    assert(made.ok, 'a code was made');
    return made.value.url;
  }

  /** A device that has scanned a code and has no network. */
  scan(url: string): Promise<Player> {
    return unheardDevice(this.at, url);
  }

  /** True when the office admits the device, in time or late. */
  async enrol({ proof, device }: Player): Promise<boolean> {
    const enrolled = await enrol(this.context, proof);
    this.err('enrolled');
    if (!enrolled.ok) return false;
    const grant = parseGrant(enrolled.value.grant);
    return grant.ok && toHex(grant.value.journal) === toHex(device.journal);
  }

  /** Sends a run; null when it was refused. */
  async send(
    { device }: Player,
    run: readonly KeptEntry[],
    claimedSeq?: number,
  ): Promise<readonly ReadVerdict[] | null> {
    const body = await device.seal(run, claimedSeq === undefined ? {} : { claimedSeq });
    const token = this.context.keys.tokenOf(device.journal);
    const answer = await this.#ingest({ body, gzip: false, token });
    this.err('received');
    if (!answer.ok) return null;
    const sealed = parseSealed(answer.value, 'receipt', { bytesMax: LIMITS.receiptBytesMax });
    const receipt = sealed.ok ? parseReceipt(sealed.value.body) : sealed;
    assert(receipt.ok, 'the office seals receipts');
    return this.#bug === 'verdict-tells-the-roster'
      ? this.#truth(device, run)
      : receipt.value.verdicts;
  }

  /** What the office really thinks, which it must not tell a phone. */
  #truth(device: FieldDevice, run: readonly KeptEntry[]): readonly Verdict[] {
    const row = this.sqlite.prepare(`
      select doubt from entries join journals on journals.no = journal_no
      where journals.id = ? and entries.seq = ?`);
    return run.map(({ seq }): Verdict => {
      const doubt = row.get(device.journal, seq)?.['doubt'];
      return doubt === null
        ? { kind: 'stored' }
        : { kind: 'quarantined', doubt: doubt as Extract<Verdict, { doubt: string }>['doubt'] };
    });
  }
}
