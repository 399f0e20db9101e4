import { Adapter, longestLine } from '../kit/adapter.ts';
import { knownServersTable } from '../kst/model.ts';
import { defaultDialect } from '../kst/dialect.ts';
import type { Dialect } from '../kst/dialect.ts';
import type { Io } from './io.ts';

/** `kst adapter`: the kit's own rules over the adapter protocol, until its input ends. */
export async function adapter({ dialect }: { dialect: Partial<Dialect> }, io: Io): Promise<void> {
  const reference = new Adapter(knownServersTable(), { ...defaultDialect(), ...dialect });
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
