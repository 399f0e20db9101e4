import { logWith, same } from './invariant.ts';
import { listedAtEach } from './seen.ts';
import type { KstInvariant } from './invariant.ts';
import type { Logged, SeenStep } from './seen.ts';

/** What each event may say, and when. */
export const logInvariants = (): readonly KstInvariant[] => [
  { id: 'I24', says: '14493 is logged only for a server that is not listed at that moment', cites: ['C6'],
    when: logs(14493), must: addsTheUnlisted },
  { id: 'I25', says: '14495 is logged only for an entry that is listed at that moment, or that the 14563 just before evicted',
    cites: ['C7', 'A2'],
    when: logs(14495), must: removesTheListed },
  { id: 'I26', says: '14563 names two different versions, lower first: the one listed at that moment and the one offered',
    cites: ['C14', 'C15'],
    when: logs(14563), must: namesBothVersions },
  { id: 'I27', says: '14563 is logged once for a conflict: not again before the pool, the claim or RTCSRV goes', cites: ['C15', 'F9'],
    when: logs(14563), must: (step) => !tellsConflictAgain(step) },
  { id: 'I28', says: 'No entry is left behind by a 14563, but for the one that a 14493 adds after it', cites: ['C15', 'C16'],
    when: logs(14563),
    must: ({ log, after }) => {
      const added = log.slice(log.findLastIndex(({ id }) => id === 14563)).filter(({ id }) => id === 14493);
      return same(after.known, added.flatMap(({ versions }) => versions));
    } },
  { id: 'I29', says: "44030 follows a 14563 exactly when UM Routing's own add met the conflict", cites: ['C19', 'F10'],
    when: { log: logWith(({ id }) => id === 14563 || id === 44030) }, must: (step) => same(conflictIdsOf(step), conflictIdsFor(step)) },
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
    must: (step) => same(namesOf(step), namesFor(step)) && (step.log[0]?.name ?? null) === (namesFor(step)[0] ?? null) },
  { id: 'I33', says: 'A stop logs nothing', cites: ['F7'], when: { command: { do: 'rtcsrv.stop' } }, must: ({ log }) => log.length === 0 },
];

/** The log holds a record of that number. */
function logs(id: number) {
  return { log: logWith((record) => record.id === id) };
}

function addsTheUnlisted(step: SeenStep): boolean {
  return at(step, 14493).every(({ listed }) => listed.length === 0);
}

function removesTheListed(step: SeenStep): boolean {
  return at(step, 14495).every(({ record, listed, previous }) => {
    const [version] = record.versions;
    return listed.includes(version!) || (previous?.record.id === 14563 && previous.listed.includes(version!));
  });
}

function namesBothVersions(step: SeenStep): boolean {
  return at(step, 14563).every(({ record, listed }) => {
    const offered = step.command.do === 'pool.add' ? step.command.version : 0;
    const versions = [...listed, offered].sort((a, b) => a - b);
    return versions[0] !== versions[1] && same(record.versions, versions);
  });
}

function tellsConflictAgain(step: SeenStep): boolean {
  const told = at(step, 14563).length;
  return told > 1 || (told === 1 && step.command.do !== 'rtcsrv.restart' && step.past.conflict !== 'none');
}

/** The numbers that tell of a conflict, as logged and as a conflict of this command would be told. */
function conflictIdsOf({ log }: SeenStep): readonly (number | null)[] {
  return log.filter(({ id }) => id === 14563 || id === 44030).map(({ id }) => id);
}

function conflictIdsFor({ command }: SeenStep): readonly number[] {
  return command.do === 'pool.add' ? [14563] : [14563, 44030];
}

/** C11's events, as logged and as the command ought to log them. */
function namesOf({ log }: SeenStep): readonly (string | null)[] {
  return log.map(({ name }) => name).filter((name) => name !== null);
}

function namesFor({ command, past, before }: SeenStep): readonly string[] {
  if (command.do !== 'umRouting.discover' || past.found === before.hosting) return [];
  return [before.hosting ? 'exchange-server-added' : 'exchange-server-removed'];
}

interface Moment {
  readonly record: Logged;
  readonly listed: readonly number[];
  readonly previous: Moment | undefined;
}

/** The records of that number, each with what was listed at that moment, and the moment before. */
function at(step: SeenStep, id: number): readonly Moment[] {
  const listed = listedAtEach(step);
  const moments: Moment[] = [];
  for (const [index, record] of step.log.entries()) {
    moments.push({ record, listed: listed[index]!, previous: moments.at(-1) });
  }
  return moments.filter(({ record }) => record.id === id);
}
