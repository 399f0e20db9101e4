/**
 * Runs of the HTML page: their links, what the rules make of them, and their addresses; for any rulebook.
 */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { specScenarios } from '../src/cli/scenarios.ts';
import { knownServersProject } from '../src/cli/built-in.ts';
import { commandSequence } from '../src/engine/random/commands.ts';
import { simulate } from '../src/engine/replay/simulate.ts';
import { systemOf } from '../src/engine/rules/system.ts';
import { scenarioReader } from '../src/inputs/scenario.ts';
import { changeText, knownServersControls } from '../src/lync/page/controls.ts';
import { fragmentOf, routeOf } from '../src/page/route.ts';
import { DamagedLink, linkOf, runOfLink } from '../src/page/run/link.ts';
import { outcomeText } from '../src/page/run/outcome.ts';
import { emptyRun, mostCommands, played, runOfScenario, scenarioFile, undone, withCommand } from '../src/page/run/run.ts';
import { leases } from '../starter/leases.ts';
import { allControls } from './page/controls.ts';
import type { Command } from '../src/kst/commands.ts';
import type { Rulebook, Specification } from '../src/engine/specification.ts';
import type { PageRun } from '../src/page/run/run.ts';

const controls = knownServersControls();
const { rulebook } = controls;
const start: Command = { do: 'rtcsrv.start' };
const empty = emptyRun(rulebook);
const views = ['change', 'overview', 'play', 'tables', 'diagram', 'diagnose'];

const runsOf = (rules: Specification): fc.Arbitrary<PageRun> =>
  fc
    .tuple(
      fc.constantFrom(...systemOf(rules).dialects.list),
      commandSequence(fc, rules, { parts: 3, commands: 30 }),
      fc.double({ min: 0, max: 1, noNaN: true }),
    )
    .map(([dialect, commands, part]) => ({ dialect, commands, at: Math.round(part * commands.length) }));

const simulated = (rules: Rulebook, { dialect, commands }: Omit<PageRun, 'at'>) =>
  simulate(rules, { name: null, says: null, cites: [], dialect, steps: commands.map((command) => ({ command, expect: {} })) });

describe.for(allControls)('a link to a run, $name', ({ specification, controls: own }) => {
  const runs = runsOf(specification);

  test('holds the run, in characters that no address escapes', () => {
    fc.assert(
      fc.property(runs, (run) => {
        const link = linkOf(own, run);
        expect(link).toMatch(/^[\w.!~*'();,%-]+$/);
        expect(new URL(`file:///page.html${fragmentOf('play', link)}`).hash).toBe(`#/play/${link}`);
        expect(routeOf(`#/play/${link}`, views)).toEqual({ view: 'play', subject: link });
        expect(runOfLink(own, link)).toEqual(run);
      }),
      { numRuns: 100 },
    );
  });

  test('is refused when a character of it is changed, left out or added', () => {
    fc.assert(
      fc.property(runs, fc.nat(), fc.constantFrom('', '0', 's', ';', ',', 'é', '<'), fc.boolean(), (run, place, other, instead) => {
        const link = linkOf(own, run);
        const at = place % link.length;
        const changed = link.slice(0, at) + other + link.slice(instead ? at + 1 : at);
        if (changed !== link) expect(() => runOfLink(own, changed)).toThrow(DamagedLink);
      }),
      { numRuns: 300 },
    );
  });
});

describe('a link to a run', () => {
  const withOne = (command: object): PageRun => ({ ...empty, commands: [command as Command], at: 1 });
  const markup = '<img src=x onerror=alert(1)>';
  const steering = '\u001b[2J';
  const tooMany = Array<Command>(mostCommands + 1).fill(start);

  test.for<[why: string, run: PageRun, says: RegExp]>([
    ['a server name that is markup', withOne({ do: 'pool.remove', server: markup }), /is not a server name: expected labels/],
    ['an IP address', withOne({ do: 'pool.remove', server: '10.0.0.1' }), /not an IP address/],
    ['a plan name that steers a terminal', withOne({ do: 'dialPlan.unhost', server: 'ex1', plan: steering }), /^expected .* without /],
    ['a place that is not in it', { ...withOne(start), at: 2 }, /hold together/],
    ['a place before its start', { ...withOne(start), at: -1 }, /hold together/],
    ['a place between two steps', { ...withOne(start), at: 0.5 }, /hold together/],
    ['no place', { ...withOne(start), at: NaN }, /hold together/],
    ['a version that there is not', withOne({ do: 'pool.add', server: 'ex1', version: 10 }), /no command "a0\.10"/],
    ['more commands than are played', { ...empty, commands: tooMany, at: 0 }, /1001 commands/],
    ['more than an address holds', withOne({ do: 'pool.remove', server: 'x'.repeat(40_000) }), /longer than/],
    ['an answer that there is not', { ...empty, dialect: { ...empty.dialect, survivor: 'maybe' } }, /in a way that there is not/],
  ])('is refused for %s, whoever made it', ([, run, says]) => {
    // The check is right: it guards against accidents, and all else is looked at as well.
    expect(() => runOfLink(controls, linkOf(controls, run))).toThrow(says);
    expect(() => runOfLink(controls, linkOf(controls, run))).toThrow(DamagedLink);
  });

  test('of today and of yesterday stays as it is', () => {
    const story = runOfScenario(rulebook, scenarioNamed('option-2-restart'));
    expect(linkOf(controls, story)).toBe('1;0000;ex1.contoso.com;DP1;h0.0S,s,a0.6,b,d;5;76bb3804');
    const commands: readonly Command[] = [
      { do: 'dialPlan.host', server: 'ex1', plan: 'DP1', uriType: 'TelExtn' },
      { do: 'dialPlan.host', server: 'ex2', plan: 'DP 2', uriType: 'E164' },
      { do: 'dialPlan.unhost', server: 'ex1', plan: 'DP 2' },
      { do: 'pool.remove', server: 'ex2' },
      { do: 'rtcsrv.stop' },
    ];
    const dialect = { ...empty.dialect, survivor: 'stays-absent' };
    expect(linkOf(controls, { dialect, commands, at: 5 })).toMatch(/^1;0001;ex1,ex2;DP1,DP%202;h0\.0T,h1\.1E,u0\.1,r1,t;5;[0-9a-f]{8}$/);
  });

  test('tells values that begin alike apart', () => {
    const alike = { take: { lease: rulebook.commands['pool.add'].fields.server, by: { is: 'one of', values: ['ann', 'abe'] } } };
    const commands = Object.fromEntries(Object.entries(alike).map(([kind, fields]) => [kind, { says: '', fields }]));
    const rules = { ...rulebook, commands } as unknown as Specification;
    const own = { rulebook: rules, commands: { take: { label: '', letter: 't' } }, fields: {} };
    const run = { ...empty, commands: ['abe', 'ann'].map((by) => ({ do: 'take', lease: 'ex1', by })), at: 2 };
    expect(runOfLink(own, linkOf(own, run))).toEqual(run);
  });
});

describe.for(allControls)('a run, $name', ({ specification: rules }) => {
  const runs = runsOf(rules);
  const [command] = rules.alphabets[0]!.commands;

  test('is played as a whole simulation would be, whatever was played before', () => {
    fc.assert(
      fc.property(fc.array(runs, { minLength: 2, maxLength: 4 }), (some) => {
        for (const run of [...some, { ...some[0]!, commands: [...some[0]!.commands, ...some[1]!.commands] }]) {
          const whole = simulated(rules, run);
          expect(played(rules, run)).toEqual({ ...whole, stuck: null });
          expect(played(rules, withCommand(run, command)).steps.slice(0, run.at)).toEqual(whole.steps.slice(0, run.at));
        }
      }),
      { numRuns: 20 },
    );
  });

  test('is a scenario file that expects what comes of it', () => {
    const read = scenarioReader(rules);
    fc.assert(
      fc.property(runs, (run) => {
        const scenario = read(scenarioFile(rules, run), 'saved');
        expect(scenario.steps.map((step) => step.command)).toEqual(run.commands.slice(0, run.at));
        const checked = scenario.steps.reduce((sum, { expect: parts }) => sum + Object.keys(parts).length, 0);
        expect(simulate(rules, scenario).expectations).toEqual({ checked, failed: [] });
      }),
      { numRuns: 30 },
    );
  });
});

describe('a run', () => {
  test('ends where the rules do not decide, and says why', () => {
    const gap = { ...rulebook, wholeTables: { ...rulebook.wholeTables, 'rtcsrv.stop': () => [] } };
    const run = { ...empty, commands: [start, { do: 'rtcsrv.stop' }, start], at: 3 };
    const { steps, states, stuck } = played(gap, run);
    expect([steps.length, states.length]).toEqual([1, 2]);
    expect(stuck).toMatch(/^step 2: gap in the rulebook: table rtcsrv\.stop/);
    expect(played(rulebook, run)).toMatchObject({ stuck: null, steps: { length: 3 } });
  });

  test('takes a command in the place of what comes later', () => {
    const run = { ...runOfScenario(rulebook, scenarioNamed('source-story')), at: 1 };
    expect(withCommand(run, start)).toEqual({ ...run, commands: [run.commands[0], start], at: 2 });
    const full = { ...empty, commands: Array<Command>(mostCommands).fill(start), at: mostCommands };
    expect(withCommand(full, start)).toEqual(full);
  });

  test('goes one step back from where it stands, and once back to the run that it replaced', () => {
    const run = runOfScenario(rulebook, scenarioNamed('source-story'));
    const { commands: all, at } = run;
    const back = (from: PageRun, by: PageRun | null = null) => undone(rulebook, from, by && { before: run, by })!;
    expect(back(run)).toMatchObject({ run: { commands: all.slice(0, -1), at: at - 1 }, says: expect.not.stringContaining('after it') });
    const says = `Undone: rtcsrv.start, with the ${all.length - 2} commands after it.`;
    expect(back({ ...run, at: 2 })).toEqual({ run: { ...run, commands: all.slice(0, 1), at: 1 }, says });
    expect(back({ ...run, at: 0 })).toBeNull();
    expect(back({ ...empty, at: 0 }, empty).run).toBe(run);
    expect(back(run, empty).run.at).toBe(at - 1);
  });

  test('tells in a line what a step has done, and names few servers', () => {
    const words = { rulebook, change: changeText, unchanged: 'No entry and no integration has changed' };
    const story = played(rulebook, runOfScenario(rulebook, scenarioNamed('source-story')));
    const conflict = story.steps.findIndex(({ events = [] }) => events.some(({ id }: { id: unknown }) => id === 14563)) + 1;
    expect(outcomeText(words, story, 0)).toBe('The empty start.');
    const evicted = /: logged 14563\. ex1\.contoso\.com: evicted by conflict, UM broken, OWA IM broken\.$/;
    expect(outcomeText(words, story, conflict)).toMatch(evicted);
    const servers = Array.from({ length: 8 }, (_, index) => `ex${index}`);
    const hosting = servers.map((server): Command => ({ do: 'dialPlan.host', server, plan: 'DP1', uriType: 'SipName' }));
    const stop: Command = { do: 'rtcsrv.stop' };
    const run = played(rulebook, { ...empty, commands: [...hosting, start, { do: 'umRouting.discover' }, stop, stop], at: 12 });
    const many = /14493 for 8 servers\. ex0: listed with 0, UM works, OWA IM works; ex1: .*; ex4: [^;]*; and 3 more\.$/;
    expect(outcomeText(words, run, 1)).toMatch(/: logged nothing\. ex0: UM broken, OWA IM broken\.$/);
    expect(outcomeText(words, run, 9)).toMatch(many);
    expect(outcomeText(words, run, 10)).toMatch(/logged nothing\. No entry and no integration has changed\.$/);
    expect(outcomeText(words, run, 11)).toMatch(/ex0: no longer listed, UM broken, OWA IM broken;/);
    expect(outcomeText(words, run, 12)).toBe('Step 12, rtcsrv.stop: refused, not-running.');
  });

  test('tells of parts that have no status as well', () => {
    const rules = leases();
    const change = (before: object, after: object): string | null => (before === after ? null : JSON.stringify(after));
    const words = { rulebook: rules, change, unchanged: 'No lease has changed' };
    const take = (lease: string, by: string) => ({ do: 'take', lease, by });
    const commands = [take('X', 'ann'), take('x', 'ann'), take('x', 'bob'), { do: 'tick' }];
    const run = played(rules, { ...emptyRun(rules, { renewal: 'ignored' }), commands, at: 4 });
    expect([1, 2, 3, 4].map((at) => outcomeText(words, run, at))).toEqual([
      'Step 1, take X ann: logged granted. x: {"holder":"ann","ticks":0}.',
      'Step 2, take x ann: logged nothing. No lease has changed.',
      'Step 3, take x bob: refused, held.',
      'Step 4, tick: logged nothing. x: {"holder":"ann","ticks":1}.',
    ]);
  });
});

describe('an address', () => {
  const nowhere = ['#/nowhere', '#/play2', 'play', '#play', '#/../play', '#/__proto__', '#/overview\u0000'];
  test.for(nowhere)('of no view leads nowhere: %s', (fragment) => {
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

function scenarioNamed(name: string) {
  const { dialect, steps } = specScenarios(knownServersProject()).find(({ scenario }) => scenario.name === name)!.scenario;
  return { dialect, commands: steps.map(({ command }) => command) };
}
