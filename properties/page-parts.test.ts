/**
 * The parts of the HTML page that need no browser: links to runs, the file itself, its data, the diagram.
 */
import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { commands, dialect } from '../src/arbitraries.ts';
import { defaultDialect, dialects, listDialects } from '../src/kst/dialect.ts';
import { knownServersTable } from '../src/kst/model.ts';
import { blankServer, emptyWorld, serverIn } from '../src/kst/state.ts';
import { step } from '../src/kst/step.ts';
import { holdsIn } from '../src/kit/diff/comparable.ts';
import { playedBy } from '../src/kit/diff/played.ts';
import { simulate } from '../src/kit/simulate.ts';
import { mutationIn, overviewOf } from '../src/reports/page/overview.ts';
import { pageHtml } from '../src/reports/page/page-html.ts';
import { Catalogue } from '../src/page/catalogue.ts';
import { layoutOf, smallGrid, wideGrid } from '../src/page/diagram/layout.ts';
import { diagramOf, stateOfServer, titleOf } from '../src/page/diagram/model.ts';
import { examine } from '../src/page/diagnose/examine.ts';
import { runTo } from '../src/page/diagnose/run-to.ts';
import { fragmentOf, routeOf, views } from '../src/page/route.ts';
import { DamagedLink, linkOf, runOfLink } from '../src/page/run/link.ts';
import { outcomeText } from '../src/page/run/outcome.ts';
import { emptyRun, mostCommands, played, runOfScenario, scenarioFile, undone, withCommand } from '../src/page/run/run.ts';
import { specScenarioReader, specScenarios } from '../src/cli/spec.ts';
import { allFaults } from './faults/index.ts';
import { narrowTable } from './tables.ts';
import { changeFrom, narrowRows, quickMeasures, reportData } from './page/build.ts';
import type { Command } from '../src/kst/commands.ts';
import type { Dialect } from '../src/kst/dialect.ts';
import type { World } from '../src/kst/state.ts';
import type { Run } from '../src/page/run/run.ts';
import type { Overview } from '../src/reports/page/page-data.ts';

type Verdict = Overview['verdict'];

const model = knownServersTable();
const rows = narrowRows();
const data = reportData(rows);
const runs: fc.Arbitrary<Run> = fc
  .tuple(dialect(), commands({ servers: 3, commands: 30 }), fc.double({ min: 0, max: 1, noNaN: true }))
  .map(([spoken, sequence, part]) => ({ dialect: spoken, commands: sequence, at: Math.round(part * sequence.length) }));

describe('a link to a run', () => {
  test('holds the run, in characters that no address escapes', () => {
    fc.assert(
      fc.property(runs, (run) => {
        const link = linkOf(run);
        expect(link).toMatch(/^[\w.!~*'();,%-]+$/);
        expect(new URL(`file:///page.html${fragmentOf('play', link)}`).hash).toBe(`#/play/${link}`);
        expect(routeOf(`#/play/${link}`, views)).toEqual({ view: 'play', subject: link });
        expect(runOfLink(link)).toEqual(run);
      }),
      { numRuns: 100 },
    );
  });

  test('is refused when a character of it is changed, left out or added', () => {
    fc.assert(
      fc.property(runs, fc.nat(), fc.constantFrom('', '0', 's', ';', ',', 'é', '<'), fc.boolean(), (run, place, other, instead) => {
        const link = linkOf(run);
        const at = place % link.length;
        const changed = link.slice(0, at) + other + link.slice(instead ? at + 1 : at);
        if (changed !== link) expect(() => runOfLink(changed)).toThrow(DamagedLink);
      }),
      { numRuns: 300 },
    );
  });

  test.for<[why: string, run: Run, says: RegExp]>([
    ['a server name that is markup', { ...emptyRun(), commands: [{ do: 'pool.remove', server: '<img src=x onerror=alert(1)>' }], at: 1 }, /is not a server name/],
    ['an IP address', { ...emptyRun(), commands: [{ do: 'pool.remove', server: '10.0.0.1' }], at: 1 }, /not an IP address/],
    ['a plan name that steers a terminal', { ...emptyRun(), commands: [{ do: 'dialPlan.unhost', server: 'ex1', plan: '\u001b[2J' }], at: 1 }, /without control characters/],
    ['a place that is not in it', { ...emptyRun(), commands: [{ do: 'rtcsrv.start' }], at: 2 }, /hold together/],
    ['a place before its start', { ...emptyRun(), commands: [{ do: 'rtcsrv.start' }], at: -1 }, /hold together/],
    ['a place between two steps', { ...emptyRun(), commands: [{ do: 'rtcsrv.start' }], at: 0.5 }, /hold together/],
    ['no place', { ...emptyRun(), commands: [{ do: 'rtcsrv.start' }], at: NaN }, /hold together/],
    ['a version that there is not', { ...emptyRun(), commands: [{ do: 'pool.add', server: 'ex1', version: 10 }], at: 1 }, /no command "a0\.10"/],
    ['more commands than are played', { ...emptyRun(), commands: Array<Command>(mostCommands + 1).fill({ do: 'rtcsrv.start' }), at: 0 }, /1001 commands/],
    ['more than an address holds', { ...emptyRun(), commands: [{ do: 'pool.remove', server: 'x'.repeat(40_000) }], at: 0 }, /longer than/],
    ['an answer that there is not', { dialect: { ...defaultDialect(), survivor: 'maybe' } as unknown as Dialect, commands: [], at: 0 }, /.+/],
  ])('is refused for %s, whoever made it', ([, run, says]) => {
    // The check is right: it guards against accidents, and all else is looked at as well.
    expect(() => runOfLink(linkOf(run))).toThrow(says);
    expect(() => runOfLink(linkOf(run))).toThrow(DamagedLink);
  });

  test('of the smallest form stays as it is', () => {
    expect(linkOf(runOfScenario(scenarioNamed('option-2-restart')))).toBe('1;0000;ex1.contoso.com;DP1;h0.0S,s,a0.6,b,d;5;76bb3804');
  });
});

describe('a run', () => {
  test('is played as a whole simulation would be, whatever was played before', () => {
    fc.assert(
      fc.property(fc.array(runs, { minLength: 2, maxLength: 4 }), (some) => {
        for (const run of [...some, { ...some[0]!, commands: [...some[0]!.commands, ...some[1]!.commands] }]) {
          const whole = simulate(model, { name: null, says: null, cites: [], dialect: run.dialect, steps: run.commands.map((command) => ({ command, expect: {} })) });
          expect(played(run)).toEqual({ ...whole, stuck: null });
          expect(played(withCommand(run, { do: 'rtcsrv.restart' })).steps.slice(0, run.at)).toEqual(whole.steps.slice(0, run.at));
        }
      }),
      { numRuns: 20 },
    );
  });

  test('ends where the rules do not decide, and says why', () => {
    const gap = { ...model, rulebook: { ...model.rulebook, 'rtcsrv.stop': [] } };
    const run = { ...emptyRun(), commands: [{ do: 'rtcsrv.start' }, { do: 'rtcsrv.stop' }, { do: 'rtcsrv.start' }] as const, at: 3 };
    const { steps, worlds, stuck } = played(run, gap);
    expect([steps.length, worlds.length]).toEqual([1, 2]);
    expect(stuck).toMatch(/^step 2: gap in the rulebook: table rtcsrv\.stop/);
    expect(played(run)).toMatchObject({ stuck: null, steps: { length: 3 } });
  });

  test('takes a command in the place of what comes later', () => {
    const start: Command = { do: 'rtcsrv.start' };
    const run = { ...runOfScenario(scenarioNamed('source-story')), at: 1 };
    expect(withCommand(run, start)).toEqual({ ...run, commands: [run.commands[0], start], at: 2 });
    const full = { ...emptyRun(), commands: Array<Command>(mostCommands).fill(start), at: mostCommands };
    expect(withCommand(full, start)).toEqual(full);
  });

  test('goes one step back from where it stands, and once back to the run that it replaced', () => {
    const run = runOfScenario(scenarioNamed('source-story'));
    const { commands: all, at } = run;
    expect(undone(run, null)).toMatchObject({ run: { commands: all.slice(0, -1), at: at - 1 }, says: expect.not.stringContaining('after it') });
    expect(undone({ ...run, at: 2 }, null)).toEqual({ run: { ...run, commands: all.slice(0, 1), at: 1 }, says: `Undone: rtcsrv.start, with the ${all.length - 2} commands after it.` });
    expect(undone({ ...run, at: 0 }, null)).toBeNull();
    const cleared = emptyRun();
    expect(undone({ ...cleared, at: 0 }, { before: run, by: cleared })!.run).toBe(run);
    expect(undone(run, { before: run, by: cleared })!.run.at).toBe(at - 1);
  });

  test('tells in a line what a step has done, and names few servers', () => {
    const story = played(runOfScenario(scenarioNamed('source-story'))).steps;
    const conflict = story.findIndex((taken) => 'events' in taken && taken.events.some(({ id }) => id === 14563)) + 1;
    expect(outcomeText(story, 0)).toBe('The empty start.');
    expect(outcomeText(story, conflict)).toMatch(/: logged 14563\. ex1\.contoso\.com: evicted by conflict, UM broken, OWA IM broken\.$/);
    const hosting = Array.from({ length: 8 }, (_, index): Command => ({ do: 'dialPlan.host', server: `ex${index}`, plan: 'DP1', uriType: 'SipName' }));
    const { steps } = played({ ...emptyRun(), commands: [...hosting, { do: 'rtcsrv.start' }, { do: 'umRouting.discover' }], at: 10 });
    expect(outcomeText(steps, 9)).toMatch(/14493 for 8 servers\. ex0: listed with 0, UM works, OWA IM works; ex1: .*; ex4: [^;]*; and 3 more\.$/);
    expect(outcomeText(steps, 10)).toMatch(/No entry and no integration has changed\.$/);
  });

  test('is a scenario file that expects what comes of it', () => {
    const read = specScenarioReader();
    fc.assert(
      fc.property(runs, (run) => {
        const { dialect: spoken, steps } = read(scenarioFile(run), 'saved');
        expect(steps.map(({ command }) => command)).toEqual(run.commands.slice(0, run.at));
        const { expectations } = simulate(model, { name: null, says: null, cites: [], dialect: spoken, steps });
        expect(expectations).toEqual({ checked: steps.reduce((sum, { expect: parts }) => sum + Object.keys(parts).length, 0), failed: [] });
      }),
      { numRuns: 30 },
    );
  });
});

describe('an address', () => {
  test.for(['#/nowhere', '#/play2', 'play', '#play', '#/../play', '#/__proto__', '#/overview\u0000'])('of no view leads nowhere: %s', (fragment) => {
    expect(routeOf(fragment, views)).toBeNull();
  });

  test('leads back to what was looked at', () => {
    const subjects = fc.string({ unit: 'grapheme' }).filter((text) => !text.includes(';'));
    fc.assert(
      fc.property(fc.constantFrom('tables', 'diagram', 'change'), subjects, (view, subject) => {
        expect(routeOf(fragmentOf(view, subject), views)).toEqual({ view, subject });
      }),
    );
    expect(routeOf('#/tables/%E0%A4%A', views)).toEqual({ view: 'tables', subject: '%E0%A4%A' });
    expect(routeOf('#/change', ['overview', 'play'])).toBeNull();
    expect(routeOf('', ['overview', 'play'])).toEqual({ view: 'overview', subject: '' });
  });
});

describe('the file', () => {
  const digest = (text: string): string => createHash('sha256').update(text).digest('base64');
  const small = { ...data, rows: rows.slice(0, 1), scenarios: data.scenarios.slice(0, 1) };
  const html = (over: object): string => pageHtml({ title: 'A <title>', data: small, script: 'let a = 1;', style: 'p { }', ...over }, digest);

  test('lets in its own script and style by their hashes, and nothing else', () => {
    const [, policy = ''] = /http-equiv="Content-Security-Policy" content="([^"]+)"/.exec(html({}))!;
    expect(policy.split('; ')).toEqual(["default-src 'none'", `script-src 'sha256-${digest('let a = 1;')}'`, `style-src 'sha256-${digest('p { }')}'`, 'img-src data:', "base-uri 'none'", "form-action 'none'"]);
    expect(html({})).toContain('<title>A &lt;title&gt;</title>');
    expect(html({})).not.toMatch(/\bhttps?:\/\/|@import|url\(/);
  });

  test('holds data that cannot end its element, and that is read back as it was', () => {
    const hostile = { ...small, version: '</script><script>alert(1)</script><!--\u2028' };
    const page = html({ data: hostile });
    const [, json = ''] = /<script type="application\/json" id="data">([^]*?)<\/script>/.exec(page)!;
    expect(JSON.parse(json)).toEqual(JSON.parse(JSON.stringify(hostile)));
    expect(page.match(/<script/g)).toHaveLength(2);
    expect(json).not.toMatch(/[<\u2028]/);
  });

  test.for([{ script: '"</script>"' }, { script: '"</SCRIPT >"' }, { script: '"<!--"' }, { style: '/*</style>*/' }])('takes no code that ends its element: %o', (code) => {
    expect(() => html(code)).toThrow(RangeError);
  });
});

describe('the overview', () => {
  test('tells figures as the reports do', () => {
    const { parts, mutants, dialects: spoken, verdict, gaps, overlaps } = data.overview!;
    expect([verdict, spoken, gaps, overlaps]).toEqual(['upheld', 16, 0, 0]);
    expect(parts[0]).toMatchObject({ name: 'narrow', states: '28 or 36', rows: '252 or 324' });
    expect(mutants).toEqual({ killed: 170, equivalent: 1, survived: 1 });
  });

  test('reads the line of figures of the mutation report', () => {
    expect(mutationIn('# Mutants\n\n| killed | survived | score |\n| --- | --- | --- |\n| 2287 | 37 | 98.4% | 22 | 1461 |\n')).toEqual({ killed: 2287, survived: 37, score: '98.4%' });
    expect(mutationIn('# Mutants\n')).toBeNull();
  });

  test('is no better than its worst part', () => {
    const found = quickMeasures();
    const verdict = (proof: Verdict, random: 'upheld' | 'violated'): string =>
      overviewOf({ ...found, proof: { ...found.proof, verdict: proof }, random: { ...found.random, verdict: random } }, { mutation: null, lastChange: null }).verdict;
    expect([verdict('violated', 'upheld'), verdict('upheld', 'violated'), verdict('inconclusive', 'upheld')]).toEqual(['violated', 'violated', 'inconclusive']);
  });
});

describe('what has an id', () => {
  const catalogue = new Catalogue(data);

  test('leads to all that it has to do with, and back', () => {
    for (const id of [...catalogue.rules.keys(), ...data.entries.map((entry) => entry.id)]) {
      const { cites, citedBy, scenarios } = catalogue.subject(id)!;
      for (const cited of cites) expect(catalogue.subject(cited)!.citedBy, `${id} cites ${cited}`).toContain(id);
      for (const citing of citedBy) expect(catalogue.subject(citing)!.cites, `${citing} cites ${id}`).toContain(id);
      for (const { shows } of scenarios) expect(shows).toContain(id);
      if (id.startsWith('R')) expect(scenarios.length, id).toBeGreaterThan(0);
    }
    expect(catalogue.subject('R00')).toBeNull();
    expect(catalogue.subject('__proto__')).toBeNull();
  });

  test('has rows that name nothing unknown', () => {
    for (const { rules, cites, invariants } of rows) for (const id of [...rules, ...cites, ...invariants]) expect(catalogue.says(id), id).not.toBe('');
  });
});

describe.for(dialects().map((spoken) => ({ name: Object.values(spoken).join(' '), spoken })))('the diagram, $name', ({ spoken }) => {
  const { nodes, edges } = diagramOf(rows, spoken);
  const worldAfter = (path: readonly Command[]): World => path.reduce((world, command) => {
    const outcome = step(model, world, command, spoken);
    if (outcome.kind !== 'taken' || outcome.refused !== null) throw new Error(`${command.do} is not taken`);
    return outcome.next;
  }, emptyWorld());
  const stateAfter = (path: readonly Command[]): string => {
    const world = worldAfter(path);
    return stateOfServer(world, serverIn(world, 'ex1.contoso.com'));
  };

  test('has a way to each state and arrow, which leads there', () => {
    expect(nodes.length).toBeGreaterThanOrEqual(6);
    expect(edges.length).toBeGreaterThanOrEqual(10);
    for (const { id, path, works } of nodes) {
      expect(stateAfter(path)).toBe(id);
      const world = worldAfter(path);
      expect(model.integrationOf(world.running, serverIn(world, 'ex1.contoso.com')).owaIm === 'works', id).toBe(works);
    }
    expect(new Set(edges.map((edge) => titleOf(edge, { nodes, edges }))).size).toBe(edges.length);
    for (const { id, from, to, path } of edges) expect([stateAfter(path.slice(0, -1)), stateAfter(path)], id).toEqual([from, to]);
  });

  test('has every row behind a state, and those that lead elsewhere while RTCSRV runs behind an arrow', () => {
    const spokenRows = rows.filter(({ dialects: where }) => where.some((choices) => Object.entries(choices).every(([name, choice]) => spoken[name as keyof Dialect] === choice)));
    expect(nodes.flatMap((node) => node.rows).length).toBe(spokenRows.length);
    for (const { id, rows: own } of edges) expect(own.length, id).toBeGreaterThan(0);
  });

  test.for([wideGrid, smallGrid])('is drawn inside its frame, no state over another', (grid) => {
    const layout = layoutOf({ nodes, edges }, grid);
    expect(layout.edges).toHaveLength(edges.length);
    for (const { x, y } of layout.nodes) {
      expect(x - grid.node.width / 2).toBeGreaterThanOrEqual(0);
      expect(x + grid.node.width / 2).toBeLessThanOrEqual(layout.width);
      expect(y - grid.node.height / 2).toBeGreaterThanOrEqual(0);
      expect(y + grid.node.height / 2).toBeLessThanOrEqual(layout.height);
    }
    for (const [index, a] of layout.nodes.entries()) {
      for (const b of layout.nodes.slice(index + 1)) expect(Math.abs(a.x - b.x) >= grid.node.width || Math.abs(a.y - b.y) >= grid.node.height, `${a.node.id} ${b.node.id}`).toBe(true);
    }
  });
});

describe('a run to where a server stands', () => {
  test('ends in a state that agrees with it, in every dialect', () => {
    // A state has a row for each command: one of them is enough.
    const states = new Map(rows.filter((row) => row.state.running).map(({ state, integration, set }) => [JSON.stringify([state, set]), { state, integration, set }]));
    expect(states.size).toBeGreaterThan(20);
    for (const { state, integration, set } of states.values()) {
      const standing = { known: state.known.length > 0, version: state.known[0] ?? null, conflict: state.conflict, ...integration };
      for (const spoken of listDialects(set)) {
        const { worlds } = played(runTo(standing, 'other.contoso.com', rows, spoken)!);
        const { running, servers } = worlds.at(-1)!;
        const { known, conflict } = serverIn(worlds.at(-1)!, 'other.contoso.com');
        expect({ known: known.length > 0, version: known[0] ?? null, conflict, ...model.integrationOf(running, servers[0] ?? blankServer('')) }).toEqual(standing);
      }
    }
  });

  test('speaks of the version that was read, and is none where the rules lead to no such state', () => {
    const run = runTo({ known: true, version: 8, um: 'none', owaIm: 'works' }, 'ex7', rows, defaultDialect())!;
    expect(run.commands).toContainEqual({ do: 'pool.add', server: 'ex7', version: 8 });
    expect(runTo({ known: false, version: null, um: 'works', owaIm: 'works' }, 'ex7', rows, defaultDialect())).toBeNull();
  });
});

describe('files that are dropped', () => {
  const file = (name: string, chunks: readonly string[], reason?: unknown) => {
    const opened = { times: 0 };
    const stream = (): ReadableStream<Uint8Array> => {
      opened.times++;
      const left = chunks.map((chunk) => new TextEncoder().encode(chunk));
      return new ReadableStream({ pull: (into) => (left.length > 0 ? into.enqueue(left.shift()!) : reason === undefined ? into.close() : into.error(reason)) });
    };
    return { name, size: chunks.join('').length, stream, opened };
  };
  const heading = 'TimeGenerated,EntryType,Source,EventID,Message\n';
  const log = heading + '9/15/2014 10:02:05 AM,Information,LS Protocol Stack,14493,Server ex1.contoso.com version 0\n';
  const pools = 'Identity  : TrustedApplicationPool:ex2.contoso.com\nServiceId : 1-ExternalServer-1\nPoolFqdn  : ex2.contoso.com\nVersion   : 6\n';

  test.for<[what: string, reason: unknown, says: RegExp]>([
    ['an error', new Error('it is a folder'), /cannot be read: it is a folder/],
    ['what is no error', 'gone', /cannot be read: gone/],
    ['null', null, /cannot be read: null/],
  ])('are named where their stream ends with %s, and the others are judged', async ([, reason, says]) => {
    const { diagnosis, advice, problems } = await examine([file('bad.csv', [heading], reason), file('log.csv', [log]), file('pools.txt', [pools])]);
    expect(problems).toEqual([expect.stringMatching(says)]);
    expect(problems[0]).toMatch(/^bad\.csv: /);
    expect([diagnosis?.servers.length, advice?.servers.length]).toEqual([1, 1]);
  });

  test('are named where they cannot even be opened', async () => {
    const unopened = { ...file('folder', []), stream: () => { throw new TypeError('no stream'); } };
    expect(await examine([unopened])).toMatchObject({ diagnosis: null, advice: null, problems: ['folder: cannot be read: no stream'] });
  });

  test('are read once, and the small first, and let others do something meanwhile', async () => {
    let rests = 0;
    const counting = setInterval(() => rests++);
    const others = `9/15/2014 10:02:04 AM,Information,Other,1,${'x'.repeat(20_000)}\n`.repeat(210);
    const long = file('long.csv', [log, others]);
    const [other, output] = [file('other.csv', [log.replace('05', '06')]), file('pools.txt', [pools])];
    const { diagnosis, advice, problems } = await examine([long, output, other]);
    clearInterval(counting);
    expect([problems, diagnosis?.events.relevant, advice?.servers.length]).toEqual([[], 2, 1]);
    expect([long.opened.times, output.opened.times]).toEqual([1, 2]);
    expect(rests).toBeGreaterThan(1);
  });
});

describe('the page of a difference', () => {
  const fault = allFaults().find(({ id }) => id === 'X01')!;

  test('shows each change by commands that are played in the rules before and now', () => {
    const { changes, isMeant } = changeFrom(fault.plant(model));
    expect(isMeant).toBe(false);
    const narrow = changes.filter(({ class: name }) => name !== 'wide');
    expect(narrow.length).toBeGreaterThan(0);
    for (const { shown } of narrow) {
      const { steps, commands: sequence, dialect: spoken, behindAnother } = shown!;
      expect(steps).toHaveLength(sequence.length);
      const firstChange = steps.findIndex(({ before, now }) => JSON.stringify({ ...before, rules: [] }) !== JSON.stringify({ ...now, rules: [] }));
      expect(firstChange === steps.length - 1 || (behindAnother && firstChange >= 0), shown!.steps.map(({ says }) => says).join('; ')).toBe(true);
      const simulated = simulate(model, { name: null, says: null, cites: [], dialect: spoken, steps: sequence.map((command) => ({ command, expect: {} })) });
      for (const [index, { now }] of steps.entries()) expect(now!['rules']).toEqual(simulated.steps[index]!.rules);
    }
  });

  test('plays a table that knows fewer assumptions and fields', () => {
    const { rows: known, ...whole } = narrowTable();
    const without = ({ claimed: _, ...state }: Record<string, unknown>): object => state;
    const fewer = known.filter((row) => holdsIn(row, { ...defaultDialect() })).map((row) => ({ ...row, state: without({ ...row.state }), next: without({ ...row.next }), dialects: [{}] }));
    const commandsOfStory = scenarioNamed('source-story').steps.map(({ command }) => ({ ...command, ...('version' in command ? { version: 5 } : {}) }));
    const met = playedBy({ ...whole, default: {}, rows: fewer }, commandsOfStory, { 'restart-winner': 'um' });
    expect(met.map(({ events }) => events.map((event) => (event as { id?: unknown }).id))).toEqual([[], [14492, 44024, 14493], [], [14563], []]);
    expect(playedBy({ ...whole, rows: [] }, commandsOfStory, {})).toEqual([]);
  });

  test('says so where nothing has changed', () => {
    expect(changeFrom(model)).toMatchObject({ isMeant: true, changes: [], verdict: 'no change of behaviour since commit <base>' });
  });
});

function scenarioNamed(name: string) {
  return specScenarios().find(({ scenario }) => scenario.name === name)!.scenario;
}
