/**
 * The gate's result in every format: what the readers of each ask for, and that no text from outside leads one astray.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { SaxesParser } from 'saxes';
import { describe, expect, test } from 'vitest';
import { gateFormats, renderGate } from '../src/reports/gate/index.ts';
import { toldFindings } from '../src/reports/gate/told.ts';
import { plain } from '../src/reports/plain-text.ts';
import { finding, gateResults, plainStyles, resultOf, sample, step } from './gate-results.ts';
import type { GateFormat } from '../src/reports/gate/index.ts';
import type { GateFinding, GateResult } from '../src/engine/gate/result.ts';

const root = join(import.meta.dirname, '..');
const render = (format: GateFormat, result: GateResult): string => renderGate(format, result, plainStyles);
const violated = (findings: readonly GateFinding[]): GateResult => resultOf([step({ findings })]);
const many = (count: number, about: Partial<GateFinding> = {}) => Array.from({ length: count }, (_, index) => finding({ says: `number ${index + 1}`, ...about }));

describe.for(gateFormats().map((format) => ({ format })))('$format', ({ format }) => {
  test.skipIf(format === 'json')('writes out every character that would steer a terminal', () => {
    fc.assert(fc.property(gateResults, (result) => !/[\p{Cf}\p{Cs}\p{Zl}\p{Zp}]|(?!\n)\p{Cc}/u.test(render(format, result))));
  });

  test('tells every finding of a small result, and a step that failed without one', () => {
    const text = render(format, sample());
    for (const told of ['R04', 'pool.add ex1 6', 'src/kst/rules/pools.ts', '12', '18', 'the base cannot be read']) expect(text).toContain(told);
  });

  test('shows no pass where nothing ran', () => {
    const nothing = render(format, resultOf([]));
    expect(nothing).toMatch(/inconclusive|"warning"/);
    expect(nothing).not.toContain('upheld');
  });
});

describe('text', () => {
  test('is a line a step, what is wrong, the verdict', () => {
    expect(render('text', sample()).split('\n')).toEqual([
      'leases (kst.config.ts)',
      'upheld       rulebook   0.25 s  13%  43 rules, 0 gaps, 0 overlaps',
      'violated     proof      1.50 s  75%  66 invariants, 16 dialects, 1 finding',
      'inconclusive change     0.25 s  13%  the base cannot be read, 1 finding',
      'compared with origin/main; seed 1',
      '',
      'violated: R04 I18 does not hold after pool.add (proof)',
      '     src/kst/rules/pools.ts:12-18',
      '     1  rtcsrv.start',
      '     2  pool.add ex1 6',
      '',
      'inconclusive: change the base cannot be read (change)',
      '',
      'violated',
      '',
    ]);
  });

  test('tells three findings of each step, and how many more there are', () => {
    const text = render('text', resultOf([step({ findings: many(1003) }), step({ name: 'change', findings: [finding({ id: 'now-refused' })] })]));
    expect(text.match(/^violated: R04/gm)).toEqual(['violated: R04', 'violated: R04', 'violated: R04']);
    expect(text).toContain('violated: now-refused');
    expect(text).toContain('\n1,000 more findings:');
    expect(render('text', violated(many(3)))).not.toContain('more finding');
  });
});

describe('json', () => {
  const validate = new Ajv2020({ strict: true, strictRequired: false, allowUnionTypes: true }).compile(JSON.parse(readFileSync(join(root, 'spec/schema/gate.schema.json'), 'utf8')));

  test('is the result, and fits its schema', () => {
    fc.assert(
      fc.property(gateResults, (result) => {
        const text = render('json', result);
        const { named: _named, anywhere: _anywhere, title, ...shown } = result;
        expect(JSON.parse(text)).toEqual({ ...title, ...shown });
        expect(text.indexOf('\n')).toBe(text.length - 1);
        expect(validate(JSON.parse(text)), JSON.stringify(validate.errors)).toBe(true);
      }),
    );
    expect(validate({ ...JSON.parse(render('json', sample())), more: 1 })).toBe(false);
  });
});

describe('junit', () => {
  test('is well-formed, and tells each finding as it is', () => {
    fc.assert(
      fc.property(gateResults, (result) => {
        const { suites, cases } = readJunit(render('junit', result));
        const told = toldFindings(result);
        const failed = cases.filter(({ child }) => child !== 'system-out');
        expect(new Set(cases.map(({ classname, name }) => JSON.stringify([classname, name]))).size).toBe(cases.length);
        expect(failed.map(({ child, message }) => `${child} ${message}`).sort()).toEqual(
          told.map(({ verdict, says }) => `${verdict === 'violated' ? 'failure' : 'error'} ${plain(says)}`).sort(),
        );
        for (const line of told.flatMap(({ details }) => details).map(plain)) expect(failed.some(({ text }) => text.split('\n').includes(line))).toBe(true);
        for (const suite of suites) {
          const own = cases.filter(({ classname }) => classname === `kst-gate.${suite['name']}`);
          expect([suite['tests'], suite['failures'], suite['errors']]).toEqual(
            [own, own.filter(({ child }) => child === 'failure'), own.filter(({ child }) => child === 'error')].map(({ length }) => String(length)),
          );
        }
        expect(suites.length).toBe(Math.max(result.steps.length, 1));
      }),
    );
  });

  test('has the time in seconds, and a step without findings as a passed test', () => {
    const { suites, cases } = readJunit(render('junit', sample()));
    expect(suites.map(({ time }) => time)).toEqual(['0.250', '1.500', '0.250']);
    expect(cases[0]).toEqual({ classname: 'kst-gate.rulebook', name: 'rulebook', time: '0.250', child: 'system-out', message: undefined, text: '43 rules, 0 gaps, 0 overlaps' });
    expect(cases[1]).toMatchObject({ classname: 'kst-gate.proof', name: 'R04 I18 does not hold after pool.add', child: 'failure', time: '1.500' });
    expect(cases[2]).toMatchObject({ child: 'error', message: 'the base cannot be read', text: '' });
  });

  test('keeps a text that looks like no text', () => {
    for (const says of ['true', 'false', '0', '']) expect(readJunit(render('junit', violated([finding({ says })]))).cases[0]!.message).toBe(says);
  });

  test('counts on where two findings say the same', () => {
    const { cases } = readJunit(render('junit', violated([finding({ says: 'x' }), finding({ says: 'x' }), finding({ says: 'x #2' })])));
    expect(cases.map(({ name }) => name)).toEqual(['R04 x', 'R04 x #2', 'R04 x #2 #2']);
  });
});

describe('sarif', () => {
  /** SARIF 2.1.0's own schema, as Microsoft publishes it in @microsoft/jest-sarif. It is of draft-04; of what changed since it uses the name of `id` alone. */
  const { $schema, id: $id, ...schema } = JSON.parse(readFileSync(join(import.meta.dirname, 'schemas/sarif-2.1.0-rtm.5.json'), 'utf8'));
  const validate = new Ajv({ strict: false, unicodeRegExp: false, formats: { uri: true, 'uri-reference': (text: string) => URL.canParse(text, 'file:///'), 'date-time': true } }).compile({ $id, ...schema });

  test('fits the schema of SARIF, and what GitHub asks for besides', () => {
    expect($schema).toContain('draft-04');
    fc.assert(
      fc.property(gateResults, (result) => {
        const sarif = JSON.parse(render('sarif', result));
        expect(validate(sarif), JSON.stringify(validate.errors)).toBe(true);
        const [{ results, tool }] = sarif.runs;
        expect(results).toHaveLength(toldFindings(result).length);
        for (const [index, { ruleId, ruleIndex, level, locations, partialFingerprints }] of results.entries()) {
          const { verdict, fingerprint, place } = toldFindings(result)[index]!;
          const { artifactLocation, region } = locations[0].physicalLocation;
          expect(tool.driver.rules[ruleIndex].id).toBe(ruleId);
          expect(level).toBe(verdict === 'violated' ? 'error' : 'warning');
          expect(partialFingerprints).toEqual({ 'kstGate/v1': plain(fingerprint) });
          expect(region).toEqual({ startLine: place?.from ?? 1, endLine: place?.to ?? 1 });
          expect(decodeURIComponent(artifactLocation.uri)).toBe(plain(place?.file ?? 'src/kst/rules/pools.ts'));
          expect(artifactLocation.uri).toMatch(/^[\w.!~*'()%/-]+$/);
        }
        for (const { shortDescription, fullDescription, help } of tool.driver.rules) for (const { text } of [shortDescription, fullDescription, help]) expect(text).toMatch(/\w.{10,}\.$/);
      }),
    );
    expect(validate({ version: '2.1.0' })).toBe(false);
  });

  test('explains a rule by what it says, anything else by what its step looks at', () => {
    const [rule, other] = JSON.parse(render('sarif', sample())).runs[0].tool.driver.rules;
    expect(rule.shortDescription.text).toMatch(/^A new pool .* \[C14 C15 C16 A2\]\.$/);
    expect(rule.help.text).toContain('kst explain R04');
    expect(other.help.text).toContain('kst accept');
  });

  test('has no placeholder and no link that a text did not mean', () => {
    const text = JSON.parse(render('sarif', violated([finding({ says: '{0} [a](1)', details: [] })]))).runs[0].results[0].message.text;
    expect(text).toBe('{{0}} [a\\](1)');
  });
});

describe('github', () => {
  const commands = (text: string) => text.split('\n').filter((line) => line.startsWith('::'));

  test('tells at most ten errors, then ten warnings, each as it is', () => {
    fc.assert(
      fc.property(gateResults, (result) => {
        const lines = commands(render('github', result));
        for (const [severity, verdict] of [['error', 'violated'], ['warning', 'inconclusive']] as const) {
          const told = lines.filter((line) => line.startsWith(`::${severity} `));
          const findings = toldFindings(result).filter((each) => each.verdict === verdict);
          expect(told.length).toBe(Math.min(findings.length, 10));
          for (const [index, line] of (findings.length > 10 ? told.slice(0, 9) : told).entries()) expect(readCommand(line)).toEqual(expectedCommand(findings[index]!));
        }
        expect(lines).toEqual(lines.toSorted((a, b) => Number(a.startsWith('::warning')) - Number(b.startsWith('::warning'))));
      }),
    );
  });

  test('says with the last one how many more there are', () => {
    const [tenth, ...rest] = commands(render('github', violated([...many(12), ...many(10, { verdict: 'inconclusive' })]))).slice(9);
    expect(tenth).toBe('::error title=kst gate::3 more errors; the job summary tells all');
    expect(rest).toHaveLength(10);
  });

  test('ends with the verdict, and says no more where all is upheld', () => {
    const upheld = resultOf([step({ verdict: 'upheld', findings: [] })]);
    expect(render('github', upheld)).toBe('leases (kst.config.ts)\nkst gate: upheld, 0 findings\n');
  });
});

/** A workflow command as GitHub's runner reads it. */
function readCommand(line: string) {
  const [, properties, message] = /^::\w+ (.*?)::(.*)$/.exec(line)!;
  const data = (text: string) => text.replaceAll('%0D', '\r').replaceAll('%0A', '\n').replaceAll('%25', '%');
  const property = (text: string) => data(text.replaceAll('%3A', ':').replaceAll('%2C', ','));
  return { ...Object.fromEntries(properties!.split(',').map((pair) => [pair.slice(0, pair.indexOf('=')), property(pair.slice(pair.indexOf('=') + 1))])), message: data(message!) };
}

function expectedCommand({ id, step: name, says, details, place }: ReturnType<typeof toldFindings>[number]) {
  const at = place === null ? {} : { file: plain(place.file), line: String(place.from), endLine: String(place.to) };
  return { ...at, title: plain(`${id} (${name})`), message: [says, ...details].map(plain).join('\n') };
}

interface Case {
  readonly classname: string;
  readonly name: string;
  readonly time: string;
  readonly child: string;
  readonly message: string | undefined;
  readonly text: string;
}

/** JUnit XML as a strict parser reads it. */
function readJunit(xml: string) {
  const [suites, cases]: [Record<string, string>[], Case[]] = [[], []];
  const parser = new SaxesParser();
  let test: Record<string, string> = {};
  let child: { name: string; message: string | undefined; text: string } | null = null;
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('opentag', ({ name, attributes }) => {
    if (name === 'testsuite') suites.push({ ...attributes } as Record<string, string>);
    else if (name === 'testcase') test = { ...attributes } as Record<string, string>;
    else if (name !== 'testsuites') child = { name, message: (attributes as Record<string, string>)['message'], text: '' };
  });
  parser.on('text', (text) => {
    if (child !== null) child.text += text;
  });
  parser.on('closetag', ({ name }) => {
    if (child === null || name !== child.name) return;
    cases.push({ classname: test['classname']!, name: test['name']!, time: test['time']!, child: name, message: child.message, text: child.text });
    child = null;
  });
  parser.write(xml).close();
  return { suites, cases };
}
