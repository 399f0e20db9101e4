import { logWith, same } from './invariant.ts';
import { listedAtEach } from './seen.ts';
import type { KstInvariant } from './invariant.ts';
import type { Logged, SeenStep } from './seen.ts';

/** What each event may say, and when. */
export const logInvariants = (): readonly KstInvariant[] => [
  { id: 'I24', says: '14493 is logged only for a server that is not listed at that moment', cites: ['C6'],
    when: logs(14493), must: (step) => at(step, 14493).every(({ listed }) => listed.length === 0) },
  { id: 'I25', says: '14495 is logged only for an entry that is listed at that moment, or that the 14563 just before evicted',
    cites: ['C7', 'A2'],
    when: logs(14495),
    must: (step) => at(step, 14495).every(({ versions, listed, evicted }) => [...listed, ...evicted].includes(versions[0]!)) },
  { id: 'I26', says: '14563 names two different versions, lower first: the one listed at that moment and the one offered',
    cites: ['C14', 'C15'],
    when: logs(14563),
    must: (step) =>
      at(step, 14563).every(({ versions: named, listed }) => {
        const versions = [...listed, step.command.do === 'pool.add' ? step.command.version : 0].sort((a, b) => a - b);
        return versions[0] !== versions[1] && same(named, versions);
      }) },
  { id: 'I27', says: '14563 is logged once for a conflict: not again before the pool, the claim or RTCSRV goes', cites: ['C15', 'F9'],
    when: logs(14563),
    must: (step) => at(step, 14563).length === 1 && (step.command.do === 'rtcsrv.restart' || step.past.conflict === 'none') },
  { id: 'I28', says: 'No entry is left behind by a 14563, but for the one that a 14493 adds after it', cites: ['C15', 'C16'],
    when: logs(14563),
    must: ({ log, after }) => {
      const added = log.slice(log.findLastIndex(({ id }) => id === 14563)).filter(({ id }) => id === 14493);
      return same(after.known, added.flatMap(({ versions }) => versions));
    } },
  { id: 'I29', says: "44030 follows a 14563 exactly when UM Routing's own add met the conflict", cites: ['C19', 'F10'],
    when: { log: logWith(tellsConflict) },
    must: ({ log, command }) => same(log.filter(tellsConflict).map(({ id }) => id), command.do === 'pool.add' ? [14563] : [14563, 44030]) },
  { id: 'I30', says: 'Each event has its source and level', cites: ['C5', 'C6', 'C7', 'C10', 'C15', 'C19', 'F10'],
    when: { log: logWith(() => true) },
    must: ({ log }) =>
      log.every(({ id, source, level }) => {
        const stack = id !== null && id < 20_000;
        return (
          source === (stack ? 'LS Protocol Stack' : 'LS Exchange Unified Messaging Routing') &&
          level === (id === 14563 ? 'Error' : id === 44030 ? 'Warning' : 'Information')
        );
      }) },
  { id: 'I31', says: '14492 and 44024 are logged by a start alone', cites: ['C5', 'C10'],
    when: { log: logWith(({ id }) => id === 14492 || id === 44024) },
    must: ({ command }) => command.do === 'rtcsrv.start' || command.do === 'rtcsrv.restart' },
  { id: 'I32', says: 'A cycle alone logs the servers that appear and disappear, each once, ahead of what it does about them',
    cites: ['C11'],
    when: { refused: null },
    must: (step) =>
      same(step.log.flatMap(({ name }) => name ?? []), namesFor(step)) && (step.log[0]?.name ?? null) === (namesFor(step)[0] ?? null) },
  { id: 'I33', says: 'A stop logs nothing', cites: ['F7'], when: { command: { do: 'rtcsrv.stop' } }, must: ({ log }) => log.length === 0 },
];

/** The log holds a record of that number. */
function logs(id: number) {
  return { log: logWith((record) => record.id === id) };
}

const tellsConflict = ({ id }: Logged) => id === 14563 || id === 44030;

/** C11's events, as the command ought to log them. */
function namesFor({ command, past, before }: SeenStep) {
  if (command.do !== 'umRouting.discover' || past.found === before.hosting) return [];
  return [before.hosting ? 'exchange-server-added' : 'exchange-server-removed'];
}

/** The records of that number, each with what was listed at that moment, and what the 14563 just before took out. */
function at(step: SeenStep, id: number) {
  const listed = listedAtEach(step);
  return step.log.flatMap((record, index) => {
    const evicted = step.log[index - 1]?.id === 14563 ? listed[index - 1]! : [];
    return record.id === id ? [{ ...record, listed: listed[index]!, evicted }] : [];
  });
}
