/**
 * What a diagnosis says of logs: how a server stands, since when, why, what helps, and why the rules refuse an event.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, test } from 'vitest';
import { diagnose, type Diagnosis, longestTimeline } from '../src/lync/diagnose/diagnose.ts';
import { systemOf } from '../src/engine/rules/system.ts';
import { knownServersRules } from '../src/kst/rulebook.ts';
import { diagnoseMarkdown, diagnoseText } from '../src/reports/diagnose/diagnosis-text.ts';
import { styles } from '../src/cli/io.ts';
import type { FrontEndLog, LoggedEvent, Observation } from '../src/lync/observation.ts';

const validate = new Ajv2020({ strict: true, allowUnionTypes: true, strictTypes: false, strictRequired: false }).compile(JSON.parse(readFileSync(join(import.meta.dirname, '../spec/schema/diagnose.schema.json'), 'utf8')));
const rules = knownServersRules();
const { dialects } = systemOf(rules);
const plain = styles({ outIsTerminal: false, env: {} } as never);

/** Events a minute apart, from 10:00 on; a `gap` before an event is told by a null. */
function log(...events: readonly (Observation | null)[]): readonly LoggedEvent[] {
  const logged: LoggedEvent[] = [];
  for (const [index, observation] of events.entries()) {
    if (observation === null) continue;
    const minute = String(logged.length).padStart(2, '0');
    logged.push({ observation, at: `2014-09-15T10:${minute}:30.000Z`, file: 'log.xml', line: logged.length + 1, afterGap: events[index - 1] === null });
  }
  return logged;
}

function diagnosed(events: readonly LoggedEvent[], more: Partial<FrontEndLog> = {}): Diagnosis {
  const diagnosis = diagnose(rules, { frontEnds: [{ frontEnd: 'fe1.contoso.com', events, ...more }], read: events.length, relevant: events.length, unreadable: 0, lookAlikes: [], notes: [] });
  expect(validate(JSON.parse(JSON.stringify(diagnosis))), JSON.stringify(validate.errors)).toBe(true);
  return diagnosis;
}

const server = 'ex1.contoso.com';
const known = (version: number | null): Observation => ({ id: 14493, server, version });
const conflict: Observation = { id: 14563, server, versions: [0, 6] };
const refusedAdd: Observation = { id: 44030, server };
const start = (pool: number | null, hosts: boolean): readonly Observation[] => [
  { id: 14492, servers: pool === null ? [] : [{ server, version: pool }] },
  { id: 44024, servers: hosts ? [server] : [] },
];
const statusOf = ({ servers }: Diagnosis) => {
  const { known: isKnown, version, conflict: open, um, owaIm, remedies } = servers[0]!;
  return [isKnown, version, open, um, owaIm, remedies.join(' ')];
};
const storiesOf = ({ servers }: Diagnosis) => servers[0]!.timeline.map(({ story }) => story);

describe("the source's story", () => {
  const story = log(...start(null, true), known(0), conflict);

  test('names the conflict, the minute in which it began, and both options', () => {
    const diagnosis = diagnosed(story);
    expect(diagnosis.verdict).toBe('explained');
    expect(diagnosis.dialects).toHaveLength(16);
    expect(statusOf(diagnosis)).toEqual([false, null, 'open', 'broken', 'broken', 'option-1 option-2']);
    expect(diagnosis.servers[0]!.conflictSince).toBe('2014-09-15T10:03:30.000Z');
    expect(storiesOf(diagnosis)).toEqual([
      'UM Routing started and found it: it hosts a SipName dial plan',
      'known as 0: UM Routing found it at the start',
      "evicted by conflict, versions 0 and 6: its pool was added beside UM Routing's entry",
    ]);
    const text = diagnoseText(dialects, diagnosis, plain);
    for (const part of ['evicted by conflict at 2014-09-15 10:03:30 UTC', 'Option 1', 'Option 2', `Remove-CsTrustedApplicationPool -Identity ${server}`, 'Restart-Service RTCSRV', 'version 6', 'C15']) expect(text).toContain(part);
    expect(diagnoseMarkdown(dialects, diagnosis)).toContain('evicted by conflict at 2014-09-15 10:03:30 UTC');
  });

  test('goes on with option 2: settled, and both integrations work', () => {
    const diagnosis = diagnosed([...story, ...log(...start(6, true), conflict, refusedAdd, known(0))]);
    expect(statusOf(diagnosis)).toEqual([true, 0, 'settled', 'works', 'works', '']);
    expect(storiesOf(diagnosis).slice(-2)).toEqual(["UM Routing's own entry was refused", 'known as 0: the start settled the conflict']);
    expect(diagnosis.dialects.every((dialect) => dialect['restart-winner'] === 'um' && dialect['eviction-log'] === 'conflict-only')).toBe(true);
  });

  test('goes on with option 1: UM Routing makes it known again', () => {
    expect(statusOf(diagnosed([...story, ...log(known(0))]))).toEqual([true, 0, 'none', 'works', 'works', '']);
  });

  test("ends with option 1's caveat: a pool is needed", () => {
    const diagnosis = diagnosed([...story, ...log(known(0), { id: 14495, server, version: 0 })]);
    expect(statusOf(diagnosis)).toEqual([false, null, 'none', 'none', 'broken', 'add-pool']);
    expect(storiesOf(diagnosis).at(-1)).toBe('version 0 no longer listed: it hosts no SipName dial plan any more');
  });

  test('says what can have changed without a number: the pool of an open conflict goes unseen', () => {
    expect(diagnosed(story).servers[0]!.mayHaveChanged.join('\n')).toMatch(/its pool may have been removed[^]*RTCSRV may have been stopped/);
  });
});

describe('too little', () => {
  test('is said: no event, or one that leaves open how the server stands', () => {
    const nothing = diagnosed([]);
    expect([nothing.verdict, nothing.servers, nothing.missing.length]).toEqual(['insufficient', [], 1]);
    const pool = diagnosed(log(known(6)));
    expect(pool.verdict).toBe('insufficient');
    expect(pool.servers[0]).toMatchObject({ known: true, version: 6, owaIm: 'works', um: null });
    expect(pool.missing).toEqual([expect.stringContaining('whether ex1.contoso.com on fe1.contoso.com hosts a SipName dial plan')]);
  });

  test('a log that ends in the middle of a start is told as far as it goes: an option 2 that has not worked yet', () => {
    const cut = diagnosed(log(...start(null, true), known(0), conflict, ...start(6, true), conflict, refusedAdd));
    expect(statusOf(cut)).toEqual([false, null, 'open', 'broken', 'broken', '']);
    expect([cut.verdict, cut.servers[0]!.awaited]).toEqual(['explained', [14493]]);
    expect(cut.missing).toEqual([expect.stringContaining('14493 must still follow')]);
    expect(diagnoseText(dialects, cut, plain)).toContain('broken: the log ends where 14493 must still follow');
    const found = diagnosed(log(...start(null, true)));
    expect([found.verdict, found.servers[0]!.known, found.servers[0]!.awaited]).toEqual(['insufficient', null, [14493]]);
  });

  test('a conflict of a server that cannot be named is never a good end', () => {
    const diagnosis = diagnosed(log(...start(null, true), known(0), { id: 14493, server: 'ex2.contoso.com', version: 0 }, { id: 14563, server: null, versions: null }));
    expect([diagnosis.verdict, diagnosis.missing[0]]).toEqual(['insufficient', expect.stringContaining('the names in 1 of the events')]);
    expect(diagnosed(log({ id: 14563, server: null, versions: null })).verdict).toBe('insufficient');
  });

  test('a gap leaves nothing of what was known before it', () => {
    expect(statusOf(diagnosed(log(...start(6, false), null, { id: 44030, server: 'ex2.contoso.com' })))).toEqual([null, null, null, null, null, '']);
  });

  test('a version that cannot be read leaves what was read beside it', () => {
    const diagnosis = diagnosed(log({ id: 14492, servers: [{ server, version: null }] }, { id: 44024, servers: [] }));
    expect([diagnosis.verdict, ...statusOf(diagnosis)]).toEqual(['explained', true, null, 'none', 'none', 'works', '']);
  });

  test('a name that cannot be read may be any', () => {
    const diagnosis = diagnosed(log(...start(null, true), known(0), { id: 14563, server: null, versions: [0, 6] }));
    expect(diagnosis.servers[0]).toMatchObject({ known: null, conflict: null, owaIm: null });
    expect(storiesOf(diagnosis).at(-1)).toMatch(/^a server whose name cannot be read, perhaps this one: /);
  });
});

describe('what the rules cannot explain', () => {
  test('is told with the rule that decides in each state, and why', () => {
    const diagnosis = diagnosed(log(...start(6, false), conflict, refusedAdd, known(0), known(0)));
    expect(diagnosis.verdict).toBe('refused');
    expect(diagnosis.refusal).toMatchObject({ explainedPrefix: 5, server, event: { id: 14493, file: 'log.xml', line: 6 } });
    const { why } = diagnosis.refusal!;
    expect(why.length).toBeGreaterThan(2);
    for (const { state, rule, reason } of why) {
      expect(rule).toMatch(/^R\d\d$/);
      expect(state).toMatch(/RTCSRV (runs|is stopped)/);
      expect(reason).toMatch(/^(pool|umRouting|rtcsrv)\./);
    }
    expect(why).toContainEqual(expect.objectContaining({ reason: expect.stringContaining('pool.add is refused: pool-exists') }));
    expect(diagnoseText(dialects, diagnosis, plain)).toContain('log.xml:6: 2014-09-15 10:05:30 UTC, 14493 ex1.contoso.com 0');
  });

  test('by one dialect for all is told by assumption', () => {
    const other = 'ex2.contoso.com';
    const { refusal } = diagnosed(log(known(0), conflict, known(0), { id: 14493, server: other, version: 0 }, { id: 14563, server: other, versions: [0, 5] }, { id: 14495, server: other, version: 0 }));
    expect(refusal).toMatchObject({ server: other, why: [{ rule: 'A1..A4', reason: expect.stringMatching(/asks for eviction-log=also-removed.*for eviction-log=conflict-only/) }] });
  });

  test('because it never comes first is told as such', () => {
    const { refusal } = diagnosed(log(refusedAdd));
    expect(refusal).toMatchObject({ explainedPrefix: 0, why: [{ reason: '44030 comes right after 14563, and never first' }, { reason: '44030 comes right after 14495, and never first' }] });
  });

  test('in the middle of a start is told as such', () => {
    const { refusal } = diagnosed(log({ id: 14492, servers: [] }, known(0)));
    expect(refusal!.allowed).toEqual(['44024 with it', '44024 without it']);
    expect(refusal!.why).toContainEqual(expect.objectContaining({ state: expect.stringContaining('in the middle of rtcsrv.start'), reason: expect.stringContaining('must come next') }));
  });

  test('does not keep the rest from being told', () => {
    const diagnosis = diagnosed(log(...start(6, false), conflict, refusedAdd, known(0), known(0), conflict));
    expect(statusOf(diagnosis)).toEqual([false, null, 'open', 'broken', 'broken', 'option-1 option-2']);
  });
});

test('where nothing tells the direction, the other way round is tried, and said', () => {
  const newestFirst = [...log(...start(null, true), known(0), conflict)].reverse();
  expect(diagnosed(newestFirst).verdict).toBe('refused');
  const turned = diagnosed(newestFirst, { directionUnknown: true });
  expect([turned.verdict, turned.notes.length]).toEqual(['explained', 1]);
  expect(statusOf(turned)).toEqual([false, null, 'open', 'broken', 'broken', 'option-1 option-2']);
});

test('two logs of which nothing tells the direction may be written each another way', () => {
  const story = log(...start(null, true), known(0), conflict);
  const frontEnds = [story, [...story].reverse()].map((events, index): FrontEndLog => ({ frontEnd: `fe${index + 1}`, events, directionUnknown: true }));
  const { verdict, notes } = diagnose(rules, { frontEnds, read: 8, relevant: 8, unreadable: 0, lookAlikes: [], notes: [] });
  expect(verdict).toBe('explained');
  expect(notes).toEqual([expect.stringMatching(/other way round.*\(fe2\)$/)]);
});

test('each Front End keeps its own table, and one dialect must explain all', () => {
  const [broken, fine] = [log(...start(null, true), known(0), conflict), log(...start(null, true), known(0))];
  const frontEnds = [{ frontEnd: 'fe1', events: broken }, { frontEnd: 'fe2', events: fine }];
  const { servers } = diagnose(rules, { frontEnds, read: 7, relevant: 7, unreadable: 0, lookAlikes: [], notes: [] });
  expect(servers.map(({ frontEnd, owaIm }) => [frontEnd, owaIm])).toEqual([['fe1', 'broken'], ['fe2', 'works']]);
});

test('a long log keeps the end of the timeline, and counts the rest', () => {
  const again = Array.from({ length: 2 * longestTimeline }, () => start(null, true)).flatMap((each) => [...each, known(0)]);
  const { servers } = diagnosed(log(...again));
  expect(servers[0]!.timeline).toHaveLength(longestTimeline);
  expect(servers[0]!.earlier).toBe(5 * longestTimeline - 1); // the first 14492 does not name it
});

test('nothing that a log holds steers the terminal, or is markup', () => {
  const events: readonly LoggedEvent[] = log(conflict).map((event) => ({ ...event, at: '\u001b[31m<b>10:00</b>', file: '\u202e<img>' }));
  const diagnosis = diagnosed([...events, ...log(known(5))], { frontEnd: '(\u001b]0;x\u0007<script>)' });
  expect(diagnoseText(dialects, diagnosis, plain)).not.toMatch(/[\u001b\u0007\u202e]/);
  expect(diagnoseMarkdown(dialects, diagnosis)).not.toMatch(/[\u001b\u0007\u202e]|<script|<img|<b>/);
});

test('a refused log names no dialect', () => {
  const diagnosis = diagnosed(log({ id: 14492, servers: [] }, known(0)));
  expect([diagnosis.verdict, diagnosis.dialects]).toEqual(['refused', []]);
});

test('a conflict is open since the last eviction', () => {
  const { servers } = diagnosed(log(...start(null, true), known(0), conflict, known(0), conflict));
  expect([servers[0]!.conflict, servers[0]!.conflictSince]).toEqual(['open', '2014-09-15T10:05:30.000Z']);
});

test('a removal that names no server is missing a name', () => {
  const { missing } = diagnosed(log(...start(null, true), known(0), { id: 14495, server: null, version: null }));
  expect(missing[0]).toContain('the names in 1 of the events');
});
