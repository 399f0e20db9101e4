/**
 * A button for every command, and a control for each of their fields: one form for the whole, and one for a part.
 */
import { useId, useMemo, useState } from 'preact/hooks';
import { type Fields, wrongField } from '../../engine/fields.ts';
import { capital } from '../../reports/plain-text.ts';
import { useMatter, useRun } from '../context.ts';
import { parsed } from '../run/link.ts';
import type { ComponentChildren } from 'preact';
import type { Command, Field } from '../../engine/specification.ts';

interface Props {
  /** The parts that the run has named. */
  readonly names: readonly string[];
  readonly whole: object;
  readonly play: (command: Command<any>) => void;
}

export function Commands({ names, whole, play }: Props) {
  const { presentation, system } = useMatter();
  const kinds = Map.groupBy(Object.keys(presentation.commands), (kind) => system.subjectFieldOf(kind) !== null);
  const { says, isGood } = presentation.whole(whole);
  return (
    <section class="commands" aria-label="Commands">
      {kinds.has(false) && (
        <Form kinds={kinds.get(false)!} names={names} play={play}>
          {capital(system.rulebook.whole)} {says !== '' && <span class={`chip ${isGood ? 'good' : ''}`}>{says}</span>}
        </Form>
      )}
      <Form kinds={kinds.get(true) ?? []} names={names} play={play}>{presentation.partTitle}</Form>
    </section>
  );
}

interface FormProps extends Omit<Props, 'whole'> {
  readonly kinds: readonly string[];
  /** The legend. */
  readonly children: ComponentChildren;
}

function Form({ kinds, names, play, children }: FormProps) {
  const { presentation, system } = useMatter();
  const { aim, setAim } = useRun();
  const [wrong, setWrong] = useState<ReturnType<typeof wrongField>>(null);
  const [list, problem] = [useId(), useId()];
  const options = useMemo(() => names.map((name) => <option key={name} value={name} />), [names.join()]);
  const fields = Object.assign({}, ...kinds.map((kind) => system.fieldsOf(kind))) as Fields;
  const subject = system.subjectFieldOf(kinds[0]!);
  const groups = groupsOf(kinds, (kind) => Object.keys(system.fieldsOf(kind)).filter((name) => name !== subject));
  const press = (kind: string): void => {
    const own = system.fieldsOf(kind);
    const values = Object.fromEntries(Object.entries(own).map(([name, field]) => [name, typed(field, aim[name]!)]));
    const found = wrongField(own, values);
    setWrong(found);
    if (found === null) play({ do: kind, ...values });
  };
  const control = (name: string) => {
    const { label, notes = {} } = presentation.fields[name]!;
    const values = valuesOf(fields[name]!);
    const set = (value: string | number): void => {
      setWrong(null);
      setAim({ ...aim, [name]: value });
    };
    return (
      <label key={name}>
        <span>{label}</span>
        {values === null ? (
          <input
            value={aim[name]} onInput={(event) => set(event.currentTarget.value)}
            list={name === subject ? list : undefined} spellcheck={false} autocomplete="off"
            {...(name === wrong?.field ? { 'aria-invalid': true, 'aria-describedby': problem } : {})}
          />
        ) : (
          <select value={aim[name]} onChange={(event) => set(values[event.currentTarget.selectedIndex]!)}>
            {values.map((each) => <option key={each} value={each}>{[each, notes[each]].join(' ').trim()}</option>)}
          </select>
        )}
      </label>
    );
  };
  return (
    <fieldset>
      <legend>{children}</legend>
      {subject !== null && control(subject)}
      {subject !== null && <datalist id={list}>{options}</datalist>}
      {groups.map((group) => (
        <div key={group.kinds[0]} class={group.names.length > 0 ? 'pair' : ''}>
          {group.names.map(control)}
          <div class="buttons">
            {group.kinds.map((kind) => <button key={kind} onClick={() => press(kind)}>{presentation.commands[kind]!.label}</button>)}
          </div>
        </div>
      ))}
      {Object.keys(fields).length > 0 && (
        <p id={problem} class="wrong" role="alert">{wrong !== null && `Expected ${wrong.expected}.`}</p>
      )}
    </fieldset>
  );
}

/** What somebody means by what is typed: a list by its words, or as JSON. */
function typed(field: Field, value: string | number): unknown {
  if (field.is !== 'list') return value;
  const words = String(value).split(/[,\s]+/).filter((word) => word !== '');
  if (words[0]?.startsWith('[') === true) return parsed(String(value));
  return words.map((word) => (field.of['is'] === 'number' ? Number(word) : word));
}

/** The values that there are to choose from; null for any text. */
function valuesOf(field: Field): readonly (string | number)[] | null {
  if (field.is === 'one of') return field.values;
  return field.is === 'number' ? Array.from({ length: field.to - field.from + 1 }, (_, index) => field.from + index) : null;
}

/** Commands, each group with the fields that it shares: one that needs no more than the fields of those before it stands beside them. */
function groupsOf(kinds: readonly string[], namesOf: (kind: string) => readonly string[]) {
  const groups: { readonly kinds: string[]; readonly names: readonly string[] }[] = [];
  for (const kind of kinds) {
    const [last, names] = [groups.at(-1), namesOf(kind)];
    if (last !== undefined && names.every((name) => last.names.includes(name))) last.kinds.push(kind);
    else groups.push({ kinds: [kind], names });
  }
  return groups;
}
