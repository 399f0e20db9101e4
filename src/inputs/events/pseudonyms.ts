/**
 * Other names for servers, computers, accounts and addresses: each the same wherever it stands.
 */
import { canonicalOrNull, compareNames } from '../../kst/names.ts';

/** Names that stand for others. Those of servers keep the name order (F1), and whether there is a dot in them. */
export class Pseudonyms {
  private readonly servers = new Map<string, string>();
  /** Words without a dot that stand for a server whose name has one. */
  private readonly labels = new Map<string, string>();
  private readonly others = new Map<string, string>();

  /** @param names the canonical names of all servers and computers. */
  constructor(names: Iterable<string>) {
    const sorted = [...new Set(names)].sort(compareNames);
    const width = String(sorted.length).length;
    for (const [index, name] of sorted.entries()) {
      const label = `server${String(index + 1).padStart(width, '0')}`;
      this.servers.set(name, name.includes('.') ? `${label}.example.test` : label);
      if (name.includes('.')) this.labels.set(name.slice(0, name.indexOf('.')), label);
    }
  }

  /** The name that stands for a server's or computer's. */
  server(name: string): string {
    return this.servers.get(name) ?? this.other(name, (number) => `host${number}.example.test`);
  }

  /** A text with all names in it replaced. */
  text(text: string): string {
    return text.replace(/[^\s<>"',;()]+/g, (found) => {
      if (found.includes('://')) return 'https://example.test/';
      if (found.includes('@')) return this.other(found.toLowerCase(), (number) => `address${number}@example.test`);
      if (found.includes('\\')) return this.other(found.toLowerCase(), (number) => `EXAMPLE\\user${number}`);
      return found.replace(/[\p{L}\p{N}_.-]+/gu, (word) => this.word(word));
    });
  }

  private word(word: string): string {
    const core = word.replace(/(?<!\.)\.+$/, '');
    const dots = word.slice(core.length);
    if (core === '') return word;
    const name = canonicalOrNull(core);
    if (name === null) return /^\d+(?:\.\d+){3}$/.test(core) ? `192.0.2.1${dots}` : word;
    const known = this.servers.get(name) ?? this.labels.get(name);
    if (known !== undefined) return `${known}${dots}`;
    return name.includes('.') && !isNoHost.test(core) ? `${this.server(name)}${dots}` : word;
  }

  private other(name: string, make: (number: number) => string): string {
    let known = this.others.get(name);
    if (known === undefined) this.others.set(name, (known = make(this.others.size + 1)));
    return known;
  }
}

/** Numbers with dots, abbreviations, and names of programs, which tell nothing of whose log it is. */
const isNoHost = /^[\d.]+$|^.(?:\..)+$|^(?:Microsoft|System|Windows)\.[A-Z]|\.(?:exe|dll)$/;
