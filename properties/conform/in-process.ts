/**
 * An implementation in this process, as a function of lines: as good for the comparison as a process of its own, and faster.
 */
import { lookOf } from '../../src/kit/conform/look.ts';
import type { Observes } from '../../src/kit/conform/look.ts';
import type { Hello, Player, Trial, Tried } from '../../src/kit/conform/player.ts';

/** Answers a line of the adapter protocol with another. */
export interface Implementation {
  answer(line: string): string;
}

export class InProcess implements Player {
  readonly hello: Hello;
  /** How many commands were answered. */
  commands = 0;
  private readonly implementation: Implementation;
  private readonly read = new Map<string, string>();
  private readonly answers = new Map<string, unknown>();

  constructor(implementation: Implementation, observes: Observes = 'table and events') {
    this.implementation = implementation;
    this.hello = { name: 'in this process', observes };
  }

  async *play<T extends Trial>(trials: Iterable<T>): AsyncGenerator<Tried<T>> {
    for (const trial of trials) {
      const reset = this.ask({ do: 'reset' });
      yield { trial, reset, looks: trial.commands.map((command) => this.ask(command)) };
      this.commands += trial.commands.length;
    }
  }

  answerLike(look: string): unknown {
    return this.answers.get(look);
  }

  async end(): Promise<null> {
    return null;
  }

  stop(): void {}

  private ask(command: object): string {
    const text = this.implementation.answer(JSON.stringify({ seq: 0, ...command }));
    let look = this.read.get(text);
    if (look === undefined) {
      const { seq: _, ...answer } = JSON.parse(text) as { seq: number };
      this.read.set(text, (look = lookOf(answer, this.hello.observes)));
      this.answers.set(look, answer);
    }
    return look;
  }
}
