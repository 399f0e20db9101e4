import { seed } from './seed.ts';

export default function printSeed(): void {
  console.log(`random tests use seed ${seed} (KST_SEED=... for another)`);
}
