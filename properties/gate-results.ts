/**
 * Results of the gate, to render: one as a gate gives it, and any at all, with texts that no format may be led astray by.
 */
import fc from 'fast-check';
import { gateResult } from '../src/engine/gate/result.ts';
import { allInvariants } from '../src/engine/prove/prove.ts';
import { systemOf } from '../src/engine/rules/system.ts';
import { knownServersTable } from '../src/kst/specification.ts';
import type { GateFinding, GateResult, GateStep } from '../src/engine/gate/result.ts';

const specification = knownServersTable();
const named = [...systemOf(specification).rules, ...allInvariants(specification)].map(({ id, says, cites }) => ({ id, says, cites }));
const anywhere = { file: 'src/kst/rules/pools.ts', from: 1, to: 1 };

/** What steps come to, of the Known Servers Table. */
export const resultOf = (steps: readonly GateStep[], about: Partial<Pick<GateResult, 'seed' | 'base' | 'changes'>> = {}): GateResult =>
  gateResult(steps, { title: { specification: 'leases', config: 'kst.config.ts' }, seed: 1, base: null, changes: null, named, anywhere, ...about });

export const plainStyles = { good: String, bad: String, dim: String, strong: String };

export const finding = (about: Partial<GateFinding> = {}): GateFinding => ({
  id: 'R04',
  verdict: 'violated',
  says: 'I18 does not hold after pool.add',
  details: ['1  rtcsrv.start', '2  pool.add ex1 6'],
  place: { file: 'src/kst/rules/pools.ts', from: 12, to: 18 },
  fingerprint: 'f1',
  ...about,
});

export const step = (about: Partial<GateStep> = {}): GateStep => ({
  name: 'proof',
  verdict: 'violated',
  says: '66 invariants, 16 dialects',
  findings: [finding()],
  milliseconds: 1500,
  ...about,
});

/** A rulebook that is whole, a proof that fails, and a comparison that came to nothing. */
export const sample = (): GateResult =>
  resultOf(
    [
      step({ name: 'rulebook', verdict: 'upheld', says: '43 rules, 0 gaps, 0 overlaps', findings: [], milliseconds: 250 }),
      step(),
      step({ name: 'change', verdict: 'inconclusive', says: 'the base cannot be read', findings: [], milliseconds: 250 }),
    ],
    { base: 'origin/main', changes: '| row | now |\n| --- | --- |\n| 1 | refused |\n' },
  );

const traps = ['|', '```', '~~~', '<script>', '</details>', '@team', '#12', '&#64;', '&amp;', ']]>', '-->', '::error::', '##[error]', '%0A', '%', ':', ',', '[a](b)', '{0}', '"', "'", '\\'];
const steering = ['\r\n', '\n', '\t', '\u0000', '\u001b[31m', '\u0085', '\u202e', '\u2028', '\u{e0041}', '\ud800', '\udc00', '\ufffe', '\u{1ffff}'];

/** A text from outside at its worst. */
export const nasty = fc
  .array(fc.oneof(fc.constantFrom(...traps, ...steering), fc.string({ unit: 'binary', maxLength: 5 }), fc.constantFrom('a', 'b', ' ', 'ü', '😀')), { maxLength: 8 })
  .map((parts) => parts.join(''));

const findings = fc.record({
  id: fc.oneof(fc.constantFrom('R04', 'I01', 'gap', 'now-refused'), nasty),
  verdict: fc.constantFrom('violated' as const, 'inconclusive' as const),
  says: nasty,
  details: fc.array(nasty, { maxLength: 4 }),
  place: fc.option(fc.record({ file: nasty.map((text) => `src/${text}.ts`), from: fc.integer({ min: 1, max: 99 }), to: fc.integer({ min: 99, max: 200 }) })),
  fingerprint: nasty,
});

const steps = (name: GateStep['name']) =>
  fc
    .record({ says: nasty, findings: fc.array(findings, { maxLength: 15 }), milliseconds: fc.double({ min: 0, max: 1e6, noNaN: true }).map(Math.abs), crashed: fc.boolean() })
    .map(({ crashed, ...about }): GateStep => {
      const verdicts = about.findings.map(({ verdict }) => verdict);
      const verdict = verdicts.includes('violated') ? 'violated' : verdicts.length > 0 || crashed ? 'inconclusive' : 'upheld';
      return { name, verdict, ...about };
    });

/** Any result of the gate: some of its steps, in their order. */
export const gateResults: fc.Arbitrary<GateResult> = fc
  .record({
    steps: fc.subarray(['rulebook', 'proof', 'random', 'strength', 'canaries', 'scenarios', 'drift', 'change'] as const, { maxLength: 4 }).chain((names) => fc.tuple(...names.map(steps))),
    seed: fc.integer(),
    base: fc.option(nasty),
    changes: fc.option(fc.array(nasty).map((lines) => lines.join('\n'))),
  })
  .map(({ steps: taken, ...about }) => resultOf(taken, about));
