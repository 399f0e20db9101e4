/**
 * Which mutants are of the texts of `id`, `says` and `cites`: they are judged by one check, and counted apart.
 */
import ts from 'typescript';

interface Place {
  readonly line: number;
  readonly column: number;
}

/** Whether a place lies in the value of such a property. Lines and columns count from 1. */
export function isText(source: string, { start, end }: { readonly start: Place; readonly end: Place }): boolean {
  const file = parsed(source);
  const [from, to] = [start, end].map(({ line, column }) => file.getPositionOfLineAndCharacter(line - 1, column - 1));
  const within = (node: ts.Node): boolean => node.getStart(file) <= from! && to! <= node.end;
  const find = (node: ts.Node): boolean =>
    (ts.isPropertyAssignment(node) && names.includes(node.name.getText(file)) && within(node.initializer)) ||
    (within(node) && ts.forEachChild(node, find) === true);
  return find(file);
}

const names = ['id', 'says', 'cites'];

let last: { readonly source: string; readonly file: ts.SourceFile } | null = null;

/** The mutants of one file come one after the other. */
function parsed(source: string): ts.SourceFile {
  if (last?.source !== source) last = { source, file: ts.createSourceFile('source.ts', source, ts.ScriptTarget.Latest, true) };
  return last.file;
}
