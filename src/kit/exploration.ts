/**
 * A model explored over the parts of the proof, each of them once, whoever asks for it.
 */
import { observer } from '../kst/invariants/observed.ts';
import { explore } from '../verify/explore.ts';
import type { Command } from '../kst/commands.ts';
import type { Dialect } from '../kst/dialect.ts';
import type { Observed, ObservedTaken, Observer } from '../kst/invariants/observed.ts';
import type { Model } from '../kst/model.ts';
import type { Graph } from '../verify/explore.ts';
import type { Part } from './parts.ts';

export type KstGraph = Graph<Observed, Command, ObservedTaken>;

/** Right rules reach about 1,100 states at most; wrong ones may reach ever more, and are wrong long before. */
export const manyStates = 5_000;

export class Exploration {
  readonly model: Model;
  readonly choices: Partial<Dialect>;
  readonly watching: Observer;
  private readonly graphs = new Map<string, KstGraph>();

  /**
   * @param choices the dialects that make these choices; all, unless told.
   * @param watching an observer of the model, or of one that differs in its rules alone: what it has seen it need not look at again.
   */
  constructor(model: Model, choices: Partial<Dialect> = {}, watching: Observer = observer(model)) {
    this.model = model;
    this.choices = choices;
    this.watching = watching;
  }

  /** The same, where somebody has asked already; else null. */
  explored({ name }: Part): KstGraph | null {
    return this.graphs.get(name) ?? null;
  }

  /** Everything that can be reached over the commands of a part; cut off where that is more than right rules can reach. */
  readonly graph = ({ name, commands }: Part): KstGraph => {
    let graph = this.graphs.get(name);
    if (graph === undefined) {
      const { watching, choices, model } = this;
      this.graphs.set(name, (graph = explore(watching.machine(commands, choices, model.rulebook), manyStates)));
    }
    return graph;
  };
}
