/**
 * JSON with places: what is wrong is told by line, column and JSON pointer.
 */
import { evaluate, parse } from '@humanwhocodes/momoa';
import type { AnyNode, DocumentNode } from '@humanwhocodes/momoa';
import { InputError } from './input-error.ts';

export interface JsonText {
  readonly value: unknown;
  /** `line:column (at /pointer)` of a value in the text. */
  place(pointer: string): string;
}

/** @throws InputError where the text is no JSON, is nested too deeply, or names a member twice. */
export function readJson(text: string, file: string): JsonText {
  const document = parsed(text.replace(/^\uFEFF/, ''), file);
  refuseDepth(document.body, 1, file);
  refuseTwins(document.body, '', file);
  return { value: evaluate(document), place: (pointer) => placeOf(document, pointer) };
}

function parsed(text: string, file: string): DocumentNode {
  try {
    return parse(text, { mode: 'json' });
  } catch (error) {
    if (error instanceof RangeError) throw new InputError(file, '', 'expected JSON that is not nested so deeply');
    const { line, column } = error as { line?: number; column?: number };
    const place = line === undefined ? '' : `${line}:${column}`;
    throw new InputError(file, place, `expected JSON; ${text.trim() === '' ? 'the file is empty' : (error as Error).message.replace(/ ?\(\d+:\d+\)$/, '')}`);
  }
}

/** No format of the kit is nested nearly as deeply, and what walks the text must not run out of stack. */
const deepest = 64;

function refuseDepth(node: AnyNode, depth: number, file: string): void {
  const { line, column } = node.loc.start;
  if (depth > deepest) throw new InputError(file, `${line}:${column}`, 'expected JSON that is not nested so deeply');
  const children = node.type === 'Array' ? node.elements : node.type === 'Object' ? node.members : [];
  for (const { value } of children) refuseDepth(value, depth + 1, file);
}

/** JSON.parse takes the last of two members of one name without a word; a person who wrote both meant something else. */
function refuseTwins(node: AnyNode, pointer: string, file: string): void {
  if (node.type === 'Array') {
    for (const [index, element] of node.elements.entries()) refuseTwins(element.value, `${pointer}/${index}`, file);
  } else if (node.type === 'Object') {
    const seen = new Set<string>();
    for (const member of node.members) {
      const name = member.name.type === 'String' ? member.name.value : '';
      const at = `${pointer}/${escaped(name)}`;
      const { line, column } = member.loc.start;
      if (seen.has(name)) throw new InputError(file, `${line}:${column} (at ${at})`, `expected ${JSON.stringify(name)} once, not twice`);
      seen.add(name);
      refuseTwins(member.value, at, file);
    }
  }
}

function placeOf(document: DocumentNode, pointer: string): string {
  let node: AnyNode = document.body;
  for (const step of pointer.split('/').slice(1)) {
    const next: AnyNode | undefined =
      node.type === 'Array'
        ? node.elements[Number(step)]?.value
        : node.type === 'Object'
          ? node.members.find(({ name }) => name.type === 'String' && escaped(name.value) === step)?.value
          : undefined;
    if (next === undefined) break;
    node = next;
  }
  const { line, column } = node.loc.start;
  return `${line}:${column}${pointer === '' ? '' : ` (at ${pointer})`}`;
}

/** A member's name as a JSON pointer writes it (RFC 6901). */
function escaped(name: string): string {
  return name.replaceAll('~', '~0').replaceAll('/', '~1');
}
