/**
 * The eight steps of the gate, one after the other, each timed, each failing for itself.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { alphabetsFor, Exploration } from '../../engine/explore/exploration.ts';
import { wrongOnPurpose } from '../../engine/gate/planted.ts';
import {
  finding, type GateResult, gateResult, type GateStep, stepFound, type StepFound, type StepName,
} from '../../engine/gate/result.ts';
import { suspects } from '../../engine/gate/suspects.ts';
import { allInvariants, type Proof, prove } from '../../engine/prove/prove.ts';
import { AuthorError } from '../../engine/rules/author-error.ts';
import { behaviourTable } from '../../engine/table/behaviour.ts';
import { InputError } from '../../inputs/input-error.ts';
import { placeOfChange, proofStep, randomStep, rulebookStep, strengthStep, type Telling, thrownStep } from '../../reports/gate/steps.ts';
import { type Base, NoBase, resolveBase } from '../base.ts';
import { acceptedAtFirst, compareWithBase } from '../change.ts';
import { sha256 } from '../hash.ts';
import { Inconclusive, type Io, progressOn, UsageError } from '../io.ts';
import { driftOf, reportsFolder, writeReports } from '../reports-folder.ts';
import { generateReports } from '../reports.ts';
import { rulePlaces, thrownAt } from '../rule-places.ts';
import { canaries, type Canary, type CanaryInputs } from './canaries.ts';
import { noCache, projectCache } from './cache.ts';
import { changeStep, orInconclusive } from './change-step.ts';
import { scenariosStep } from './scenarios-step.ts';
import { type Found, proofOf, randomOf, reportedSequences, strengthOf } from './measures.ts';
import { hasClaims, notAsked, type Project, titleOf } from '../project.ts';

export interface StepOptions {
  readonly base?: string;
  /** Writes the reports anew before they are compared. */
  readonly update?: boolean;
  /** Whether what was found out before may be taken over, as long as nothing that it depends on has changed. */
  readonly cache: boolean;
}

/**
 * Runs every step. One that crashes, or that needs what an earlier one did not find out, is inconclusive. What has changed
 * is found first, since it tells where to look for what the others find.
 *
 * @throws UsageError, InputError for a base or an acceptance that is none.
 */
export function runSteps({ base, update, cache }: StepOptions, io: Io, project: Project): GateResult {
  const { specification } = project;
  const exploration = new Exploration(specification);
  const kept = cache ? projectCache(project) : noCache;
  const places = rulePlaces(project);
  const told = { specification, placeOf: (id: string) => places.get(id) ?? null };
  const steps = gateSteps(io, (name, error) => thrownStep(name, error, thrownAt(error, project), specification));

  const change = steps.run('change', () => {
    const where = { folder: project.folder, env: io.env };
    const resolved = orInconclusive(() => resolveBase(base, where, specification)); // a base that there is not is told at once
    // What proof and strength are to explore is explored once, and for the table as well.
    if (kept.get('proof') === null) for (const alphabet of alphabetsFor(specification, 'compare')) exploration.graph(alphabet);
    const table = behaviourTable(specification, sha256, exploration);
    const compare = (to: Base) => orInconclusive(() => compareWithBase({ ...where, base: to, specification, table }));
    const compared = resolved instanceof Inconclusive ? resolved : compare(resolved);
    const changes = compared instanceof Inconclusive ? null : compared.diff.changes;
    const telling = { ...told, suspects: suspects(exploration, changes, table.rows) };
    const first = compared instanceof NoBase ? acceptedAtFirst(project.folder, specification, table) : null;
    const { step, ...found } = changeStep(compared, (changed) => placeOfChange(changed, telling), first);
    return { ...step, found, table, telling };
  });
  const telling: Telling = change?.telling ?? { ...told, suspects: suspects(exploration, null, []) };
  const rulebook = steps.run('rulebook', () => {
    const quick = prove(specification, alphabetsFor(specification, 'quick'), exploration);
    const citing = hasClaims(project) ? [...exploration.system.rules, ...allInvariants(specification)] : [];
    const step = rulebookStep(quick, citing, telling);
    const says = [step.says, ...notAsked(project).map((what) => `left out ${what}`)].join('; ');
    return { ...step, says, holds: quick.verdict === 'upheld' };
  });
  const measure = <T>(name: StepName, find: () => Found<T>, tell: (value: T, telling: Telling) => StepFound) =>
    steps.run(name, () => {
      const { value, reused } = find();
      const { says, ...told } = tell(value, telling);
      return { ...told, says: `${says}${reused ? ' (reused: nothing that it depends on has changed)' : ''}`, found: value };
    })?.found;
  const proof = measure('proof', () => proofOf(exploration, kept), proofStep);
  const random = measure('random', () => randomOf(specification, kept), randomStep);
  const reason = whyNotMeasured(rulebook, proof);
  const strength = reason === null
    ? measure('strength', () => strengthOf(exploration, kept), strengthStep)
    : steps.run('strength', () => unknown('strength', reason))?.found;
  const files = steps.run('drift', () => {
    if (change === null || proof === undefined || random === undefined || strength === undefined) {
      return unknown('drift', 'not compared: what the reports tell is not known');
    }
    const generated = generateReports(project, { proof, random, table: change.table, strength });
    if (update === true) writeReports(generated, join(project.folder, reportsFolder));
    return { ...driftStep(generated, project.folder), found: generated };
  })?.found;
  steps.run('canaries', () => {
    if (change === null || files === undefined) {
      return unknown('canaries', 'not planted: the steps that must catch them have not come so far');
    }
    const folder = join(project.folder, reportsFolder);
    const wrong = wrongOnPurpose(exploration);
    const inputs = { exploration, wrong, telling, table: change.table, files, reportsFolder: folder };
    return canaryStep(inputs, canaries(project.faults));
  });
  steps.run('scenarios', () => scenariosStep(project));
  const { base: comparedWith, changes } = change?.found ?? { base: null, changes: null };
  const named = [...exploration.system.rules, ...allInvariants(specification)].map(({ id, says, cites }) => ({ id, says, cites }));
  const anywhere = named.map(({ id }) => told.placeOf(id)).find((place) => place !== null) ?? { file: 'package.json', from: 1, to: 1 };
  const { seed } = reportedSequences;
  return gateResult(steps.inOrder(), { title: titleOf(project), seed, base: comparedWith, changes, named, anywhere });
}

/** Why a measure of strength would say nothing; null where it says something. A step that has crashed has found out nothing. */
export function whyNotMeasured(rulebook: { readonly holds: boolean } | null, proof: Pick<Proof, 'verdict'> | undefined): string | null {
  if (rulebook === null || proof === undefined) return 'not measured: the rules are not proved';
  return rulebook.holds && proof.verdict === 'upheld' ? null : 'not measured: the rules break invariants';
}

/** Step 6: the committed reports are those of the code. */
function driftStep(files: ReadonlyMap<string, string>, folder: string) {
  if (!existsSync(join(folder, reportsFolder))) {
    const says = `there is no folder ${reportsFolder}/; kst report writes it, and kst accept --first in a new project`;
    return stepFound(says, [finding({ id: 'drift', verdict: 'inconclusive', says, fingerprint: 'drift/none' })]);
  }
  const findings = driftOf(files, join(folder, reportsFolder)).map(({ file, kind, says }) => finding({
    id: 'drift',
    says: `${reportsFolder}/${says}`,
    details: ['kst report writes it anew; look at what has changed before you commit it'],
    place: { file: `${reportsFolder}/${file}`, from: 1, to: 1 },
    fingerprint: `drift/${kind}/${file}`,
  }));
  return stepFound(`${files.size} reports compared with what the code generates`, findings);
}

/** Step 5: the gate can fail. */
export function canaryStep(inputs: CanaryInputs, planted: readonly Canary[]): StepFound {
  const missed = planted.filter(({ caught }) => !caught(inputs));
  const findings = missed.map(({ step, fault, unfit }) => {
    const says = unfit?.(inputs) ?? `the step ${step} lets ${fault} pass`;
    return finding({ id: 'canary', says, fingerprint: `canaries/${step}/${fault}` });
  });
  const caught = `${planted.length - missed.length} of ${planted.length} planted faults caught`;
  return stepFound(`${caught}: ${planted.map(({ fault }) => fault).join(', ')}`, findings, planted.length > 0);
}

const order: readonly StepName[] = ['rulebook', 'proof', 'random', 'strength', 'canaries', 'scenarios', 'drift', 'change'];

/** @param thrown tells of a function of the author's that threw. */
export function gateSteps(io: Pick<Io, 'err' | 'errIsTerminal'>, thrown: (name: StepName, error: AuthorError) => StepFound) {
  const show = progressOn(io);
  const done: GateStep[] = [];
  return {
    /** Runs a step; null when it crashed. @throws what the caller got wrong: that is no finding. */
    run<S extends StepFound>(name: StepName, doing: () => S): S | null {
      show(`${name} ...`);
      const started = performance.now();
      const add = ({ verdict, says, findings }: StepFound) => {
        done.push({ name, verdict, says, milliseconds: performance.now() - started, findings });
      };
      try {
        const step = doing();
        add(step);
        return step;
      } catch (error) {
        if (error instanceof UsageError || error instanceof InputError) throw error;
        add(error instanceof AuthorError ? thrown(name, error) : crashed(name, error));
        return null;
      } finally {
        show('');
      }
    },
    /** The steps in the order in which they are told. */
    inOrder: (): readonly GateStep[] => done.toSorted((a, b) => order.indexOf(a.name) - order.indexOf(b.name)),
  };
}

function crashed(name: StepName, error: unknown) {
  const { message, stack = '' } = error instanceof Error ? error : new Error(String(error));
  const expected = error instanceof Inconclusive;
  const frames = stack.split('\n').filter((line) => /^\s+at .*\bsrc\b/.test(line)).slice(0, 3);
  const details = expected ? [] : frames.map((line) => relative(line.trim()));
  const says = expected ? message : `the step crashed: ${relative(message)}`;
  return stepFound(says, [finding({ id: 'crashed', verdict: 'inconclusive', says, details, fingerprint: `${name}/crashed` })]);
}

/** A text in which the files of the kit are named as seen from its folder. */
function relative(text: string) {
  const folder = new URL('../../../', import.meta.url);
  return text.replaceAll(folder.href, '').replaceAll(fileURLToPath(folder), '');
}

/** A step that has nothing to say, and why. */
export function unknown(name: StepName, says: string): StepFound & { readonly found?: never } {
  return stepFound(says, [finding({ id: name, verdict: 'inconclusive', says, fingerprint: `${name}/unknown` })]);
}
