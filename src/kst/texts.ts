/**
 * What the reports say of the Known Servers Table beyond its words.
 */
import type { Texts } from '../engine/texts.ts';

export const texts = (): Texts => ({
  rows: 'One server, versions 5 and 6, one SipName dial plan',
  beyond: 'all versions, URI types and two plans, with several servers, or under other spellings',
  ruleValues: "`pool's` is the version of the server's pool, `0` UM Routing's",
  rowValues: "`pool's` is the version of the server's pool",
  events: 'with the version or versions that each names',
  blank: 'no pool, plan, claim or entry',
  columns: { known: 'listed' },
  rowId: `\`run.5.hosts.claimed.0.settled/pool.remove\` is RTCSRV running, a pool of version 5, a SipName plan hosted, the server claimed
by UM Routing, 0 listed for it, its conflict settled; a \`-\` stands for what is not there.`,
  log: 'What the Windows event log of a Front End tells of the Known Servers Table. Each Front End keeps a table of its own, and a log.',
  logNotes:
    'The two without a number are named here after what they say. The source tells the level of 14563, 44030 and 14493; ' +
    'that the others are Information is assumed.',
  grain: 'one server a pool, a discovery cycle as one step, no clock',
});
