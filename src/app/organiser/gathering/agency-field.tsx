/**
 * The field in which agencies are chosen: the tree, opened where one looks, with a
 * filter.
 */
import type { VNode } from 'preact';
import { useId, useMemo, useState } from 'preact/hooks';
import {
  type AgencyChoice,
  type AgencyTree,
  type TreeAgency,
  chosenOf,
  plantTree,
  toggle,
} from './agency-choice.ts';
import { useTexts } from '#app/text/texts.ts';
import { isolated, said, toldInAttribute } from '#app/ui/said.tsx';
import { useOfficeTexts } from '../text/texts.ts';

interface AgencyFieldProps {
  readonly agencies: readonly TreeAgency[];
  readonly choice: AgencyChoice;
  readonly onChoice: (choice: AgencyChoice) => void;
}

const FOUND_SHOWN_MAX = 60;

/** The field. */
export function AgencyField({ agencies, choice, onChoice }: AgencyFieldProps): VNode {
  const { gatheringForm: words } = useOfficeTexts();
  const id = useId();
  const [filter, setFilter] = useState('');
  const tree = useMemo(() => plantTree(agencies), [agencies]);
  const sought = filter.trim().toLowerCase();
  const shown =
    sought === ''
      ? tree.roots
      : agencies
          .filter(({ name }) => name.toLowerCase().includes(sought))
          .slice(0, FOUND_SHOWN_MAX);
  const branch = {
    tree,
    choice,
    isFlat: sought !== '',
    onToggle: (no: number) => {
      onChoice(toggle(tree, choice, no));
    },
  };
  return (
    <fieldset class="stack">
      <legend>{words.agencies}</legend>
      <div class="button-row">
        <button
          type="button"
          class="button"
          onClick={() => {
            onChoice(new Set(tree.roots.map(({ no }) => no)));
          }}
        >
          {words.all}
        </button>
        <button
          type="button"
          class="button"
          onClick={() => {
            onChoice(new Set());
          }}
        >
          {words.none}
        </button>
      </div>
      <div class="field">
        <label for={id}>{words.agencySearch}</label>
        <input
          id={id}
          type="search"
          autoComplete="off"
          value={filter}
          onInput={(event) => {
            setFilter(event.currentTarget.value);
          }}
        />
      </div>
      <ul class="tree">
        {shown.map((agency) => (
          <Branch key={agency.no} agency={agency} {...branch} />
        ))}
        {shown.length === 0 && <li>{words.agencyNone}</li>}
      </ul>
    </fieldset>
  );
}

interface BranchProps {
  readonly agency: TreeAgency;
  readonly tree: AgencyTree;
  readonly choice: AgencyChoice;
  /** Found by the filter: shown without what is below. */
  readonly isFlat: boolean;
  readonly onToggle: (no: number) => void;
}

function Branch({ agency, ...branch }: BranchProps): VNode {
  const { tree, choice, isFlat, onToggle } = branch;
  const { gatheringForm: words } = useOfficeTexts();
  const [isOpen, setOpen] = useState(false);
  const { count } = useTexts();
  const { no, name, parent, people } = agency;
  const chosen = chosenOf(tree, choice, no);
  const below = isFlat ? [] : tree.below(no);
  const parentName = isFlat ? tree.all.find((one) => one.no === parent)?.name : undefined;
  return (
    <li>
      <div class="tree-row">
        <label class="check">
          <input
            type="checkbox"
            checked={chosen === 'whole'}
            indeterminate={chosen === 'part'}
            onChange={() => {
              onToggle(no);
            }}
          />
          <span>
            {said(name)}
            {parentName !== undefined && <span class="below">{said(parentName)}</span>}
          </span>
          <span class="tally">{count(people)}</span>
        </label>
        {below.length > 0 && (
          <button
            type="button"
            class="tree-open"
            aria-expanded={isOpen}
            aria-label={toldInAttribute(
              (isOpen ? words.closeUnit : words.openUnit)(isolated(name)),
            )}
            onClick={() => {
              setOpen(!isOpen);
            }}
          >
            {isOpen ? '–' : '+'}
          </button>
        )}
      </div>
      {isOpen && below.length > 0 && (
        <ul>
          {below.map((child) => (
            <Branch key={child.no} agency={child} {...branch} />
          ))}
        </ul>
      )}
    </li>
  );
}
