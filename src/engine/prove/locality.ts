/**
 * Locality: what happens to a part rests on the whole, the command and that part alone - on no other part, and on no name. That
 * what is proved of one part holds of any number rests on this, so it is checked and not believed: by types as far as they go, the
 * rest on every state of one part, beside another part and under another name.
 */
import { firstOf } from '../dialects/set.ts';
import { renamed } from '../fields.ts';
import { inState, pathTo } from '../explore/explore.ts';
import { play } from '../rules/play.ts';
import type { Finding } from '../explore/finding.ts';
import type { WatchedGraph } from '../explore/exploration.ts';
import type { Visit } from '../explore/explore.ts';
import type { Outcome, Played } from '../rules/play.ts';
import type { System } from '../rules/system.ts';
import type { Command, Field, State, Words } from '../specification.ts';

/**
 * The first way in which a part is not left to itself, as a violation of `locality`; null where there is none.
 *
 * @param graph everything reachable over an alphabet about one part.
 */
export function nonLocality<W extends Words>(system: System<W>, graph: WatchedGraph<W>): Finding<Command<W>> | null {
  const names = namesOf(system, graph);
  if (names === null) return null;
  let judged = 0;
  const visited = new Set<number>();
  for (const visit of graph.visits) {
    if (visited.has(visit.state)) continue;
    visited.add(visit.state);
    const index = visited.size;
    const beside = graph.states[graph.visits[index % graph.visits.length]!.state]!.state;
    const dialect = system.dialects.listed(firstOf(visit.variants))[0]!;
    const check = new Check(system, graph.states[visit.state]!.state, beside, names.own, names.others[index % names.others.length]!, dialect);
    for (const command of graph.machine.commands) {
      judged++;
      const reason = inState(graph, visit, [command], () => check.reasonAgainst(command));
      if (reason !== null) return violation(graph, visit, command, reason, judged);
    }
  }
  return null;
}

interface Names {
  /** As the alphabet has it. */
  readonly own: string;
  /** Others, before it and after it in their order where there are such. */
  readonly others: readonly string[];
}

/** Null where no command of the alphabet is about a part, or there is one name alone. */
function namesOf<W extends Words>(system: System<W>, { machine }: WatchedGraph<W>): Names | null {
  const own = machine.commands.map((command) => system.subjectOf(command)).find((name) => name !== null);
  if (own === undefined || own === null) return null;
  const fields = Object.keys(system.rulebook.commands).flatMap((kind) => Object.values(system.fieldsOf(kind)));
  const examples = fields.flatMap((field: Field) => (field.is === 'subject' ? field.examples.map((text) => field.normal(text)) : []));
  const others = [...new Set(examples)].filter((name) => name !== own);
  const [before, after] = [others.find((name) => name < own), others.find((name) => name > own)];
  const chosen = [before, after].filter((name) => name !== undefined);
  return chosen.length === 0 ? null : { own, others: chosen };
}

class Check<W extends Words> {
  private readonly system: System<W>;
  private readonly whole: W['Whole'];
  private readonly part: W['Part'];
  private readonly beside: W['Part'];
  private readonly own: string;
  private readonly other: string;
  private readonly dialect: W['Dialect'];

  constructor(system: System<W>, { whole, parts }: State<W>, beside: State<W>, own: string, other: string, dialect: W['Dialect']) {
    this.system = system;
    this.whole = whole;
    this.part = parts.get(own) ?? system.blank;
    this.beside = beside.parts.get(own) ?? system.blank;
    this.own = own;
    this.other = other;
    this.dialect = dialect;
  }

  /** What is wrong with what the command does, in one line; null when nothing is. */
  reasonAgainst(command: Command<W>): string | null {
    const alone = this.play(command, [[this.own, this.part]]);
    if (alone.kind !== 'taken') return null; // a gap is told as such
    const reason = this.besideAnother(command, alone) ?? this.underAnotherName(command, alone);
    return reason ?? (this.system.subjectOf(command) === null ? this.onBlank(command) : null);
  }

  private besideAnother(command: Command<W>, alone: Played<W>): string | null {
    const { part: word } = this.system.rulebook;
    const { own, other: name } = this;
    const joint = this.play(command, [[own, this.part], [name, this.beside]]);
    if (joint.kind !== 'taken') return null;
    if (joint.refused !== alone.refused) return `beside another ${word} it is ${joint.refused === null ? 'not refused' : 'refused'}`;
    if (!this.same(joint.next.whole, alone.next.whole)) return `beside another ${word} it leaves ${this.system.rulebook.whole} otherwise`;
    if (this.seenFrom(own, joint) !== this.seenFrom(own, alone)) return `beside another ${word} it does something else to the first one`;
    if (this.system.subjectOf(command) === null) return null;
    if (!this.same(this.system.partIn(joint.next, name), this.beside)) return `it changes another ${word} than the one that it names`;
    const named = joint.events.flatMap((event) => this.system.partsNamedIn(event));
    return named.every((each) => each === own) ? null : `it logs something of another ${word} than the one that it names`;
  }

  private underAnotherName(command: Command<W>, alone: Played<W>): string | null {
    const { own, other: name } = this;
    const field = this.system.subjectFieldOf(command.do);
    const asked = field === null ? command : { ...command, [field]: name };
    const elsewhere = this.play(asked, [[name, this.part]]);
    if (elsewhere.kind !== 'taken') return `for ${name} no rule decides, or several do`;
    const back = { ...elsewhere, events: elsewhere.events.map((event) => renamed(this.system.eventFields(event), event, () => own)) };
    const moved = [...elsewhere.next.parts.keys()].every((each) => each === name);
    const next = { whole: elsewhere.next.whole, parts: new Map([...elsewhere.next.parts].map(([, part]) => [own, part] as const)) };
    return moved && this.seenFrom(own, { ...back, next }) === this.seenFrom(own, alone) ? null : `for ${name} it does something else than for ${own}`;
  }

  /** A table that runs for each part leaves one of which there is nothing to say as it is, and logs nothing of it. */
  private onBlank(command: Command<W>): string | null {
    const { own } = this;
    const outcome = this.play(command, [[own, this.system.blank]], false);
    if (outcome.kind !== 'taken') return null; // it is never asked about one
    const named = outcome.events.some((event) => this.system.partsNamedIn(event).includes(own));
    return named || outcome.next.parts.has(own) ? `it touches a ${this.system.rulebook.part} of which there is nothing to say` : null;
  }

  private play(command: Command<W>, parts: readonly (readonly [string, W['Part']])[], leaveOutBlank = true): Outcome<W> {
    const there = parts.filter(([, part]) => !leaveOutBlank || part !== this.system.blank).sort(([a], [b]) => (a < b ? -1 : 1));
    return play(this.system, { whole: this.whole, parts: new Map(there) }, command, this.dialect);
  }

  /** All that the step shows and leaves of a part, as a text. */
  private seenFrom(name: string, { refused, next, events }: Played<W>): string {
    const { keys } = this.system;
    const told = events.map((event) => this.system.told(event, name)).filter((each) => each !== null);
    return [String(refused), keys.of(next.whole), keys.of(this.system.partIn(next, name)), ...told.map((each) => keys.of(each))].join(' ');
  }

  private same(a: object, b: object): boolean {
    return this.system.keys.of(a) === this.system.keys.of(b);
  }
}

function violation<W extends Words>(graph: WatchedGraph<W>, visit: Visit, command: Command<W>, reason: string, judged: number): Finding<Command<W>> {
  const trace = { commands: [...pathTo(graph, visit), command], variant: firstOf(visit.variants) };
  return { id: 'locality', verdict: 'violated', judged, judgedIn: visit.variants, reason: `the last command is not local: ${reason}`, trace };
}
