import { alphabetsFor, Exploration } from '../engine/explore/exploration.ts';
import { suspects } from '../engine/gate/suspects.ts';
import { prove } from '../engine/prove/prove.ts';
import { verification } from '../engine/prove/verification.ts';
import { playSequences } from '../engine/random/when-called.ts';
import { systemOf } from '../engine/rules/system.ts';
import { verificationJson } from '../reports/verification-json.ts';
import { verificationText } from '../reports/verification-text.ts';
import { exitCodes, type Io, progressOn, styles } from './io.ts';
import { notAsked, type Project, titleOf } from './project.ts';
import { rulePlaces } from './rule-places.ts';
import type { Choices } from '../engine/dialects/dialects.ts';

interface VerifyOptions {
  readonly dialect: Choices; readonly alphabets?: string; readonly json?: boolean;
  readonly parts: number; readonly runs: number; readonly seed: number;
}

/** `kst verify`: proves every invariant, then plays random sequences. */
export async function verify({ dialect, parts, runs, seed, alphabets, json }: VerifyOptions, io: Io, project: Project): Promise<number> {
  const { specification } = project;
  const exploration = new Exploration(specification, systemOf(specification).dialects.with(dialect));
  const show = progressOn(io);
  exploration.onProgress = (alphabet, states) => show(`${alphabet}: ${states} states`);
  const quick = (alphabets ?? (runs === 0 ? 'quick' : 'all')) === 'quick';
  const proof = prove(specification, alphabetsFor(specification, quick ? 'quick' : 'proof'), exploration);
  const onProgress = (played: number) => {
    if (played % 100 === 0) show(`${played} of ${runs} random sequences`);
  };
  const plays = runs > 0 && proof.verdict === 'upheld';
  const random = plays ? await playSequences(specification, { runs, seed, parts, choices: dialect, onProgress }) : null;
  show('');
  const found = verification(specification, proof, random, (id) => suspects(exploration, null, []).ofInvariant(id));
  const verified = { ...found, leftOut: [...found.leftOut, ...notAsked(project)] };
  if (json === true) io.out(verificationJson(verified, titleOf(project)));
  else {
    // Where rules and invariants stand is read only where one is to blame.
    let places: ReturnType<typeof rulePlaces> | null = null;
    const placeOf = (id: string) => (places ??= rulePlaces(project)).get(id) ?? null;
    io.out(verificationText(specification, titleOf(project), verified, styles(io), placeOf));
  }
  if (random?.counterexample) {
    io.err(`kst: seen again with: kst verify --runs ${runs} --seed ${seed} --parts ${parts}${dialectWords(dialect)}\n`);
  }
  return exitCodes[verified.verdict];
}

function dialectWords(dialect: Choices) {
  const choices = Object.entries(dialect).map(([name, choice]) => `${name}=${choice}`);
  return choices.length === 0 ? '' : ` --dialect ${choices.join(',')}`;
}
