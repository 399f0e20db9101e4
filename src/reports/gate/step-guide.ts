import type { ToldFinding } from './told.ts';

/** What a step looks at, and what to do when it finds something. Sentences. */
export interface StepGuide {
  readonly looksAt: string;
  readonly whatToDo: string;
}

/** The guide to a step of the gate. */
export function stepGuide(step: ToldFinding['step']): StepGuide {
  return guides[step];
}

const guides: { readonly [step in ToldFinding['step']]: StepGuide } = {
  gate: {
    looksAt: 'The gate must run at least one step.',
    whatToDo: 'Look into the log for what kept it from running.',
  },
  rulebook: {
    looksAt: 'Exactly one rule of each table applies whatever happens, every rule applies and cites something, and every invariant speaks.',
    whatToDo: 'Narrow or widen the rule, or say with neverIn or onlyIn where it does not apply.',
  },
  proof: {
    looksAt: 'Every invariant holds in every reachable state of every dialect.',
    whatToDo: 'Follow the shortest trace: either the rule is wrong, or the invariant is.',
  },
  random: {
    looksAt: 'Random sequences of many parts uphold the invariants of a step.',
    whatToDo: 'Play the sequence again with the seed that is told.',
  },
  strength: {
    looksAt: 'The invariants tell the rules from every mutant of a rule that behaves differently.',
    whatToDo: 'Add an invariant that rejects the mutant: it breaks at the last of the commands shown.',
  },
  canaries: {
    looksAt: 'The gate catches the faults that it plants into itself.',
    whatToDo: 'Fix the step that let the fault pass; until then its verdict says nothing.',
  },
  drift: {
    looksAt: 'The committed reports are those that the code generates.',
    whatToDo: 'Run kst report, look at what changed, and commit it.',
  },
  change: {
    looksAt: 'Each change of behaviour against the base is accepted.',
    whatToDo: 'If the change is meant, run kst accept --why and commit what it writes; else take it back.',
  },
};
