/**
 * Other names for servers and computers: each the same wherever it stands.
 */
import { compareNames } from '../../../engine/text.ts';

/** Names that stand for others. Those of servers keep the name order (F1), and whether there is a dot in them. */
export class Pseudonyms {
  private readonly servers = new Map<string, string>();

  /** @param names the canonical names of all servers and computers. */
  constructor(names: Iterable<string>) {
    const sorted = [...new Set(names)].sort(compareNames);
    const width = String(sorted.length).length;
    for (const [index, name] of sorted.entries()) {
      const label = `server${String(index + 1).padStart(width, '0')}`;
      this.servers.set(name, name.includes('.') ? `${label}.example.test` : label);
    }
  }

  /** The name that stands for a server's or computer's. */
  server(name: string): string {
    return this.servers.get(name)!;
  }
}
