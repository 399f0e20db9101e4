/**
 * A run as the fragment of a link. A fragment comes from anybody: it is read as strictly as a file.
 *
 *     1;0000;ex1.contoso.com;DP1;h0.0S,s,a0.6,b;4;5f3759df
 *
 * are the version of this form, an answer to each assumption, the server names, the plan names, the commands (which name servers and
 * plans by their number), how far the run is played, and a check over all that comes before it.
 */
import { noPlanName, noServerName, visible } from '../../kst/names.ts';
import { assumptions } from '../../kst/dialect.ts';
import { shortened } from '../echo.ts';
import { mostCommands } from './run.ts';
import type { Command } from '../../kst/commands.ts';
import type { Dialect } from '../../kst/dialect.ts';
import type { UriType } from '../../kst/state.ts';
import type { Run } from './run.ts';

/** A link that holds no run; the message says why, fit to be shown. */
export class DamagedLink extends Error {
  override readonly name = 'DamagedLink';
}

/** The run as text in which nothing needs to be escaped in a link. */
export function linkOf({ dialect, commands, at }: Run): string {
  const servers = [...new Set(commands.flatMap((command) => ('server' in command ? [command.server] : [])))];
  const plans = [...new Set(commands.flatMap((command) => ('plan' in command ? [command.plan] : [])))];
  const answers = Object.entries(assumptions()).map(([name, choices]) => (choices as readonly string[]).indexOf(dialect[name as keyof Dialect]));
  const words = commands.map((command) => wordOf(command, servers, plans));
  const text = ['1', answers.join(''), servers.map(encodeURIComponent).join(','), plans.map(encodeURIComponent).join(','), words.join(','), at].join(';');
  return `${text};${checkOf(text)}`;
}

/**
 * The run that a link holds.
 *
 * @throws DamagedLink for what `linkOf` does not write.
 */
export function runOfLink(link: string): Run {
  if (link.length > longest) throw new DamagedLink(`it is longer than ${longest} characters`);
  const fields = link.split(';');
  if (fields[0] !== '1') throw new DamagedLink('another version of this page has made it, or none');
  const [, answers = '', servers = '', plans = '', words = '', at = '', check] = fields;
  if (fields.length !== 7 || checkOf(link.slice(0, link.lastIndexOf(';'))) !== check) throw new DamagedLink('it has been cut off or changed on its way');
  const run: Run = { dialect: dialectOf(answers), commands: commandsOf(words, listOf(servers).map(serverName), listOf(plans).map(planName)), at: Number(at) };
  // There is one link to a run: what is written in another way was not written here.
  if (!Number.isInteger(run.at) || run.at < 0 || run.at > run.commands.length || linkOf(run) !== link) throw new DamagedLink('it does not hold together');
  return run;
}

/** A run of 1000 commands over 50 servers is shorter. */
const longest = 32_000;

function wordOf(command: Command, servers: readonly string[], plans: readonly string[]): string {
  const server = 'server' in command ? servers.indexOf(command.server) : '';
  switch (command.do) {
    case 'pool.add':
      return `a${server}.${command.version}`;
    case 'pool.remove':
      return `r${server}`;
    case 'dialPlan.host':
      return `h${server}.${plans.indexOf(command.plan)}${letters[command.uriType]}`;
    case 'dialPlan.unhost':
      return `u${server}.${plans.indexOf(command.plan)}`;
    case 'umRouting.discover':
      return 'd';
    case 'rtcsrv.start':
      return 's';
    case 'rtcsrv.stop':
      return 't';
    case 'rtcsrv.restart':
      return 'b';
  }
}

const letters: { readonly [type in UriType]: string } = { SipName: 'S', TelExtn: 'T', E164: 'E' };
const services = { d: 'umRouting.discover', s: 'rtcsrv.start', t: 'rtcsrv.stop', b: 'rtcsrv.restart' } as const;

function commandsOf(words: string, servers: readonly string[], plans: readonly string[]): readonly Command[] {
  const list = listOf(words);
  if (list.length > mostCommands) throw new DamagedLink(`it holds ${list.length} commands, and ${mostCommands} at most are played`);
  return list.map((word, index) => commandOf(word, servers, plans) ?? fail(`there is no command ${JSON.stringify(visible(shortened(word)))} (the ${index + 1}.)`));
}

function commandOf(word: string, servers: readonly string[], plans: readonly string[]): Command | null {
  const [, kind = '', first = '', second = '', letter = ''] = /^([arhudstb])(\d{0,3})(?:\.(\d{1,3})([STE]?))?$/.exec(word) ?? [];
  if (Object.hasOwn(services, kind)) return { do: services[kind as keyof typeof services] };
  const [server, plan] = [servers[Number(first)], plans[Number(second)]];
  if (server === undefined) return null;
  if (kind === 'a') return /^[1-9]$/.test(second) ? { do: 'pool.add', server, version: Number(second) } : null;
  if (kind === 'r') return { do: 'pool.remove', server };
  if (plan === undefined) return null;
  if (kind === 'u') return { do: 'dialPlan.unhost', server, plan };
  const uriType = (Object.keys(letters) as UriType[]).find((type) => letters[type] === letter);
  return uriType === undefined ? null : { do: 'dialPlan.host', server, plan, uriType };
}

function dialectOf(answers: string): Dialect {
  const chosen = Object.entries(assumptions()).map(([name, choices], index) => [name, (choices as readonly string[])[Number(answers[index] ?? NaN)]] as const);
  if (chosen.some(([, choice]) => choice === undefined)) throw new DamagedLink('it answers an assumption in a way that there is not');
  return Object.fromEntries(chosen) as unknown as Dialect;
}

function serverName(text: string): string {
  const name = decoded(text);
  const expected = noServerName(name);
  return expected === null ? name : fail(`${JSON.stringify(visible(shortened(name)))} is not a server name: expected ${expected}`);
}

function planName(text: string): string {
  const name = decoded(text);
  const expected = noPlanName(name);
  return expected === null ? name : fail(`expected ${expected}`);
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return fail('a name in it cannot be read');
  }
}

function listOf(text: string): readonly string[] {
  return text === '' ? [] : text.split(',');
}

function fail(reason: string): never {
  throw new DamagedLink(reason);
}

/** FNV-1a over the text's characters, 32 bits: it tells a link that was cut off or mistyped, and guards against nobody. */
function checkOf(text: string): string {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  return (hash >>> 0).toString(16).padStart(8, '0');
}
