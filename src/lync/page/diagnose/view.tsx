/**
 * Diagnose: exports of an administrator, dropped on the page, and what the rules say of them.
 */
import { useContext, useState } from 'preact/hooks';
import { Paragraphs } from '../../../page/components/blocks.tsx';
import { useListener } from '../../../page/dom.ts';
import { Advised } from './advised.tsx';
import { Diagnosed } from './diagnosed.tsx';
import { ExaminationContext } from './use-examination.ts';

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
