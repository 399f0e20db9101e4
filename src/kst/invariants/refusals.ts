import { P } from 'ts-pattern';
import type { Refusal } from '../commands.ts';
import type { KstInvariant } from './invariant.ts';
import type { Seen, SeenStep } from './seen.ts';

/** When a command is refused, and that a refusal is all that happens. */
export const refusalInvariants = (): readonly KstInvariant[] => [
  { id: 'I06', says: 'A refusal leaves everything as it was, and the log too', cites: ['F11'],
    when: { refused: P.string }, must: ({ before, after, log }) => log.length === 0 && unchanged(before, after) },
  { id: 'I07', says: 'pool.add is refused exactly where a pool is', cites: ['F2', 'F11'],
    when: { command: { do: 'pool.add' } }, must: (step) => refusedExactly(step, 'pool-exists', step.before.pool !== null) },
  { id: 'I08', says: 'pool.remove is refused exactly where no pool is', cites: ['F11'],
    when: { command: { do: 'pool.remove' } }, must: (step) => refusedExactly(step, 'no-such-pool', step.before.pool === null) },
  { id: 'I09', says: 'dialPlan.host is refused exactly for a plan that the server hosts', cites: ['F11'],
    when: { command: { do: 'dialPlan.host' } }, must: (step) => refusedExactly(step, 'plan-already-hosted', namesHostedPlan(step)) },
  { id: 'I10', says: 'dialPlan.unhost is refused exactly for a plan that the server does not host', cites: ['F11'],
    when: { command: { do: 'dialPlan.unhost' } }, must: (step) => refusedExactly(step, 'plan-not-hosted', !namesHostedPlan(step)) },
  { id: 'I11', says: 'A start is refused exactly while RTCSRV runs', cites: ['F11'],
    when: { command: { do: 'rtcsrv.start' } }, must: (step) => refusedExactly(step, 'already-running', step.before.running) },
  { id: 'I12', says: 'A stop, a restart and a cycle are refused exactly while RTCSRV is stopped', cites: ['F4', 'F11'],
    when: { command: { do: P.union('rtcsrv.stop', 'rtcsrv.restart', 'umRouting.discover') } },
    must: (step) => refusedExactly(step, 'not-running', !step.before.running) },
  { id: 'I13', says: 'A command about one server touches no other and says nothing of it', cites: ['F1', 'F2'],
    when: { command: { do: 'elsewhere' } }, must: ({ before, after, log }) => log.length === 0 && unchanged(before, after) },
];

function refusedExactly({ refused }: SeenStep, reason: Refusal, condition: boolean) {
  return refused === (condition ? reason : null);
}

function namesHostedPlan({ command, before }: SeenStep) {
  return 'plan' in command && before.plans.some(({ plan }) => plan === command.plan);
}

function unchanged(before: Seen, after: Seen) {
  return JSON.stringify(after) === JSON.stringify(before);
}
