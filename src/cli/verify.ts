import { knownServersTable } from '../kst/model.ts';
import { allParts, prove, quickParts } from '../kit/proof.ts';
import { once } from '../kit/once.ts';
import { Exploration } from '../kit/exploration.ts';
import { suspects } from '../kit/gate/suspects.ts';
import { verification } from '../kit/verification.ts';
import { verificationJson } from '../reports/verification-json.ts';
import { verificationText } from '../reports/verification-text.ts';
import { exitCodes } from './io.ts';
import { rulePlaces } from './rule-places.ts';
import { styles } from './styles.ts';
import type { Dialect } from '../kst/dialect.ts';
import type { Model } from '../kst/model.ts';
import type { RandomResult } from '../kit/random.ts';
import type { Io } from './io.ts';

export interface VerifyOptions {
  readonly dialect: Partial<Dialect>;
  readonly servers: number;
  readonly runs: number;
  readonly seed: number;
  readonly alphabets?: string;
  readonly json?: boolean;
}

/** `kst verify`: proves every invariant, then plays random sequences. */
export async function verify({ dialect, servers, runs, seed, alphabets, json }: VerifyOptions, io: Io): Promise<number> {
  const model = knownServersTable();
  const quick = (alphabets ?? (runs === 0 ? 'quick' : 'all')) === 'quick';
  const exploration = new Exploration(model, dialect);
  const proof = prove(model, quick ? quickParts() : allParts(), dialect, exploration);
  const random = runs > 0 && proof.verdict === 'upheld' ? await playRandomly(model, { runs, seed, servers, choices: dialect }, io) : null;
  const verified = verification(model, proof, random, (id) => suspects(model, exploration.watching, null, []).ofInvariant(id));
  const places = once(rulePlaces);
  io.out(json === true ? verificationJson(verified) : verificationText(verified, styles(io), (id) => places().get(id) ?? null));
  if (random?.counterexample) io.err(`kst: seen again with: kst verify --runs ${runs} --seed ${seed} --servers ${servers}${dialectOption(dialect)}\n`);
  return exitCodes[verified.verdict];
}

/** fast-check is loaded only when it is needed: a quick proof need not wait for it. */
async function playRandomly(
  model: Model,
  options: { readonly runs: number; readonly seed: number; readonly servers: number; readonly choices: Partial<Dialect> },
  io: Io,
): Promise<RandomResult> {
  const { playSequences } = await import('../kit/random.ts');
  const onProgress = (played: number): void => {
    if (io.errIsTerminal && played % 100 === 0) io.err(`\r${played} of ${options.runs} random sequences`);
  };
  const result = playSequences(model, { ...options, onProgress });
  if (io.errIsTerminal) io.err('\r\u001b[K');
  return result;
}

function dialectOption(dialect: Partial<Dialect>): string {
  const choices = Object.entries(dialect).map(([name, choice]) => `${name}=${choice}`);
  return choices.length === 0 ? '' : ` --dialect ${choices.join(',')}`;
}
