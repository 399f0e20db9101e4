/**
 * What the page of the Known Servers Table has of its own and needs no browser for: its diagram, runs to where a server stands, files
 * that are dropped on it.
 */
import { describe, expect, test } from 'vitest';
import { holdsIn } from '../src/engine/diff/cells.ts';
import { step } from '../src/engine/rules/play.ts';
import { systemOf } from '../src/engine/rules/system.ts';
import { knownServersTable } from '../src/kst/specification.ts';
import { emptyWorld } from '../src/kst/state.ts';
import { examine } from '../src/lync/page/diagnose/examine.ts';
import { runTo } from '../src/lync/page/diagnose/run-to.ts';
import { layoutOf, smallGrid, wideGrid } from '../src/lync/page/diagram/layout.ts';
import { diagramOf, stateOfServer, titleOf } from '../src/lync/page/diagram/model.ts';
import { partOf } from '../src/page/run/outcome.ts';
import { played } from '../src/page/run/run.ts';
import { narrowRows } from './page/build.ts';
import type { Lights } from '../src/engine/table/row.ts';
import type { Command } from '../src/kst/commands.ts';
import type { Integration } from '../src/kst/integration.ts';
import type { Server, World } from '../src/kst/state.ts';
import type { StandingToPlay } from '../src/lync/page/diagnose/run-to.ts';

const specification = knownServersTable();
const system = systemOf(specification);
const { dialects } = system;
const rows = narrowRows();

describe.for(dialects.list.map((spoken) => ({ name: Object.values(spoken).join(' '), spoken })))('the diagram, $name', ({ spoken }) => {
  const { nodes, edges } = diagramOf(specification, rows, spoken);
  const worldAfter = (path: readonly Command[]): World =>
    path.reduce((world, command) => {
      const outcome = step(specification, world, command, spoken);
      if (outcome.kind !== 'taken' || outcome.refused !== null) throw new Error(`${command.do} is not taken`);
      return outcome.next;
    }, emptyWorld());
  const stateAfter = (path: readonly Command[]): string => stateOfServer(specification, worldAfter(path), 'ex1.contoso.com');

  test('has a way to each state and arrow, which leads there', () => {
    expect(nodes.length).toBeGreaterThanOrEqual(6);
    expect(edges.length).toBeGreaterThanOrEqual(10);
    for (const { id, path, works } of nodes) {
      expect(stateAfter(path)).toBe(id);
      expect(partOf(system, worldAfter(path), 'ex1.contoso.com').lights['owaIm'] === 'works', id).toBe(works);
    }
    expect(new Set(edges.map((edge) => titleOf(edge, { nodes, edges }))).size).toBe(edges.length);
    for (const { id, from, to, path } of edges) expect([stateAfter(path.slice(0, -1)), stateAfter(path)], id).toEqual([from, to]);
  });

  test('has every row behind a state, and those that lead elsewhere while RTCSRV runs behind an arrow', () => {
    expect(nodes.flatMap((node) => node.rows).length).toBe(rows.filter((row) => holdsIn(row, spoken)).length);
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
      for (const b of layout.nodes.slice(index + 1)) {
        const areApart = Math.abs(a.x - b.x) >= grid.node.width || Math.abs(a.y - b.y) >= grid.node.height;
        expect(areApart, `${a.node.id} ${b.node.id}`).toBe(true);
      }
    }
  });
});

describe('a run to where a server stands', () => {
  const name = 'other.contoso.com';

  test('ends in a state that agrees with it, in every dialect', () => {
    // A state has a row for each command: one of them is enough.
    const states = new Map(rows.filter((row) => row.state.running).map((row) => [JSON.stringify([row.state, row.dialects]), row]));
    expect(states.size).toBeGreaterThan(20);
    const standing = ({ known, conflict }: Pick<Server, 'known' | 'conflict'>, lights: Lights): StandingToPlay => {
      return { known: known.length > 0, version: known[0] ?? null, conflict, ...(lights as Integration) };
    };
    for (const { state, status, set } of states.values()) {
      const wanted = standing(state, status!);
      for (const spoken of dialects.listed(set)) {
        const { states: passed } = played(specification, runTo(specification, wanted, name, rows, spoken)!);
        expect(standing(system.partIn(passed.at(-1)!, name), partOf(system, passed.at(-1)!, name).lights)).toEqual(wanted);
      }
    }
  });

  test('speaks of the version that was read, and is none where the rules lead to no such state', () => {
    const to = (standing: StandingToPlay) => runTo(specification, standing, name, rows, dialects.usual);
    const { commands } = to({ known: true, version: 8, um: 'none', owaIm: 'works' })!;
    expect(commands).toContainEqual({ do: 'pool.add', server: name, version: 8 });
    expect(to({ known: false, version: null, um: 'works', owaIm: 'works' })).toBeNull();
  });
});

describe('files that are dropped', () => {
  const file = (name: string, chunks: readonly string[], reason?: unknown) => {
    const opened = { times: 0 };
    const stream = (): ReadableStream<Uint8Array<ArrayBuffer>> => {
      opened.times++;
      const left = chunks.map((chunk) => new TextEncoder().encode(chunk));
      const end = (into: ReadableStreamDefaultController): void => (reason === undefined ? into.close() : into.error(reason));
      return new ReadableStream({ pull: (into) => (left.length > 0 ? into.enqueue(left.shift()!) : end(into)) });
    };
    return { name, size: chunks.join('').length, stream, opened };
  };
  const heading = 'TimeGenerated,EntryType,Source,EventID,Message\n';
  const log = heading + '9/15/2014 10:02:05 AM,Information,LS Protocol Stack,14493,Server ex1.contoso.com version 0\n';
  const identity = 'Identity  : TrustedApplicationPool:ex2.contoso.com\nServiceId : 1-ExternalServer-1\n';
  const pools = `${identity}PoolFqdn  : ex2.contoso.com\nVersion   : 6\n`;

  test.for<[what: string, reason: unknown, says: RegExp]>([
    ['an error', new Error('it is a folder'), /cannot be read: it is a folder/],
    ['what is no error', 'gone', /cannot be read: gone/],
    ['null', null, /cannot be read: null/],
  ])('are named where their stream ends with %s, and the others are judged', async ([, reason, says]) => {
    const files = [file('bad.csv', [heading], reason), file('log.csv', [log]), file('pools.txt', [pools])];
    const { diagnosis, advice, problems } = await examine(specification, files);
    expect(problems).toEqual([expect.stringMatching(says)]);
    expect(problems[0]).toMatch(/^bad\.csv: /);
    expect([diagnosis?.servers.length, advice?.servers.length]).toEqual([1, 1]);
  });

  test('are named where they cannot even be opened', async () => {
    const stream = (): never => {
      throw new TypeError('no stream');
    };
    const problems = ['folder: cannot be read: no stream'];
    expect(await examine(specification, [{ ...file('folder', []), stream }])).toMatchObject({ diagnosis: null, advice: null, problems });
  });

  test('are read once, and the small first, and let others do something meanwhile', async () => {
    let rests = 0;
    const counting = setInterval(() => rests++);
    const others = `9/15/2014 10:02:04 AM,Information,Other,1,${'x'.repeat(20_000)}\n`.repeat(210);
    const long = file('long.csv', [log, others]);
    const [other, output] = [file('other.csv', [log.replace('05', '06')]), file('pools.txt', [pools])];
    const { diagnosis, advice, problems } = await examine(specification, [long, output, other]);
    clearInterval(counting);
    expect([problems, diagnosis?.events.relevant, advice?.servers.length]).toEqual([[], 2, 1]);
    expect([long.opened.times, output.opened.times]).toEqual([1, 2]);
    expect(rests).toBeGreaterThan(1);
  });
});
