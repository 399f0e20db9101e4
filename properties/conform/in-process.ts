/**
 * An implementation in this process, as a function of lines: as good for the comparison as a process of its own, and faster.
 */
import { Onlooker } from '../../src/engine/conform/look.ts';
import { systemOf } from '../../src/engine/rules/system.ts';
import type { Hello, Player, TestCase, Tried } from '../../src/engine/conform/player.ts';
import type { Specification } from '../../src/engine/specification.ts';

/** Answers a line of the adapter protocol with another. */
export interface Implementation {
  answer(line: string): string;
}

export class InProcess implements Player {
  readonly hello: Hello;
  /** How many commands were answered. */
  commands = 0;
  private readonly implementation: Implementation;
  private readonly onlooker: Onlooker;
  private readonly read = new Map<string, string>();
  private readonly answers = new Map<string, unknown>();

  /** @param seen what it lets see; all there is, unless told. */
  constructor(specification: Specification, implementation: Implementation, seen?: readonly string[]) {
    const observes = seen ?? [...systemOf(specification).observes, 'events'];
    this.implementation = implementation;
    this.onlooker = new Onlooker(specification, observes);
    this.hello = { name: 'in this process', observes };
  }

  async *play<T extends TestCase>(tests: Iterable<T>): AsyncGenerator<Tried<T>> {
    for (const test of tests) {
      const reset = this.ask({ do: 'reset' });
      yield { test, reset, looks: test.commands.map((command) => this.ask(command)) };
      this.commands += test.commands.length;
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
      this.read.set(text, (look = this.onlooker.lookOf(answer)));
      this.answers.set(look, answer);
    }
    return look;
  }
}
