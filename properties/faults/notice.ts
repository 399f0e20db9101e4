/**
 * Which invariants notice a fault, looked for no further than needed: in the rows in which it shows first, then by a proof.
 */
import { Exploration } from '../../src/engine/explore/exploration.ts';
import { systemOf } from '../../src/engine/rules/system.ts';
import { brokenBy, differences } from '../../src/engine/strength/differences.ts';
import { Reference } from '../../src/engine/strength/reference.ts';
import { WrongRules } from '../../src/engine/strength/wrong.ts';
import { brokenIn, differInRules, proofOf } from './prove-fault.ts';
import type { Specification } from '../../src/engine/specification.ts';
import type { Kst } from '../../src/kst/words.ts';
import type { KstFault } from './fault.ts';

/** Gives the invariants of a specification that a fault breaks: those that it says and maybe more, or all that there are. */
export function noticing(right: Specification<Kst>): (fault: KstFault) => readonly string[] {
  const reference = new Reference(new Exploration(right), right.alphabets.slice(0, 1));
  const { right: rules, exploration: { witness } } = reference;
  const atOnce = ({ plant, shownBy = 'narrow' }: KstFault) => {
    const wrong = plant(right);
    if (!differInRules(wrong, right) || shownBy !== 'narrow') return [];
    const system = [...systemOf(wrong).tables].reduce((made, [name, table]) => made.instead(name, table.rules), rules.system);
    const [narrow] = reference.explored();
    const found = [...differences(rules, new WrongRules(rules, system, []), narrow!.rows)];
    return [...new Set(found.flatMap((difference) => brokenBy(witness, difference)))];
  };
  return (fault) => {
    const ids = atOnce(fault);
    return fault.breaks.every((id) => ids.includes(id)) ? ids : [...ids, ...brokenIn(proofOf(fault, right, witness))];
  };
}
