/**
 * `kst diagnose` as a user calls it: exit codes, options, formats, and what it says of files that are none.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, test } from 'vitest';
import { runKst } from './run-kst.ts';
import { temporaryFolder } from './temporary.ts';
import type { Diagnosis } from '../src/lync/diagnose/diagnose.ts';

const validate = new Ajv2020({ strict: true, allowUnionTypes: true, strictTypes: false, strictRequired: false }).compile(JSON.parse(readFileSync(join(import.meta.dirname, '../spec/schema/diagnose.schema.json'), 'utf8')));
const scratch = temporaryFolder();

interface Written {
  readonly id: number;
  readonly data: readonly string[];
  readonly recordId?: number;
  readonly computer?: string;
  readonly provider?: string;
}

/** As wevtutil writes them: a minute apart, numbered one after the other. */
function eventsXml(events: readonly Written[]): string {
  return events
    .map(({ id, data, recordId, computer = 'FE1.contoso.com', provider = id > 40_000 ? 'LS Exchange Unified Messaging Routing' : 'LS Protocol Stack' }, index) => {
      const time = `2014-09-15T10:${String(index).padStart(2, '0')}:30.000000000Z`;
      const strings = data.map((text) => `<Data>${text}</Data>`).join('');
      return `<Event xmlns='http://schemas.microsoft.com/win/2004/08/events/event'><System><Provider Name='${provider}'/><EventID Qualifiers='17401'>${id}</EventID><Level>4</Level><TimeCreated SystemTime='${time}'/><EventRecordID>${recordId ?? 1000 + index}</EventRecordID><Channel>Lync Server</Channel><Computer>${computer}</Computer><Security/></System><EventData>${strings}</EventData></Event>`;
    })
    .join('\r\n');
}

let files = 0;
function file(text: string): string {
  const name = join(scratch, `${files++}.xml`);
  writeFileSync(name, text);
  return name;
}

async function diagnose(events: readonly Written[], ...words: readonly string[]): Promise<{ readonly code: number; readonly told: Diagnosis }> {
  const { code, out, err } = await runKst(['diagnose', file(eventsXml(events)), '--json', ...words]);
  expect(err).toBe('');
  const told = JSON.parse(out) as Diagnosis;
  expect(validate(told), JSON.stringify(validate.errors)).toBe(true);
  return { code, told };
}

const story: readonly Written[] = [
  { id: 14492, data: [''] },
  { id: 44024, data: ['ex1.contoso.com'] },
  { id: 14493, data: ['ex1.contoso.com', '0'] },
  { id: 14563, data: ['ex1.contoso.com', '0', '6'] },
];
const healed: readonly Written[] = [...story, { id: 14492, data: ['ex1.contoso.com', '6'] }, { id: 44024, data: ['ex1.contoso.com'] }, story[3]!, { id: 44030, data: ['ex1.contoso.com'] }, story[2]!];

describe('ends with', () => {
  test('1 for the conflict, and says in which minute it began', async () => {
    const { code, told } = await diagnose(story);
    expect([code, told.verdict, told.servers[0]!.conflictSince, told.servers[0]!.remedies]).toEqual([1, 'explained', '2014-09-15T10:03:30.000Z', ['option-1', 'option-2']]);
    expect(told.events).toEqual({ read: 4, relevant: 4, unreadable: 0 });
    const text = await runKst(['diagnose', file(eventsXml(story))]);
    expect(text.out).toContain('ex1.contoso.com on fe1.contoso.com: broken: evicted by conflict at 2014-09-15 10:03:30 UTC');
    expect((await runKst(['diagnose', file(eventsXml(story)), '--format', 'markdown'])).out).toContain('### Option 2');
  });

  test('0 once it is healed', async () => {
    expect((await diagnose(healed)).code).toBe(0);
  });

  test('1 for a log that the rules refuse', async () => {
    const { code, told } = await diagnose([...story, story[2]!, story[2]!]);
    expect([code, told.verdict, told.refusal?.explainedPrefix]).toEqual([1, 'refused', 5]);
  });

  test('3 where too little is told', async () => {
    const other = await diagnose([{ id: 12288, data: ['x'], provider: 'LS Server' }]);
    expect([other.code, other.told.verdict, other.told.events]).toEqual([3, 'insufficient', { read: 1, relevant: 0, unreadable: 0 }]);
    expect((await diagnose([{ id: 14493, data: ['ex1.contoso.com', '6'] }])).code).toBe(3);
  });
});

describe('options', () => {
  const gap = story.map((event, index) => ({ ...event, recordId: 1000 + 10 * index }));

  test('a gap in the record ids may hide events, unless the export was filtered', async () => {
    const missing = [...gap.slice(0, 3), { ...gap[2]!, recordId: 1040 }];
    expect((await diagnose(missing)).told.verdict).not.toBe('refused');
    expect((await diagnose(missing, '--filtered')).told).toMatchObject({ verdict: 'refused', refusal: { explainedPrefix: 3 } });
    expect((await diagnose([...story.slice(0, 3), story[2]!])).told.verdict).toBe('refused');
    expect((await diagnose([...story.slice(0, 3), story[2]!], '--gaps')).told.verdict).not.toBe('refused');
  });

  test('only the dialects asked for explain', async () => {
    expect((await diagnose(healed, '--dialect', 'restart-winner=um')).told.dialects).toHaveLength(4);
    expect((await diagnose(healed, '--dialect', 'restart-winner=topology')).told.verdict).toBe('refused');
  });

  test('a redacted copy names nobody, and has the same diagnosis', async () => {
    const copy = join(scratch, 'copy.xml');
    const { told } = await diagnose(story, '--redact', copy);
    const text = readFileSync(copy, 'utf8');
    expect(text).not.toMatch(/contoso|ex1|fe1/i);
    const again = JSON.parse((await runKst(['diagnose', copy, '--json'])).out) as Diagnosis;
    const withoutNames = ({ servers, ...rest }: Diagnosis) => ({ ...rest, servers: servers.map(({ known, conflict, um, owaIm, conflictSince, remedies, timeline }) => ({ known, conflict, um, owaIm, conflictSince, remedies, stories: timeline.map(({ story: told }) => told) })) });
    expect(withoutNames(again)).toEqual(withoutNames(told));
  });

  test('several files, in any order, are one log; each Front End has its own', async () => {
    const [early, late] = [file(eventsXml(story.slice(0, 2))), file(eventsXml(story).split('\r\n').slice(1).join('\n'))];
    const { out } = await runKst(['diagnose', late, early, '--json']);
    expect(JSON.parse(out)).toMatchObject({ verdict: 'explained', events: { read: 5, relevant: 4 }, servers: [{ conflict: 'open' }] });
    const other = file(eventsXml(healed.map((event) => ({ ...event, computer: 'fe2.contoso.com' }))));
    const both = JSON.parse((await runKst(['diagnose', early, late, other, '--json'])).out) as Diagnosis;
    expect(both.servers.map(({ frontEnd, owaIm }) => [frontEnd, owaIm])).toEqual([['fe1.contoso.com', 'broken'], ['fe2.contoso.com', 'works']]);
  });
});

describe('what is no export', () => {
  const keep = file(eventsXml(story));
  test.for<readonly [string, readonly string[], string]>([
    ['nothing at all', [file('')], 'expected'],
    ['another document', [file('<html><body/></html>')], 'expected'],
    ['a cut file', [file(eventsXml(story).slice(0, -40))], ':4:'],
    ['an entity bomb', [file('<!DOCTYPE x [<!ENTITY a "b">]><Events>&a;</Events>')], ':1:'],
    ['a file that is not there', ['nowhere.xml'], 'nowhere.xml: cannot be read: there is no such file'],
    ['a folder', ['src'], 'src'],
    ['two kinds of gaps', [file(eventsXml(story)), '--gaps', '--filtered'], '--gaps and --filtered exclude each other'],
    ['a copy that cannot be written', [file(eventsXml(story)), '--redact', 'nowhere/x.xml'], '--redact: nowhere/x.xml cannot be written: there is no such folder'],
    ['a copy in the place of the export', [keep, '--redact', keep], 'is one of the exports'],
    ['no file', [], "missing required argument 'file'"],
  ])('%s ends with 2 and one message', async ([, words, message]) => {
    const { code, out, err } = await runKst(['diagnose', ...words]);
    expect([code, out]).toEqual([2, '']);
    expect(err).toContain(message);
    expect(err.trim().split('\n')).toHaveLength(1);
    expect(existsSync('nowhere')).toBe(false);
    expect(readFileSync(keep, 'utf8')).toBe(eventsXml(story));
  });
});
