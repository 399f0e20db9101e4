/**
 * What is logged of a server, in words; versions of pools are not told apart.
 */
import { told } from './sight.ts';
import type { ToldEvent } from '../../kst/invariants/seen.ts';

/** Labels in words, each once. */
export function labelsInWords(labels: readonly string[]): readonly string[] {
  return [...new Set(labels.map((label) => inWords(told(label), "its pool's version")))].sort();
}

/** An event with what it would say of the server. */
export function withDetails(event: ToldEvent): string {
  const pools = 'the version of its pool';
  return event.id === 14563 ? `14563 with 0 and ${pools}` : inWords(event, pools);
}

/** A label in short: `14493 0`, `14492 not listed`. */
export function labelInShort(label: string): string {
  const { id, version, versions, servers } = told(label);
  switch (id) {
    case 14492:
      return `14492 ${servers![0]?.version ?? 'not listed'}`;
    case 44024:
      return `44024 ${servers!.length > 0 ? 'found' : 'not found'}`;
    default: {
      const detail = version ?? versions?.join('-');
      return detail === undefined ? `${id}` : `${id} ${detail}`;
    }
  }
}

function inWords({ id, version, servers }: ToldEvent, pools: string): string {
  if (servers !== undefined) return `${id} ${servers.length === 0 ? 'without it' : id === 14492 ? `with ${pools}` : 'with it'}`;
  return version === undefined ? `${id}` : `${id} with ${version === 0 ? 'version 0' : pools}`;
}
