import type { Title } from '../engine/title.ts';

/** A text as a message of SARIF: braces doubled (SARIF 2.1.0, 3.11.5), and nothing a link that was none (3.11.6). */
export function message(text: string): string {
  return text.replace(/[{}]/g, '$&$&').replace(/\](?=\()/g, '\\]');
}

/** A rule of SARIF, told in one sentence wherever it is told. */
export function sarifRule(id: string, about: string, help: string) {
  const text = message(about);
  const described = { shortDescription: { text }, fullDescription: { text }, help: { text: message(help) } };
  return { id, ...described, defaultConfiguration: { level: 'error' } };
}

/** What `kst gate` or `kst conform` has found, as a file of SARIF 2.1.0. */
export function sarifText(
  command: string, title: Title, executionSuccessful: boolean, rules: readonly object[], results: readonly object[],
): string {
  const run = {
    tool: { driver: { name: `kst ${command}`, rules } },
    automationDetails: { id: `kst-${command}/` },
    invocations: [{ executionSuccessful }],
    columnKind: 'utf16CodeUnits',
    results,
    properties: title,
  };
  return `${JSON.stringify({ $schema: 'https://json.schemastore.org/sarif-2.1.0.json', version: '2.1.0', runs: [run] }, null, 2)}\n`;
}
