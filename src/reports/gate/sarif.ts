import { sarifRule, sarifText } from '../sarif-message.ts';
import { type ToldFinding, toldFindings } from './told.ts';
import { plain } from '../plain-text.ts';
import type { GateResult } from '../../engine/gate/result.ts';

/** A gate's result as SARIF. */
export function gateSarif(result: GateResult): string {
  const told = toldFindings(result);
  const found = told.map(({ id, verdict, says, details, place, fingerprint }) => {
    const { file, from, to } = place ?? result.anywhere;
    const lines = [says, ...details].map(plain);
    const where = { file: plain(file), region: { startLine: from, endLine: to } };
    return { id: plain(id), isError: verdict === 'violated', lines, ...where, fingerprint: plain(fingerprint) };
  });
  const isComplete = told.every(({ verdict }) => verdict !== 'inconclusive');
  return sarifText('gate', result.title, isComplete, found, (id) => rule(id, result, told.filter((finding) => plain(finding.id) === id)));
}

/** What a finding's id is about: a rule or an invariant, or what the step that found it looks at. */
function rule(id: string, { named: all }: GateResult, findings: readonly ToldFinding[]) {
  const named = all.find((each) => each.id === id);
  const steps = [...new Set(findings.map(({ step }) => guides[step]))];
  const about = named === undefined ? steps.map(({ looksAt }) => looksAt).join(' ') : `${named.says} [${named.cites.join(' ')}].`;
  const explain = named === undefined ? [] : [`kst explain ${id} shows what it cites and a scenario of it.`];
  return sarifRule(id, about, [about, ...steps.map(({ whatToDo }) => whatToDo), ...explain].join(' '));
}

/** What a step looks at, and what to do when it finds something: sentences. */
const guides: Readonly<Record<ToldFinding['step'], { readonly looksAt: string; readonly whatToDo: string }>> = {
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
  scenarios: {
    looksAt: 'Every scenario comes to what it expects.',
    whatToDo: 'Run kst simulate on the file: either the rules or what it expects is wrong.',
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
