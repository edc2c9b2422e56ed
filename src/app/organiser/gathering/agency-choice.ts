/**
 * A choice of agencies in their tree. Choosing one means all below it, so the choice holds
 * the highest chosen agencies only; leaving one out of a chosen branch keeps its neighbours.
 */

/** An agency as far as the tree is concerned. */
export interface TreeAgency {
  readonly no: number;
  readonly name: string;
  readonly parent: number | null;
  /** In it and below it. */
  readonly people: number;
}

/** The agencies by their parents. */
export interface AgencyTree<T extends TreeAgency = TreeAgency> {
  readonly all: readonly T[];
  readonly roots: readonly T[];
  readonly below: (no: number) => readonly T[];
  /** Those above, nearest first. */
  readonly above: (no: number) => readonly number[];
}

/** How far an agency is chosen. */
export type Chosen = 'whole' | 'part' | 'none';

export type AgencyChoice = ReadonlySet<number>;

/** The tree of a list. */
export function plantTree<T extends TreeAgency>(all: readonly T[]): AgencyTree<T> {
  const byNo = new Map(all.map((agency) => [agency.no, agency]));
  const children = new Map<number | null, T[]>();
  for (const agency of all) {
    const own = children.get(agency.parent);
    if (own === undefined) children.set(agency.parent, [agency]);
    else own.push(agency);
  }
  const above = (no: number): readonly number[] => {
    const parent = byNo.get(no)?.parent ?? null;
    return parent === null ? [] : [parent, ...above(parent)];
  };
  return {
    all,
    roots: children.get(null) ?? [],
    below: (no) => children.get(no) ?? [],
    above,
  };
}

/** Whether an agency is chosen with all below it, in part, or not at all. */
export function chosenOf(tree: AgencyTree, choice: AgencyChoice, no: number): Chosen {
  if (choice.has(no) || tree.above(no).some((one) => choice.has(one))) return 'whole';
  return [...choice].some((one) => tree.above(one).includes(no)) ? 'part' : 'none';
}

/** The choice with an agency, or without it. */
export function toggle(tree: AgencyTree, choice: AgencyChoice, no: number): AgencyChoice {
  return chosenOf(tree, choice, no) === 'whole'
    ? without(tree, choice, no)
    : withAgency(tree, choice, no);
}

function withAgency(tree: AgencyTree, choice: AgencyChoice, no: number): AgencyChoice {
  const kept = [...choice].filter((one) => !tree.above(one).includes(no));
  return new Set([...kept, no]);
}

/** Every chosen agency above it is replaced by what else is below that one. */
function without(tree: AgencyTree, choice: AgencyChoice, no: number): AgencyChoice {
  const path = [no, ...tree.above(no)];
  const top = path.findIndex((one) => choice.has(one));
  const next = new Set([...choice].filter((one) => one !== path[top]));
  for (const parent of path.slice(1, top + 1)) {
    for (const { no: child } of tree.below(parent)) if (!path.includes(child)) next.add(child);
  }
  return next;
}
