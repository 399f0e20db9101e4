import { generated, markdownTable } from './markdown.ts';

/** reports/README.md: what each file is, and how to read the ids. */
export function indexPage(): string {
  return `# Reports

${generated} \`npm run -s kst -- report\` writes them, \`kst report --check\` and a test fail when they are not what the code generates. They are the contract: a change
of behaviour shows here, row by row, and is reviewed here.

${markdownTable(
  ['file', 'what it is'],
  [
    ['[integration.md](integration.md)', 'when to have a trusted application pool: the question that it is all about'],
    ['[states.md](states.md)', 'the states of a server, as a diagram'],
    ['[behaviour.md](behaviour.md)', 'what each command does, as decision tables'],
    ['[behaviour.json](behaviour.json), [behaviour.csv](behaviour.csv)', 'the same, row by row, with what each row rests on; in JSON also a digest of the wide alphabet for each rule'],
    ['[rules.md](rules.md)', 'every rule'],
    ['[invariants.md](invariants.md)', 'every invariant'],
    ['[assumptions.md](assumptions.md)', 'every question that the source leaves open, and what its answers change'],
    ['[events.md](events.md)', 'every event of the log, and what to conclude from it'],
    ['[proof.md](proof.md)', 'what is proved, checked, sampled, trusted'],
    ['[strength.md](strength.md)', 'whether the invariants can tell right rules from wrong ones: mutants of the rules, all of which an invariant must reject'],
    ['mutation.md', 'what Stryker found, where `npm run mutation` has written it'],
    ['[manifest.json](manifest.json)', 'the hash of each of these files, by which `kst report` knows what it has written'],
  ],
)}

## Ids

${markdownTable(
  ['id', 'what it names', 'where'],
  [
    ['`C15`', 'a claim: a fact of the source', '[spec/claims.json](../spec/claims.json)'],
    ['`A1`', 'an assumption: a question that the source leaves open', '[assumptions.md](assumptions.md)'],
    ['`F6`', 'a fixed choice of the model', '[spec/choices.json](../spec/choices.json)'],
    ['`R04`', 'a rule', '[rules.md](rules.md)'],
    ['`I01`', 'an invariant', '[invariants.md](invariants.md)'],
    ['`14563`', 'an event, by its number', '[events.md](events.md)'],
  ],
)}

\`kst explain ID\` says what stands behind any of them. The id of a row of the behaviour table is its state and its command, and, where dialects differ, what decides:
\`run.5.hosts.claimed.0.settled/pool.remove\` is RTCSRV running, a pool of version 5, a SipName plan hosted, the server claimed by UM Routing, 0 listed for it, its conflict
settled; a \`-\` stands for what is not there.
`;
}
