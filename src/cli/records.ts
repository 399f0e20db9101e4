/**
 * Where in a TypeScript or JavaScript source the records are that have an `id`: found by their braces, however they are formatted.
 */

/** A record from its `{` to its `}`, in lines counted from 1. */
export interface SourceRecord {
  readonly id: string;
  readonly from: number;
  readonly to: number;
}

/** A brace that is open; of a template's `${` and of a record without a text as its id there is nothing to tell. */
interface Open {
  readonly at: number;
  readonly template: boolean;
  id: string | null;
}

const space = /\s+|\/\/.*|\/\*[^]*?\*\//y;
const text = /'(?:[^'\\\n]|\\[^])*'|"(?:[^"\\\n]|\\[^])*"/y;
const template = /(?:[^`\\$]|\\[^]|\$(?!\{))*(?:`|\$\{)/y;
const expression = /\/(?:[^/\\[\n]|\\.|\[(?:[^\]\\\n]|\\.)*\])+\/\w*/y;
const word = /[\w$]+/y;

/** After these a slash begins a regular expression; after anything else it divides. */
const beforeExpression = new Set(['', ...'([{,;=:!&|?+-*%<>~^', 'return', 'typeof', 'case']);

/** The records whose `id` is a text, in the order in which they end. What is cut off has no end, and is none. */
export function recordsIn(source: string): readonly SourceRecord[] {
  const records: SourceRecord[] = [];
  const open: Open[] = [];
  let at = 0;
  const take = (pattern: RegExp): string => {
    pattern.lastIndex = at;
    const taken = pattern.exec(source)?.[0] ?? '';
    at += taken.length;
    return taken;
  };
  const lineOf = (offset: number): number => source.slice(0, offset).split('\n').length;
  /** The last three tokens: enough to see `{ id:` or `, id:`. */
  let last: readonly [string, string, string] = ['', '', ''];

  const takeText = (token: string): void => {
    const record = open.at(-1);
    const isId = /^[{,]$/.test(last[0]) && /^(['"]?)id\1$/.test(last[1]) && last[2] === ':';
    if (isId && record !== undefined) record.id ??= token.slice(1, -1);
  };
  const takeTemplate = (): void => {
    const begin = at - 1;
    const chunk = take(template);
    if (chunk.endsWith('${')) open.push({ at, template: true, id: null });
    else if (source[begin] === '`') takeText(source.slice(begin, at));
  };

  while (at < source.length) {
    if (take(space) !== '') continue;
    const slashBegins = source[at] === '/' && beforeExpression.has(last[2]);
    const token = take(text) || (slashBegins ? take(expression) : '') || take(word) || source[at++]!;
    if (token === '{') open.push({ at: at - 1, template: false, id: null });
    else if (token === '`') takeTemplate();
    else if (token === '}') {
      const { id = null, template: inTemplate = false, at: from = 0 } = open.pop() ?? {};
      if (inTemplate) takeTemplate();
      else if (id !== null) records.push({ id, from: lineOf(from), to: lineOf(at) });
    } else if (/^['"]/.test(token)) takeText(token);
    last = [last[1], last[2], token];
  }
  return records;
}
