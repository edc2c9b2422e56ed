/**
 * What the office knows when it judges an entry: gatherings, rosters and pacts, held in memory
 * because every entry asks. Whoever changes one of them calls `forget`.
 */
import type { DatabaseSync } from 'node:sqlite';
import { type Bytes, equalBytes } from '#core/bytes.ts';
import type { Category, PactCode } from '#core/category.ts';
import type { PactRef } from '#core/pact.ts';

export interface RegisteredPerson {
  readonly name: string;
  readonly category: Category;
  readonly agency: number;
}

export interface RegisteredGathering {
  readonly no: number;
  readonly id: Uint8Array;
  readonly people: ReadonlyMap<number, RegisteredPerson>;
  isExpected(signatoryNo: number): boolean;
  isPact(pact: PactRef): boolean;
}

export interface Registry {
  gathering(no: number): RegisteredGathering | null;
  isGathering(id: Uint8Array): boolean;
  forget(): void;
}

interface Programme {
  readonly people: ReadonlyMap<number, RegisteredPerson>;
  readonly pacts: readonly PactRef[];
}

export function openRegistry(sqlite: DatabaseSync): Registry {
  const byNo = sqlite.prepare('select id, programme_no, invites from gatherings where no = ?');
  const byId = sqlite.prepare('select 1 from gatherings where id = ?');
  const invitedTo = sqlite.prepare('select signatory_no from invited where gathering_no = ?');
  const readProgramme = programmeReader(sqlite);
  const gatherings = new Map<number, RegisteredGathering>();
  const programmes = new Map<number, Programme>();

  const load = (no: number): RegisteredGathering | null => {
    const row = byNo.get(no);
    if (row === undefined) return null;
    const programmeNo = Number(row['programme_no']);
    const programme = programmes.get(programmeNo) ?? readProgramme(programmeNo);
    programmes.set(programmeNo, programme);
    const invited =
      row['invites'] === 'all'
        ? null
        : new Set(invitedTo.all(no).map((one) => Number(one['signatory_no'])));
    return {
      no,
      id: row['id'] as Uint8Array, // a blob column
      people: programme.people,
      isExpected: (signatoryNo) =>
        programme.people.has(signatoryNo) && (invited === null || invited.has(signatoryNo)),
      isPact: (pact) => programme.pacts.some((known) => isSamePact(known, pact)),
    };
  };

  return {
    gathering(no) {
      const known = gatherings.get(no) ?? load(no);
      if (known !== null) gatherings.set(no, known);
      return known;
    },
    isGathering: (id) => byId.get(id) !== undefined,
    forget() {
      gatherings.clear();
      programmes.clear();
    },
  };
}

function programmeReader(sqlite: DatabaseSync): (programmeNo: number) => Programme {
  const peopleOf = sqlite.prepare(
    'select no, name, category, agency_no from signatories where programme_no = ?',
  );
  const pactsOf = sqlite.prepare('select code, version, digest from pacts where programme_no = ?');
  return (programmeNo) => ({
    people: new Map(
      peopleOf.all(programmeNo).map((row) => [
        Number(row['no']),
        {
          name: String(row['name']),
          category: row['category'] as Category, // written by the roster import alone
          agency: Number(row['agency_no']),
        },
      ]),
    ),
    pacts: pactsOf.all(programmeNo).map((row) => ({
      code: row['code'] as PactCode, // written from a Pact alone
      version: Number(row['version']),
      digest: row['digest'] as Bytes, // a blob column, over its own buffer
    })),
  });
}

function isSamePact(a: PactRef, b: PactRef): boolean {
  return a.code === b.code && a.version === b.version && equalBytes(a.digest, b.digest);
}
