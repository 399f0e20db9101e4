import { alphabetsFor, Exploration } from '../engine/explore/exploration.ts';
import { suspects } from '../engine/gate/suspects.ts';
import { prove } from '../engine/prove/prove.ts';
import { verification } from '../engine/prove/verification.ts';
import { playSequences } from '../engine/random/when-called.ts';
import { systemOf } from '../engine/rules/system.ts';
import { verificationJson } from '../reports/verification-json.ts';
import { verificationText } from '../reports/verification-text.ts';
import { exitCodes, type Io } from './io.ts';
import { type Project, titleOf } from './project.ts';
import { rulePlaces } from './rule-places.ts';
import { notAsked } from './spec.ts';
import { styles } from './styles.ts';
import type { Choices } from '../engine/dialects/dialects.ts';

interface VerifyOptions {
  readonly dialect: Choices;
  readonly parts: number;
  readonly runs: number;
  readonly seed: number;
  readonly alphabets?: string;
  readonly json?: boolean;
}

/** `kst verify`: proves every invariant, then plays random sequences. */
export async function verify({ dialect, parts, runs, seed, alphabets, json }: VerifyOptions, io: Io, project: Project): Promise<number> {
  const { specification } = project;
  const exploration = new Exploration(specification, systemOf(specification).dialects.with(dialect));
  const progress = progressOn(io);
  exploration.onProgress = (alphabet, states) => progress.show(`${alphabet}: ${states} states`);
  const quick = (alphabets ?? (runs === 0 ? 'quick' : 'all')) === 'quick';
  const proof = prove(specification, alphabetsFor(specification, quick ? 'quick' : 'proof'), exploration);
  const onProgress = (played: number): void => {
    if (played % 100 === 0) progress.show(`${played} of ${runs} random sequences`);
  };
  const plays = runs > 0 && proof.verdict === 'upheld';
  const random = plays ? await playSequences(specification, { runs, seed, parts, choices: dialect, onProgress }) : null;
  progress.end();
  const found = verification(specification, proof, random, (id) => suspects(exploration, null, []).ofInvariant(id));
  const verified = { ...found, leftOut: [...found.leftOut, ...notAsked(project)] };
  if (json === true) io.out(verificationJson(verified, titleOf(project)));
  else {
    // Where rules stand is read only where one is suspected.
    const places = (verified.counterexample?.suspects ?? []).length === 0 ? null : rulePlaces(project);
    io.out(verificationText(specification, titleOf(project), verified, styles(io), (id) => places?.get(id) ?? null));
  }
  if (random?.counterexample) {
    io.err(`kst: seen again with: kst verify --runs ${runs} --seed ${seed} --parts ${parts}${dialectWords(dialect)}\n`);
  }
  return exitCodes[verified.verdict];
}

/** What goes on, in a line that is written again and again; on a terminal alone. */
function progressOn({ err, errIsTerminal }: Io): { readonly show: (text: string) => void; readonly end: () => void } {
  const write = (text: string): void => {
    if (errIsTerminal) err(`\r\u001b[K${text}`);
  };
  return { show: write, end: () => write('') };
}

function dialectWords(dialect: Choices): string {
  const choices = Object.entries(dialect).map(([name, choice]) => `${name}=${choice}`);
  return choices.length === 0 ? '' : ` --dialect ${choices.join(',')}`;
}
