/**
 * The seven steps of the gate, one after the other; the strength is measured beside them.
 */
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
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
import { changeStep, compareWithBase } from '../change.ts';
import { specCells, specEntries } from '../files.ts';
import { sha256 } from '../hash.ts';
import { Inconclusive, UsageError } from '../io.ts';
import { InputError } from '../../inputs/input-error.ts';
import { driftOf, writeReports } from '../reports-folder.ts';
import { generateReports, reportedSequences } from '../reports.ts';
import { rulePlaces } from '../rule-places.ts';
import { Beside } from './beside.ts';
import { canaries } from './canaries.ts';
import { noCache, projectCache } from './cache.ts';
import { measuredStrength } from './strength.ts';
import type { GateFinding, GateResult, GateStep, StepName } from '../../kit/gate/result.ts';
import type { Telling, UntimedStep } from '../../reports/gate/steps.ts';
import type { Proof } from '../../kit/proof.ts';
import type { RandomResult } from '../../kit/random.ts';
import type { Io } from '../io.ts';
import type { Cache } from './cache.ts';
import type { Canary, CanaryInputs } from './canaries.ts';
import type { Found } from './strength.ts';

const reportsFolder = 'reports';

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
  const table = once(() => behaviourTable(model, sha256, {}, exploration));
  const compare = once(() => compareWithBase({ ...where, base: resolved ?? base, model, table: table() }));
  const telling: Telling = {
    placeOf: (id) => places.get(id) ?? null,
    replay: (trace) => replay(model, trace),
    suspects: once(() => suspects(model, exploration.watching, steps.attempt(compare)?.diff.changes ?? null, steps.attempt(table)?.rows ?? [])),
  };
  const workers = [new Beside(), new Beside()] as const;
  const kept = cache ? projectCache(io.cwd) : noCache;

  try {
    const sound = steps.run('rulebook', () => {
      const quick = prove(model, quickParts(), {}, exploration);
      return { ...rulebookStep(quick, [...Object.values(model.rulebook).flat(), ...allInvariants()], citable, telling), holds: quick.verdict === 'upheld' };
    });
    // These go on in workers, beside the steps that follow. Of rules that are broken a measure of strength says nothing.
    const playing = steps.begin(() => played(kept, workers[1]));
    const measuring = sound?.holds === true ? steps.begin(() => measuredStrength(specCells(), kept, workers)) : null;
    const proof = steps.run('proof', () => {
      const { value, reused } = proved(exploration, kept);
      return { ...proofStep(value, reused, telling), found: value };
    })?.found;
    steps.attempt(table); // while the workers are busy
    const random = (await steps.finish('random', playing, null, ({ value, reused }) => randomStep(value, reused, telling)))?.value;
    const reason = proof?.verdict === 'upheld' ? null : 'not measured: the rules break invariants';
    const strength = (await steps.finish('strength', measuring, reason, ({ value, reused }) => strengthStep(value, reused, telling)))?.value;
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
      return canaryStep({ model, citable, telling, strength, table: table(), files: files.found, reportsFolder: join(io.cwd, reportsFolder), seed: reportedSequences.seed });
    });
    return gateResult(steps.inOrder(), { seed: reportedSequences.seed, base: change?.base ?? null, changes: change?.changes ?? null });
  } finally {
    for (const worker of workers) worker.end();
  }
}

/** The proof over all parts, or as it was found before. One that fails is found anew every time. */
function proved(exploration: Exploration, cache: Cache): Found<Proof> {
  const kept = cache.get<Proof>('proof');
  if (kept !== null) return { value: kept, reused: true };
  const value = prove(exploration.model, undefined, {}, exploration);
  if (value.verdict === 'upheld') cache.put('proof', value);
  return { value, reused: false };
}

/** The same of the random sequences. */
async function played(cache: Cache, worker: Beside): Promise<Found<RandomResult>> {
  const kept = cache.get<RandomResult>('random');
  if (kept !== null) return { value: kept, reused: true };
  const value = await worker.ask('random', reportedSequences);
  if (value.verdict === 'upheld') cache.put('random', value);
  return { value, reused: false };
}

/** Step 6: the committed reports are those of the code. */
function driftStep(files: ReadonlyMap<string, string>, folder: string): UntimedStep {
  const findings = driftOf(files, join(folder, reportsFolder)).map(({ file, kind, says }): GateFinding => ({
    id: 'drift',
    verdict: 'violated',
    says: `${reportsFolder}/${says}`,
    details: kind === 'interrupted' ? [] : ['kst report writes it anew; look at what has changed before you commit it'],
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

function unknown(name: StepName, says: string): UntimedStep & { readonly found?: never } {
  return { name, verdict: 'inconclusive', says, findings: [{ id: name, verdict: 'inconclusive', says, details: [], place: null, fingerprint: `${name}/unknown` }] };
}

/** The steps so far, each timed, each failing for itself. */
export class Steps {
  private readonly io: Pick<Io, 'err' | 'errIsTerminal'>;
  private readonly done: GateStep[] = [];

  constructor(io: Pick<Io, 'err' | 'errIsTerminal'>) {
    this.io = io;
  }

  /** Runs a step; null when it crashed. */
  run<S extends UntimedStep>(name: StepName, doing: () => S): S | null {
    this.tell(name);
    const started = performance.now();
    try {
      const step = doing();
      this.add(step, started);
      return step;
    } catch (error) {
      this.add(crashed(name, error), started);
      return null;
    }
  }

  /** What a step may need; undefined where it cannot be had, which the step that it is about tells. @throws what the caller got wrong. */
  attempt<T>(doing: () => T): T | undefined {
    try {
      return doing();
    } catch (error) {
      if (isCallers(error)) throw error;
      return undefined;
    }
  }

  /** Something that goes on beside the steps. */
  begin<T>(doing: () => Promise<T>): Promise<Timed<T>> {
    const started = performance.now();
    const found = doing().then((value) => ({ value, milliseconds: performance.now() - started }));
    found.catch(() => {}); // told when it is waited for
    return found;
  }

  /** Waits for it, and tells it as a step; `reason` says why it does not matter any more. */
  async finish<T extends { readonly reused: boolean }>(
    name: StepName,
    begun: Promise<Timed<T>> | null,
    reason: string | null,
    tell: (value: T) => UntimedStep,
  ): Promise<T | undefined> {
    if (begun === null || reason !== null) {
      this.add(unknown(name, reason ?? 'not measured: the rules break invariants'), performance.now());
      return undefined;
    }
    this.tell(name);
    try {
      const { value, milliseconds } = await begun;
      this.done.push({ ...plainStep(tell(value)), milliseconds: value.reused ? 0 : milliseconds });
      return value;
    } catch (error) {
      this.add(crashed(name, error), performance.now());
      return undefined;
    } finally {
      this.clear();
    }
  }

  /** The steps in the order in which they are told. */
  inOrder(): readonly GateStep[] {
    const order: readonly StepName[] = ['rulebook', 'proof', 'random', 'strength', 'canaries', 'drift', 'change'];
    return this.done.toSorted((a, b) => order.indexOf(a.name) - order.indexOf(b.name));
  }

  private add(step: UntimedStep, started: number): void {
    this.done.push({ ...plainStep(step), milliseconds: performance.now() - started });
    this.clear();
  }

  private tell(name: StepName): void {
    if (this.io.errIsTerminal) this.io.err(`\r\u001b[K${name} ...`);
  }

  private clear(): void {
    if (this.io.errIsTerminal) this.io.err('\r\u001b[K');
  }
}

interface Timed<T> {
  readonly value: T;
  readonly milliseconds: number;
}

function plainStep({ name, verdict, says, findings }: UntimedStep): UntimedStep {
  return { name, verdict, says, findings };
}

function isCallers(error: unknown): boolean {
  return error instanceof UsageError || error instanceof InputError;
}

/** @throws what the caller got wrong: that is no finding. */
function crashed(name: StepName, error: unknown): UntimedStep {
  if (isCallers(error)) throw error;
  const { message, stack = '' } = error instanceof Error ? error : new Error(String(error));
  const expected = error instanceof Inconclusive;
  const frames = stack.split('\n').filter((line) => /^\s+at .*\bsrc\b/.test(line)).slice(0, 3).map((line) => relative(line.trim()));
  const says = expected ? message : `the step crashed: ${relative(message)}`;
  return { name, verdict: 'inconclusive', says, findings: [{ id: 'crashed', verdict: 'inconclusive', says, details: expected ? [] : frames, place: null, fingerprint: `${name}/crashed` }] };
}

/** A text in which the files of the kit are named as seen from its folder. */
function relative(text: string): string {
  const folder = new URL('../../../', import.meta.url);
  return text.replaceAll(folder.href, '').replaceAll(fileURLToPath(folder), '');
}
