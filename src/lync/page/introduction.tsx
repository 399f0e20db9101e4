/**
 * What the overview begins with: what the table is, and where to go.
 */
import { fragmentOf } from '../../page/route.ts';

export function Introduction() {
  return (
    <p class="prose">
      Lync talks only to servers that stand in its Known Servers Table. Two entries of different versions for one server are illegal: both
      are out, event 14563 is logged, and UM and instant messages in Outlook Web App stop working with that server. This page holds the
      rules of the table. <a href={fragmentOf('play')}>Play with them</a>, look up{' '}
      <a href={fragmentOf('tables', 'pools')}>when to have a trusted application pool</a>, or see{' '}
      <a href={fragmentOf('diagram')}>the states of a server</a>.
    </p>
  );
}
