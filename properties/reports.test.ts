/**
 * The committed reports are those that the code generates.
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { invariantSet } from '../src/kst/invariants/index.ts';
import { runKst } from './run-kst.ts';

const reports = join(import.meta.dirname, '..', 'reports');

test('the reports have not drifted', async () => {
  expect(await runKst(['report', '--check', '--out', reports])).toEqual({ code: 0, out: '', err: '' });
});

test('what speaks of the whole world, or of some server, is set apart from what is proved for any number of servers', () => {
  const page = readFileSync(join(reports, 'proof.md'), 'utf8');
  const [, forAny = ''] = /^For \*\*any number of servers\*\*(.*?)^## /ms.exec(page) ?? [];
  for (const { id } of [...invariantSet().worlds, ...invariantSet().ways]) expect(forAny).toContain(id);
});

test('a report that has drifted, or is missing, is named', async () => {
  const out = mkdtempSync(join(tmpdir(), 'kst-reports-'));
  try {
    const missing = await runKst(['report', '--check', '--out', out]);
    expect([missing.code, missing.out]).toEqual([1, '']);
    expect(missing.err).toContain('proof.md is not what the code generates');
    await runKst(['report', '--out', out]);
    expect(readFileSync(join(out, 'proof.md'), 'utf8')).toBe(readFileSync(join(reports, 'proof.md'), 'utf8'));
    writeFileSync(join(out, 'proof.md'), 'edited');
    expect((await runKst(['report', '--check', '--out', out])).code).toBe(1);
    expect(readFileSync(join(out, 'proof.md'), 'utf8')).toBe('edited');
  } finally {
    rmSync(out, { recursive: true });
  }
});
