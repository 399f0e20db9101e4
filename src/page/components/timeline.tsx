/**
 * The timeline: a slider and a list of the steps, either of which goes to any moment of the run.
 */
import { useEffect, useMemo, useRef } from 'preact/hooks';
import { useMatter } from '../context.ts';
import { whenClicked } from '../dom.ts';
import { Button, Panel } from './blocks.tsx';
import type { PlayedStep } from '../../engine/replay/simulate.ts';

interface Props {
  readonly steps: readonly PlayedStep[];
  readonly at: number;
  readonly goTo: (at: number) => void;
}

export function Timeline({ steps, at, goTo }: Props) {
  const { system } = useMatter();
  const list = useRef<HTMLOListElement>(null);
  useEffect(() => {
    const shown = list.current?.querySelector<HTMLElement>('[aria-current]');
    // Not scrollIntoView, which would move the page as well.
    if (shown != null) list.current!.scrollTop = shown.offsetTop - list.current!.offsetTop - 60;
  }, [at, steps]);
  const current = at === 0 ? 'the empty start' : system.text(steps[at - 1]!.command);
  return (
    <Panel name="timeline" kind="panel timeline" title="Timeline">
      <div class="scrub">
        <Button label="One step back" isOff={at === 0} onClick={() => goTo(at - 1)}>‹</Button>
        <input
          type="range" aria-label="Step" aria-valuetext={`${at} of ${steps.length}: ${current}`}
          min={0} max={steps.length} value={at} onInput={(event) => goTo(Number(event.currentTarget.value))}
        />
        <Button label="One step on" isOff={at === steps.length} onClick={() => goTo(at + 1)}>›</Button>
        <span class="dim">{at} of {steps.length}</span>
      </div>
      <ol class="steps" ref={list} onClick={whenClicked('step', (step) => goTo(Number(step)))}>
        {[null, ...steps].map((step, number) => (
          <Step key={number} step={step} number={number} place={number < at ? 'earlier' : number === at ? 'current' : 'later'} />
        ))}
      </ol>
    </Panel>
  );
}

interface StepProps {
  /** Null for the empty start. */
  readonly step: PlayedStep | null;
  readonly number: number;
  readonly place: 'earlier' | 'current' | 'later';
}

/** A line of a long list is drawn anew only when it changes. */
function Step({ step, number, place }: StepProps) {
  const { system } = useMatter();
  return useMemo(() => {
    const says = step === null ? 'the empty start' : system.text(step.command);
    return (
      <li class={place}>
        <button class="plain" data-step={number} aria-current={place === 'current' ? 'step' : undefined}>
          <span class="number">{number}</span>
          <span>{says} {step?.rejected !== undefined && <span class="bad">refused</span>}</span>
        </button>
      </li>
    );
  }, [step, number, place]);
}
