/**
 * The seven steps of the gate, one after the other; the strength is measured beside them.
 */
import { join } from 'node:path';
import { knownServersTable } from '../../kst/model.ts';
import { allInvariants } from '../../kst/invariants/index.ts';
import { behaviourTable } from '../../kit/tables/behaviour.ts';
import { Exploration } from '../../kit/exploration.ts';
import { gateResult } from '../../kit/gate/result.ts';
import { suspects } from '../../kit/gate/suspects.ts';
import { prove, quickParts } from '../../kit/proof.ts';
import { once } from '../../kit/once.ts';
import { replay } from '../../kit/replay.ts';
import { placeOfChange, proofStep, randomStep, rulebookStep, strengthStep } from '../../reports/gate/steps.ts';
import { resolveBase } from '../base.ts';
import { compareWithBase } from '../change.ts';
import { changeStep } from './change-step.ts';
import { specCells, specEntries } from '../spec.ts';
import { sha256 } from '../hash.ts';
import { driftOf, reportsFolder, writeReports } from '../reports-folder.ts';
import { generateReports, reportedSequences } from '../reports.ts';
import { rulePlaces } from '../rule-places.ts';
import { Beside } from './beside.ts';
import { canaries } from './canaries.ts';
import { noCache, projectCache } from './cache.ts';
import { beginSequences, beginStrength, proofOf } from './measures.ts';
import { Steps, unknown } from './steps.ts';
import type { GateFinding, GateResult } from '../../kit/gate/result.ts';
import type { Proof } from '../../kit/proof.ts';
import type { Telling, UntimedStep } from '../../reports/gate/steps.ts';
import type { Io } from '../io.ts';
import type { Canary, CanaryInputs } from './canaries.ts';

/** What can be told, and whether to write the reports anew before they are compared. */
export interface StepOptions {
  readonly base: string | undefined;
  readonly update: boolean;
  /** Whether what was found out before may be taken over, as long as nothing that it depends on has changed. */
  readonly cache: boolean;
}

/**
 * Runs every step. One that crashes, or that needs what an earlier one did not find out, is inconclusive.
 *
 * @throws UsageError, InputError for a base or an acceptance that is none.
 */
export async function runSteps({ base, update, cache }: StepOptions, io: Io): Promise<GateResult> {
  const model = knownServersTable();
  const exploration = new Exploration(model);
  const places = rulePlaces();
  const citable = new Set(specEntries().map(({ id }) => id));
  const steps = new Steps(io);
  const where = { folder: io.cwd, env: io.env };
  const resolved = steps.attempt(() => resolveBase(base, where)); // a base that there is not is told at once
  const table = once(() => behaviourTable(model, sha256, exploration));
  const compare = once(() => compareWithBase({ ...where, base: resolved ?? base, model, table: table() }));
  const telling: Telling = {
    placeOf: (id) => places.get(id) ?? null,
    replay: (trace) => replay(model, trace),
    suspects: once(() => suspects(model, exploration.watching, steps.attempt(compare)?.diff.changes ?? null, steps.attempt(table)?.rows ?? [])),
  };
  const worker = new Beside();
  const kept = cache ? projectCache(io.cwd) : noCache;

  try {
    const sound = steps.run('rulebook', () => {
      const quick = prove(model, quickParts(), {}, exploration);
      return { ...rulebookStep(quick, [...Object.values(model.rulebook).flat(), ...allInvariants()], citable, telling), holds: quick.verdict === 'upheld' };
    });
    // These go on in a worker, one after the other, beside the steps that follow. Of rules that are broken a measure says nothing.
    const measuring = sound?.holds === true ? beginStrength(specCells(), kept, worker) : null;
    const playing = beginSequences(kept, worker);
    const proof = steps.run('proof', () => {
      const { value, reused } = proofOf(exploration, kept);
      return { ...proofStep(value, reused, telling), found: value };
    })?.found;
    const strength = await steps.finish('strength', measuring ?? never, whyNotMeasured(sound, proof), ({ value, reused }) => strengthStep(value, reused, telling));
    const random = await steps.finish('random', playing, null, ({ value, reused }) => randomStep(value, reused, telling));
    const files = steps.run('drift', () => {
      if (proof === undefined || random === undefined || strength === undefined) return unknown('drift', 'not compared: what the reports tell is not known');
      const generated = generateReports(model, { proof, random, table: table(), strength });
      if (update) writeReports(generated, join(io.cwd, reportsFolder));
      return { ...driftStep(generated, io.cwd), found: generated };
    });
    const change = steps.run('change', () => {
      const { step, base: name, changes } = changeStep(compare, (changed) => placeOfChange(changed, telling));
      return { ...step, found: { base: name, changes } };
    })?.found;
    steps.run('canaries', () => {
      if (files?.found === undefined || strength === undefined) return unknown('canaries', 'not planted: the steps that must catch them have not come so far');
      return canaryStep({ model, watching: exploration.watching, citable, telling, strength, table: table(), files: files.found, reportsFolder: join(io.cwd, reportsFolder), seed: reportedSequences.seed });
    });
    return gateResult(steps.inOrder(), { seed: reportedSequences.seed, base: change?.base ?? null, changes: change?.changes ?? null });
  } finally {
    worker.end();
  }
}

/** Why a measure of strength would say nothing; null where it says something. A step that has crashed has found out nothing. */
export function whyNotMeasured(rulebook: { readonly holds: boolean } | null, proof: Pick<Proof, 'verdict'> | undefined): string | null {
  if (rulebook === null || proof === undefined) return 'not measured: the rules are not proved';
  return rulebook.holds && proof.verdict === 'upheld' ? null : 'not measured: the rules break invariants';
}

const never = (): Promise<never> => Promise.reject(new Error('never asked for'));

/** Step 6: the committed reports are those of the code. */
function driftStep(files: ReadonlyMap<string, string>, folder: string): UntimedStep {
  const findings = driftOf(files, join(folder, reportsFolder)).map(({ file, kind, says }): GateFinding => ({
    id: 'drift',
    verdict: 'violated',
    says: `${reportsFolder}/${says}`,
    details: ['kst report writes it anew; look at what has changed before you commit it'],
    place: { file: `${reportsFolder}/${file}`, from: 1, to: 1 },
    fingerprint: `drift/${kind}/${file}`,
  }));
  return { name: 'drift', verdict: findings.length === 0 && files.size > 0 ? 'upheld' : 'violated', says: `${files.size} reports compared with what the code generates`, findings };
}

/** Step 5: the gate can fail. */
export function canaryStep(inputs: CanaryInputs, planted: readonly Canary[] = canaries()): UntimedStep {
  const missed = planted.filter(({ caught }) => !caught(inputs));
  const findings = missed.map(({ step, fault }): GateFinding => ({
    id: 'canary',
    verdict: 'violated',
    says: `the step ${step} lets ${fault} pass`,
    details: [],
    place: null,
    fingerprint: `canaries/${step}/${fault}`,
  }));
  return { name: 'canaries', verdict: findings.length > 0 ? 'violated' : planted.length > 0 ? 'upheld' : 'inconclusive', says: `${planted.length - missed.length} of ${planted.length} planted faults caught: ${planted.map(({ fault }) => fault).join(', ')}`, findings };
}
