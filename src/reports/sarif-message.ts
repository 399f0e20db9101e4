import type { Title } from '../engine/title.ts';

/** A text as a message of SARIF: braces doubled (SARIF 2.1.0, 3.11.5), and nothing a link that was none (3.11.6). */
function message(text: string) {
  return text.replace(/[{}]/g, '$&$&').replace(/\](?=\()/g, '\\]');
}

/** A rule of SARIF, told in one sentence wherever it is told. */
export function sarifRule(id: string, about: string, help: string) {
  const text = message(about);
  const described = { shortDescription: { text }, fullDescription: { text }, help: { text: message(help) } };
  return { id, ...described, defaultConfiguration: { level: 'error' } };
}

/** Something that was found, in lines of text. A result needs a place, since GitHub refuses a whole file for one without. */
export interface SarifFinding {
  readonly id: string;
  readonly isError: boolean;
  readonly lines: readonly string[];
  /** With `/` between its parts. */
  readonly file: string;
  readonly region: { readonly startLine: number; readonly endLine?: number };
  readonly fingerprint: string;
}

/**
 * What `kst gate` or `kst conform` has found, as a file of SARIF 2.1.0, as GitHub's code scanning reads it.
 *
 * @param rule the rule of an id, in SARIF.
 */
export function sarifText(
  command: string, title: Title, executionSuccessful: boolean, found: readonly SarifFinding[], rule: (id: string) => object,
): string {
  const ids = [...new Set(found.map(({ id }) => id))];
  const rules = ids.map(rule);
  const results = found.map(({ id, isError, lines, file, region, fingerprint }) => {
    const artifactLocation = { uri: file.split('/').map(encodeURIComponent).join('/'), uriBaseId: '%SRCROOT%' };
    return {
      ruleId: id, ruleIndex: ids.indexOf(id), level: isError ? 'error' : 'warning',
      message: { text: lines.map(message).join('\n') },
      locations: [{ physicalLocation: { artifactLocation, region } }],
      partialFingerprints: { [`kst${command[0]!.toUpperCase()}${command.slice(1)}/v1`]: fingerprint },
    };
  });
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
