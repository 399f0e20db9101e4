/**
 * Diagnose: exports of an administrator, dropped on the page, and what the rules say of them.
 */
import { createContext } from 'preact';
import { useContext, useRef, useState } from 'preact/hooks';
import { Paragraphs } from '../../../page/components/blocks.tsx';
import { useListener } from '../../../page/dom.ts';
import { Advised } from './advised.tsx';
import { Diagnosed } from './diagnosed.tsx';
import { type DroppedFile, examine, type Findings } from './examine.ts';
import type { Rulebook } from '../../../engine/specification.ts';
import type { Kst } from '../../../kst/words.ts';

type Examination = ReturnType<typeof useExamination>;

/** What the files say that somebody has given to the page, kept while other views are looked at. It is there before any view is. */
export const ExaminationContext = createContext(null as unknown as Examination);

/** The one examination of the page, by some rules. */
export function useExamination(rulebook: Rulebook<Kst>) {
  const latest = useRef(0);
  const [state, setState] = useState({ findings: null as Findings | null, isReading: false });
  /** Reads files in the place of those before, even of those that are still being read. */
  const take = (files: readonly DroppedFile[]) => {
    if (files.length === 0) return;
    const own = ++latest.current;
    setState(({ findings }) => ({ findings, isReading: true }));
    void examine(rulebook, files).then((findings) => {
      if (own === latest.current) setState({ findings, isReading: false });
    });
  };
  return { ...state, take };
}

export function DiagnoseView() {
  const { findings, isReading, take } = useContext(ExaminationContext);
  const [isOver, setOver] = useState(false);
  // Wherever they are dropped, in the window's empty part too; from the moment on in which the view is there.
  useListener(['dragover', 'dragleave', 'drop'], ({ type, dataTransfer }) => {
    setOver(type === 'dragover');
    if (type === 'drop') take([...(dataTransfer?.files ?? [])]);
  });
  return (
    <div class="diagnose">
      <h1>Diagnose</h1>
      <p class="prose">
        Choose exports of a Front End's event log <em>Lync Server</em> (XML, CSV, JSON or text), or what cmdlets such as{' '}
        <code>Get-CsTrustedApplicationPool</code>, <code>Get-UMDialPlan</code> and <code>Get-UMService</code> print (JSON, CSV, CliXml or
        Format-List). The rules say whether they explain the log, how every server stands, and what helps.{' '}
        <strong>Nothing leaves this machine: the files are read in the browser, and the page cannot reach any network.</strong>
      </p>
      <div class={`drop ${isOver ? 'over' : ''}`}>
        <label>
          <span>Files, or drop them here</span>
          <input type="file" multiple onChange={(event) => take([...(event.currentTarget.files ?? [])])} />
        </label>
      </div>
      <p role="status">{isReading ? 'Reading…' : findings !== null && `Read: ${findings.files.join(', ')}.`}</p>
      <Paragraphs texts={findings?.problems ?? []} kind="problem" />
      {findings?.diagnosis != null && <Diagnosed diagnosis={findings.diagnosis} />}
      {findings?.advice != null && <Advised advice={findings.advice} />}
    </div>
  );
}
