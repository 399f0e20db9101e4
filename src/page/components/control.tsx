import type { Field } from '../../engine/specification.ts';
import type { FieldControl } from '../controls.ts';

interface Props {
  readonly field: Field;
  readonly shown: FieldControl;
  readonly value: string | number;
  readonly set: (value: string | number) => void;
  /** The ids of the list of what might be typed, and of the problem with what is there. */
  readonly list: string | undefined;
  readonly problem: string | undefined;
}

/** The control of a field: a list of its values, or a text. */
export function Control({ field, shown: { label, notes = {} }, value, set, list, problem }: Props) {
  const values = valuesOf(field);
  return (
    <label>
      <span>{label}</span>
      {values === null ? (
        <input
          value={value}
          onInput={(event) => set(event.currentTarget.value)}
          list={list}
          spellcheck={false}
          autocomplete="off"
          {...(problem === undefined ? {} : { 'aria-invalid': true, 'aria-describedby': problem })}
        />
      ) : (
        <select value={value} onChange={(event) => set(values[event.currentTarget.selectedIndex]!)}>
          {values.map((each) => <option key={each} value={each}>{[each, notes[each]].join(' ').trim()}</option>)}
        </select>
      )}
    </label>
  );
}

/** The values that there are to choose from; null for any text. */
function valuesOf(field: Field): readonly (string | number)[] | null {
  if (field.is === 'one of') return field.values;
  return field.is === 'number' ? Array.from({ length: field.to - field.from + 1 }, (_, index) => field.from + index) : null;
}
