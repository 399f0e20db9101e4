import { P } from 'ts-pattern';
import { accepted, idsOf, same, some } from './invariant.ts';
import type { DialPlan } from '../state.ts';
import type { KstInvariant } from './invariant.ts';
import type { Seen } from './seen.ts';

/** What pools and dial plans do to the table, and what they do not. */
export const topologyInvariants = (): readonly KstInvariant[] => [
  { id: 'I14', says: 'pool.add sets the pool, pool.remove clears it, and nothing else touches it', cites: ['C2', 'C3', 'C4'],
    when: { refused: null },
    must: ({ command, before, after }) =>
      after.pool === (command.do === 'pool.add' ? command.version : command.do === 'pool.remove' ? null : before.pool) },
  { id: 'I15', says: 'While RTCSRV is stopped, pools come and go without a word', cites: ['C2', 'F7'],
    when: { ...accepted('pool.add', 'pool.remove'), before: { running: false } }, must: ({ log }) => log.length === 0 },
  { id: 'I16', says: 'pool.add lists a server that is not listed, with the version of the pool, and logs just 14493',
    cites: ['C3', 'C4', 'C6'],
    when: { ...accepted('pool.add'), before: { running: true, known: [] } },
    must: ({ command, after, log }) =>
      command.do === 'pool.add' &&
      same(after.known, [command.version]) &&
      log.length === 1 &&
      log[0]!.id === 14493 &&
      same(log[0]!.versions, [command.version]) },
  { id: 'I17', says: 'pool.add for a server that is listed evicts it: 14563 comes first, and no entry is left',
    cites: ['C14', 'C15', 'C16'],
    when: { ...accepted('pool.add'), before: { running: true, known: some() } },
    must: (step) => idsOf(step)[0] === 14563 && step.after.known.length === 0 },
  { id: 'I18', says: 'pool.remove unlists the version of the pool, where it is listed, and logs just 14495', cites: ['C2', 'C7'],
    when: { ...accepted('pool.remove'), before: P.when(listsItsPool) },
    must: (step) =>
      same(step.after.known, step.before.known.filter((version) => version !== step.before.pool)) && same(idsOf(step), [14495]) },
  { id: 'I19', says: 'pool.remove touches no other entry, and logs nothing where the version of the pool is not listed',
    cites: ['C17', 'F8'],
    when: { ...accepted('pool.remove'), before: P.when((before: Seen) => !listsItsPool(before)) },
    must: ({ before, after, log }) => same(after.known, before.known) && log.length === 0 },
  { id: 'I20', says: 'A dial plan that comes or goes is the only one that does', cites: ['C9', 'F5'],
    when: accepted('dialPlan.host', 'dialPlan.unhost'),
    must: ({ command, before, after }) => {
      const wanted =
        command.do === 'dialPlan.host'
          ? [...before.plans, { plan: command.plan, uriType: command.uriType }]
          : before.plans.filter(({ plan }) => command.do === 'dialPlan.unhost' && plan !== command.plan);
      const texts = (plans: readonly DialPlan[]) => plans.map((plan) => JSON.stringify(plan)).sort();
      return same(texts(after.plans), texts(wanted));
    } },
  { id: 'I21', says: 'Only dial plan commands change dial plans', cites: ['C9'],
    when: { refused: null, command: { do: P.not(P.union('dialPlan.host', 'dialPlan.unhost')) } },
    must: ({ before, after }) => JSON.stringify(after.plans) === JSON.stringify(before.plans) },
  { id: 'I22', says: 'A dial plan command logs nothing and touches neither table nor claim', cites: ['F5'],
    when: { command: { do: P.union('dialPlan.host', 'dialPlan.unhost') } },
    must: ({ before, after, log }) => log.length === 0 && same(after.known, before.known) && after.claimed === before.claimed },
  { id: 'I23', says: "A pool that comes or goes leaves UM Routing's claim alone", cites: ['C8', 'F5'],
    when: { command: { do: P.union('pool.add', 'pool.remove') } }, must: ({ before, after }) => after.claimed === before.claimed },
];

/** The version of the server's pool is what is listed for it, or among it. */
function listsItsPool({ pool, known }: Seen) {
  return pool !== null && known.includes(pool);
}
