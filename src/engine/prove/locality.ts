/**
 * Locality: what happens to a part rests on the whole, the command and that part alone - on no other part, and on no name. That
 * what is proved of one part holds of any number rests on this, so it is checked and not believed: by types as far as they go, the
 * rest on every state of one part, beside another part and under another name.
 */
import { firstOf } from '../dialects/set.ts';
import { inState } from '../explore/explore.ts';
import { type Finding, traceOf } from '../explore/finding.ts';
import { renamed } from '../fields.ts';
import { type Outcome, play, type Played } from '../rules/play.ts';
import type { WatchedGraph } from '../explore/exploration.ts';
import type { System } from '../rules/system.ts';
import type { Command, State, Words } from '../specification.ts';

/**
 * The first way in which a part is not left to itself, as a violation of `locality`; null where there is none.
 *
 * @param graph everything reachable over an alphabet about one part.
 */
export function nonLocality<W extends Words>(system: System<W>, graph: WatchedGraph<W>): Finding<Command<W>> | null {
  const names = namesOf(system, graph);
  if (names === null) return null;
  const { own, others } = names;
  let judged = 0;
  const visited = new Set<number>();
  for (const visit of graph.visits) {
    if (visited.has(visit.state)) continue;
    visited.add(visit.state);
    const index = visited.size;
    const stateOf = (state: number): State<W> => graph.states[state]!.state;
    const beside = stateOf(graph.visits[index % graph.visits.length]!.state);
    const dialect = system.dialects.listed(firstOf(visit.variants))[0]!;
    const reasonAgainst = localityIn(system, stateOf(visit.state), beside, own, others[index % others.length]!, dialect);
    for (const command of graph.machine.commands) {
      judged++;
      const against = inState(graph, visit, [command], () => reasonAgainst(command));
      if (against === null) continue;
      const reason = `the last command is not local: ${against}`;
      const trace = traceOf(graph, visit, visit.variants, [command]);
      return { id: 'locality', verdict: 'violated', judged, judgedIn: visit.variants, reason, trace };
    }
  }
  return null;
}

/**
 * The name that the alphabet has, and others, before it and after it in their order where there are such; null where no command is about
 * a part, or there is one name alone.
 */
function namesOf(system: System, { machine }: WatchedGraph) {
  const [own] = system.partsIn(machine.commands);
  if (own === undefined) return null;
  const examples = system.exampleNames;
  const others = [examples.find((name) => name < own), examples.find((name) => name > own)].filter((name) => name !== undefined);
  return others.length === 0 ? null : { own, others };
}

/** What is wrong with what a command does in a state and a dialect, in one line; null when nothing is. */
function localityIn(
  system: System, state: State, another: State, own: string, other: string, dialect: object,
): (command: Command) => string | null {
  const { keys, blank, rulebook: { part: word, whole: wholeWord } } = system;
  const { whole } = state;
  const [part, beside] = [system.partIn(state, own), system.partIn(another, own)];
  const playing = (command: Command, held: Readonly<Record<string, object>>): Outcome => {
    const parts = Object.entries(held).filter(([, each]) => each !== blank).sort(([a], [b]) => (a < b ? -1 : 1));
    return play(system, { whole, parts: new Map(parts) }, command, dialect);
  };
  const same = (a: object, b: object) => keys.of(a) === keys.of(b);
  /** All that the step shows and leaves of the part, as a text. */
  const seen = ({ refused, next, events }: Played) => {
    const told = events.map((event) => system.told(event, own)).filter((each) => each !== null);
    return [String(refused), ...[next.whole, system.partIn(next, own), ...told].map((each) => keys.of(each))].join(' ');
  };

  const besideAnother = (command: Command, alone: Played) => {
    const joint = playing(command, { [own]: part, [other]: beside });
    if (joint.kind !== 'taken') return null;
    if (joint.refused !== alone.refused) return `beside another ${word} it is ${joint.refused === null ? 'not refused' : 'refused'}`;
    if (!same(joint.next.whole, alone.next.whole)) return `beside another ${word} it leaves ${wholeWord} otherwise`;
    if (seen(joint) !== seen(alone)) return `beside another ${word} it does something else to the first one`;
    if (system.subjectOf(command) === null) return null;
    if (!same(system.partIn(joint.next, other), beside)) return `it changes another ${word} than the one that it names`;
    const named = joint.events.flatMap((event) => system.partsNamedIn(event));
    return named.every((each) => each === own) ? null : `it logs something of another ${word} than the one that it names`;
  };

  const underAnotherName = (command: Command, alone: Played) => {
    const field = system.subjectFieldOf(command.do);
    const asked = field === null ? command : { ...command, [field]: other };
    const elsewhere = playing(asked, { [other]: part });
    if (elsewhere.kind !== 'taken') return `for ${other} no rule decides, or several do`;
    const events = elsewhere.events.map((event) => renamed(system.eventFields(event), event, () => own));
    const { whole: left, parts } = elsewhere.next;
    const moved = [...parts.keys()].every((each) => each === other);
    const next = { whole: left, parts: new Map([...parts.values()].map((held) => [own, held])) };
    return moved && seen({ ...elsewhere, events, next }) === seen(alone) ? null : `for ${other} it does something else than for ${own}`;
  };

  /** A table that runs for each part leaves one of which there is nothing to say as it is, and logs nothing of it. */
  const onBlank = (command: Command) => {
    const outcome = play(system, { whole, parts: new Map([[own, blank]]) }, command, dialect);
    if (outcome.kind !== 'taken') return null; // it is never asked about one
    const named = outcome.events.some((event) => system.partsNamedIn(event).includes(own));
    return named || outcome.next.parts.has(own) ? `it touches a ${word} of which there is nothing to say` : null;
  };

  return (command) => {
    const alone = playing(command, { [own]: part });
    if (alone.kind !== 'taken') return null; // a gap is told as such
    const reason = besideAnother(command, alone) ?? underAnotherName(command, alone);
    return reason ?? (system.subjectOf(command) === null ? onBlank(command) : null);
  };
}
