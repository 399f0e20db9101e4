import { Adapter, longestLine } from '../engine/conform/adapter.ts';
import { systemOf } from '../engine/rules/system.ts';
import type { Choices } from '../engine/dialects/dialects.ts';
import type { Io } from './io.ts';
import type { Project } from './project.ts';

/** `kst adapter`: the rules of the project over the adapter protocol, until its input ends. */
export async function adapter({ dialect }: { readonly dialect: Choices }, io: Io, { specification }: Project): Promise<void> {
  const reference = new Adapter(specification, { ...systemOf(specification).dialects.usual, ...dialect });
  const decoder = new TextDecoder();
  let rest = '';
  for await (const chunk of io.stdin) {
    const lines = `${rest}${decoder.decode(chunk, { stream: true })}`.split('\n');
    // A line without an end is answered once it is too long, whatever else it has to say.
    rest = lines.pop()!.slice(0, longestLine + 1);
    // One write for all lines of a chunk: a write for each would take longer than the answers.
    if (lines.length > 0) await io.out(lines.map((line) => `${reference.answer(line)}\n`).join(''));
  }
  if (rest !== '') await io.out(`${reference.answer(rest)}\n`);
}
