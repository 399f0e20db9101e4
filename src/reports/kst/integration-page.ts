import { conditionText } from '../../engine/dialects/conditions.ts';
import { isHealthy } from '../../lync/standing.ts';
import { code, generated, markdownTable } from '../pages/markdown.ts';
import type { IntegrationTable, integrationTables } from '../../lync/integration-table.ts';

/** reports/integration.md: when to have a trusted application pool for an Exchange server. */
export function integrationPage({ hosting, noLonger }: ReturnType<typeof integrationTables>): string {
  return `# When to have a trusted application pool

${generated}

An Exchange server of which RTCSRV is to know, for UM and for instant messages in Outlook Web App (OWA IM). The rules are asked by \
playing each history, in
every dialect; after each thing that happens UM Routing runs a discovery cycle.

## In short

${shortAnswers(hosting).map((answer) => `- ${answer}`).join('\n')}

Each Front End keeps a table of its own. A pool is added to or removed from the topology once, and all of them hear of it; RTCSRV is \
restarted on every one.

## While things are as they are

${tableText(hosting)}

## Once the server hosts no SipName dial plan any more

${tableText(noLonger)}

- *known*: what RTCSRV lists for the server: \`0\` from UM Routing, \`pool's\` the version of the pool. *UM* is \`none\` for a server \
that has nothing to do with UM.
- *dialects*: the answers to the assumptions for which the row holds ([assumptions.md](assumptions.md)).
- *what to do*: any one of these, and UM Routing's next cycle, makes all work that the server can have. *what breaks it*: any one of \
these ends that.
`;
}

/** Whether to have a pool, in a sentence for servers without a SipName dial plan and one for servers with; `**` around the advice. */
export function shortAnswers(hosting: IntegrationTable): readonly string[] {
  return [
    shortAnswer(hosting, 'no', 'A server that hosts no SipName dial plan'),
    shortAnswer(hosting, 'yes', 'A server that hosts a SipName dial plan'),
  ];
}

/** What a pool does for a server: without one, with one at once, and with one after a restart. */
function shortAnswer({ rows }: IntegrationTable, plan: string, who: string) {
  const of = (pool: string, restarted: string) =>
    rows.filter(({ when }) => has(when[0], plan) && has(when[1], pool) && has(when[3], restarted)).map(({ aftermath }) => aftermath);
  const all = (aftermaths: ReturnType<typeof of>) => aftermaths.every(isHealthy);
  const without = all(of('no', 'no'));
  const [atOnce, restarted] = [of('yes', 'no'), all(of('yes', 'yes'))];
  const advice = without ? (all(atOnce) ? 'have one or none' : 'have none') : 'have one';
  return `${who}: **${advice}**. Without a pool integration ${without ? 'works' : 'is broken'}; with one it ${
    all(atOnce) ? 'works at once' : restarted ? 'may be broken until RTCSRV has restarted' : 'may stay broken'
  }.`;
}

function has(allowed: readonly string[] | null | undefined, value: string) {
  return allowed === null || allowed === undefined || allowed.includes(value);
}

function tableText({ columns, rows }: IntegrationTable) {
  return markdownTable([...columns, 'dialects', 'known', 'UM', 'OWA IM', 'what to do', 'what breaks it'], rows.map(cells));
}

function cells({ when, condition, aftermath }: IntegrationTable['rows'][number]) {
  const { known, um, owaIm, mends, breaks } = aftermath;
  return [
    ...when.map((values) => values?.filter((value) => value !== '').join(' or ') || '-'),
    conditionText(condition) === 'always' ? 'all' : code(conditionText(condition)),
    known,
    um,
    owaIm,
    isHealthy(aftermath) ? 'nothing' : mends.join(', or ') || 'more than one thing',
    breaks.join(', ') || '-',
  ];
}
