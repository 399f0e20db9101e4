/**
 * The seven steps of the gate, one after the other; the strength is measured beside them.
 */
import { join } from 'node:path';
import { knownServersTable } from '../../kst/model.ts';
import { observer } from '../../kst/invariants/observed.ts';
import { allInvariants } from '../../kst/invariants/index.ts';
import { behaviourTable } from '../../kit/behaviour.ts';
import { gateResult } from '../../kit/gate/result.ts';
import { suspects } from '../../kit/gate/suspects.ts';
import { prove, quickParts } from '../../kit/proof.ts';
import { playSequences } from '../../kit/random.ts';
import { replay } from '../../kit/replay.ts';
import { proofStep, randomStep, rulebookStep, strengthStep } from '../../reports/gate/steps.ts';
import { changeStep } from '../change.ts';
import { specCells, specEntries } from '../files.ts';
import { sha256 } from '../hash.ts';
import { Inconclusive, UsageError } from '../io.ts';
import { InputError } from '../../inputs/input-error.ts';
import { driftOf, writeReports } from '../reports-folder.ts';
import { generateReports } from '../reports.ts';
import { rulePlaces } from '../rule-places.ts';
import { canaries } from './canaries.ts';
import { measuredStrength, usualCache } from './strength.ts';
import type { GateFinding, GateResult, GateStep, StepName } from '../../kit/gate/result.ts';
import type { Telling, UntimedStep } from '../../reports/gate/steps.ts';
import type { Io } from '../io.ts';

/** The random sequences of the gate are those of the reports, so that they are played once. */
const sequences = { runs: 1000, seed: 1, servers: 3 } as const;

const reportsFolder = 'reports';

/** What can be told, and whether to write the reports anew before they are compared. */
export interface StepOptions {
  readonly base: string | undefined;
  readonly update: boolean;
  /** Whether an earlier measure of strength may be taken over. */
  readonly cache: boolean;
}

/**
 * Runs every step. One that crashes, or that needs what an earlier one did not find out, is inconclusive.
 *
 * @throws UsageError, InputError for a base or an acceptance that is none.
 */
export async function runSteps({ base, update, cache }: StepOptions, io: Io): Promise<GateResult> {
  const model = knownServersTable();
  const watching = observer(model);
  const places = rulePlaces();
  const citable = new Set(specEntries().map(({ id }) => id));
  const telling: Telling = {
    placeOf: (id) => places.get(id) ?? null,
    replay: (trace, stuck) => replay(model, trace, stuck),
    suspects: (invariant) => suspects(model, watching, invariant),
  };
  const steps = new Steps(io);
  const stop = new AbortController();

  try {
    const sound = steps.run('rulebook', () => {
      const quick = prove(model, quickParts(), {}, watching);
      return { ...rulebookStep(quick, [...Object.values(model.rulebook).flat(), ...allInvariants()], citable, telling), holds: quick.verdict === 'upheld' };
    });
    // Of rules that are broken a measure says nothing; of others it goes on in workers, beside the steps that follow.
    const measuring = sound?.holds === true ? steps.begin(() => measuredStrength({ cells: specCells(), cache: cache ? usualCache(io.cwd) : null, signal: stop.signal })) : null;
    const proof = steps.run('proof', () => withFound(proofStep, prove(model, undefined, {}, watching), telling))?.found;
    const random = steps.run('random', () => withFound(randomStep, playSequences(model, sequences), telling))?.found;
    const table = steps.attempt(() => behaviourTable(model, sha256));
    const measured = await steps.finish('strength', measuring, proof?.verdict === 'upheld' ? null : 'not measured: the rules break invariants', (found) => strengthStep(found.strength, found.reused, telling));
    const files = steps.run('drift', () => {
      if (proof === undefined || random === undefined || table === undefined || measured === undefined) return unknown('drift', 'not compared: what the reports tell is not known');
      const generated = generateReports(model, { proof, random, table, strength: measured.strength });
      if (update) writeReports(generated, join(io.cwd, reportsFolder));
      return { ...driftStep(generated, io.cwd), found: generated };
    });
    const change = steps.run('change', () => {
      const { step, base: name, changes } = changeStep({ base, folder: io.cwd, env: io.env, model, ...(table === undefined ? {} : { table }) });
      return { ...step, found: { base: name, changes } };
    })?.found;
    steps.run('canaries', () => {
      if (table === undefined || files?.found === undefined || measured === undefined) return unknown('canaries', 'not planted: the steps that must catch them have not come so far');
      return canaryStep({ model, citable, telling, strength: measured.strength, table, files: files.found, reportsFolder: join(io.cwd, reportsFolder), seed: sequences.seed });
    });
    return gateResult(steps.inOrder(), { seed: sequences.seed, base: change?.base ?? null, changes: change?.changes ?? null });
  } finally {
    stop.abort();
  }
}

/** A step, and what it was told of. */
function withFound<T>(tell: (found: T, telling: Telling) => UntimedStep, found: T, telling: Telling): UntimedStep & { readonly found: T } {
  return { ...tell(found, telling), found };
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
function canaryStep(inputs: Parameters<ReturnType<typeof canaries>[number]['caught']>[0]): UntimedStep {
  const planted = canaries();
  const missed = planted.filter(({ caught }) => !caught(inputs));
  const findings = missed.map(({ step, fault }): GateFinding => ({
    id: 'canary',
    verdict: 'violated',
    says: `the step ${step} lets ${fault} pass`,
    details: [],
    place: null,
    fingerprint: `canaries/${step}/${fault}`,
  }));
  return { name: 'canaries', verdict: findings.length === 0 ? 'upheld' : 'violated', says: `${planted.length - missed.length} of ${planted.length} planted faults caught: ${planted.map(({ fault }) => fault).join(', ')}`, findings };
}

function unknown(name: StepName, says: string): UntimedStep & { readonly found?: never } {
  return { name, verdict: 'inconclusive', says, findings: [{ id: name, verdict: 'inconclusive', says, details: [], place: null, fingerprint: `${name}/unknown` }] };
}

/** The steps so far, each timed, each failing for itself. */
class Steps {
  private readonly io: Io;
  private readonly done: GateStep[] = [];

  constructor(io: Io) {
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

  /** What a later step needs; undefined where it cannot be had. */
  attempt<T>(doing: () => T): T | undefined {
    try {
      return doing();
    } catch {
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
  async finish<T>(name: StepName, begun: Promise<Timed<T>> | null, reason: string | null, tell: (value: T) => UntimedStep): Promise<T | undefined> {
    if (begun === null || reason !== null) {
      this.add(unknown(name, reason ?? 'not measured: the rules break invariants'), performance.now());
      return undefined;
    }
    this.tell(name);
    try {
      const { value, milliseconds } = await begun;
      this.done.push({ ...plainStep(tell(value)), milliseconds });
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

/** @throws what the caller got wrong: that is no finding. */
function crashed(name: StepName, error: unknown): UntimedStep {
  if (error instanceof UsageError || error instanceof InputError) throw error;
  const { message, stack = '' } = error instanceof Error ? error : new Error(String(error));
  const says = error instanceof Inconclusive ? message : `the step crashed: ${message}`;
  const details = error instanceof Inconclusive ? [] : stack.split('\n').filter((line) => /^\s+at .*\bsrc\b/.test(line)).slice(0, 3).map((line) => line.trim().replace(/file:\/\/\S*?(?=\/src\/)\//, ''));
  return { name, verdict: 'inconclusive', says, findings: [{ id: 'crashed', verdict: 'inconclusive', says, details, place: null, fingerprint: `${name}/crashed` }] };
}
