/**
 * Conditions: a set of dialects as a few choices of assumptions, so that a row says `survivor=restored` and not eight dialects by
 * name.
 */
import { both, haveCommon, isEmpty, isWithin, setKey, sizeOf, type VariantSet, variantsIn, without } from './set.ts';
import { kept } from '../kept.ts';
import type { Choices, Dialects } from './dialects.ts';

/** Choices of assumptions; the dialects meant are those that make one of them. `[{}]` are all dialects, `[]` is none. */
export type Condition = readonly Choices[];

/**
 * The condition that holds in the dialects of a set and not in the others of `within`; in dialects outside `within` it may hold or
 * not, whichever is shorter. Few choices that hold of many dialects come first; the same sets give the same condition everywhere (a
 * greedy cover by prime implicants, Quine 1952).
 */
export function conditionOf(dialects: Dialects, set: VariantSet, within: VariantSet = dialects.all): Condition {
  const known = kept(conditions, dialects, () => new Map());
  return kept(known, `${setKey(set)} ${setKey(within)}`, () => cover(dialects, set, within));
}

/** A condition as text: `always`, `survivor=restored`, `eviction-log=also-removed & survivor=restored | restart-winner=um`. */
export function conditionText(condition: Condition): string {
  const texts = condition.map((choices) => Object.entries(choices).map(([name, choice]) => `${name}=${choice}`).join(' & '));
  return texts.length === 0 ? 'never' : texts.map((text) => text || 'always').join(' | ');
}

/** The conditions that have been worked out, for as long as their dialects are around. */
const conditions = new WeakMap<Dialects, Map<string, Condition>>();

function cover(dialects: Dialects, set: VariantSet, within: VariantSet) {
  const wanted = both(set, dialects.all);
  const barred = without(within, set);
  const sets = [wanted, both(within, dialects.all)];
  const names = dialects.names.filter((name) => sets.some((each) => !isSpreadOver(dialects, name, each)));
  const fitting = (options: (name: string) => readonly string[]) =>
    cubesOver(dialects, names, options).filter((cube) => !haveCommon(cube.set, barred));
  // A single cube that holds them all is made of choices that they share: few cubes have to be looked at for that.
  const [single] = fitting((name) => {
    const made = dialects.choices[name]!.filter((choice) => haveCommon(dialects.with({ [name]: choice }), wanted));
    return made.length === 1 ? made : [];
  });
  if (single !== undefined && !isEmpty(wanted)) return [single.choices];
  const cubes = fitting((name) => dialects.choices[name]!);
  const chosen: Choices[] = [];
  for (let open = wanted; !isEmpty(open); ) {
    const best = cubes.reduce((a, b) => (sizeOf(both(b.set, open)) > sizeOf(both(a.set, open)) ? b : a));
    chosen.push(best.choices);
    open = without(open, best.set);
  }
  return chosen;
}

/** Whether the set has, with each dialect, those that differ from it in this answer alone. */
function isSpreadOver(dialects: Dialects, name: string, set: VariantSet) {
  if (isEmpty(set) || isWithin(dialects.all, set)) return true;
  // Dialects are listed like the digits of a number.
  const later = dialects.names.slice(dialects.names.indexOf(name) + 1);
  const stride = later.reduce((product, each) => product * dialects.choices[each]!.length, 1);
  const options = dialects.choices[name]!.length;
  const members = new Set(variantsIn(set));
  for (const member of members) {
    const first = member - (Math.floor(member / stride) % options) * stride;
    for (let option = 0; option < options; option++) if (!members.has(first + option * stride)) return false;
  }
  return true;
}

/** Every way to choose for some of the assumptions out of some options, with fewer choices first. */
function cubesOver(dialects: Dialects, names: readonly string[], options: (name: string) => readonly string[]) {
  const all = names.reduce<Choices[]>(
    (made, name) => made.flatMap((choices) => [choices, ...options(name).map((option) => ({ ...choices, [name]: option }))]),
    [{}],
  );
  const cubes = all.map((choices) => ({ choices, set: dialects.with(choices), size: Object.keys(choices).length }));
  return cubes.sort((a, b) => a.size - b.size);
}
