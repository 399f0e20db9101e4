/**
 * Acceptances of spec/changes/: Markdown with a line `- why: ...`, one `- base: ...`, and one line for each change.
 */
import { withoutCount } from '../engine/diff/acceptance.ts';
import { InputError } from './input-error.ts';

/** @throws InputError where a reason, a base or an accepted change is missing, or a line for a change is not in its form. */
export function acceptanceFromMarkdown(text: string, file: string) {
  const lines = text.replace(/^\uFEFF/, '').split(/\r?\n/);
  const field = (name: string) => {
    const value = lines.find((line) => line.startsWith(`- ${name}:`))?.slice(name.length + 3).trim() ?? '';
    if (value === '') throw new InputError(file, '', `expected a line "- ${name}: ..."`);
    return value;
  };
  const conflict = lines.findIndex((line) => /^(<{7}|={7}|>{7})/.test(line));
  const unmerged = 'expected no conflict of a merge: keep what is meant, and take its marks out';
  if (conflict !== -1) throw new InputError(file, `${conflict + 1}:1`, unmerged);
  const accepts = lines.flatMap((line, index) => {
    if (!line.startsWith('- `')) return [];
    const [, fingerprint, name, says] = /^- `([0-9a-f]{16})` ([a-z-]+): (.+)$/.exec(line) ?? [];
    const expected = 'expected a line "- `FINGERPRINT` CLASS: ..." with 16 hexadecimal digits';
    if (fingerprint === undefined) throw new InputError(file, `${index + 1}:1`, expected);
    return [{ fingerprint, class: name!, says: withoutCount(says!) }];
  });
  if (accepts.length === 0) throw new InputError(file, '', 'expected a line "- `FINGERPRINT` CLASS: ..." for each change that it accepts');
  return { why: field('why'), base: field('base'), accepts };
}
