/**
 * Effects in words: what a rule does.
 */
import type { Effect, Which } from '../kst/effects.ts';

/** An effect as a few words, with the event that it logs. */
export function effectText(effect: Effect): string {
  switch (effect.do) {
    case 'refuse':
      return `refuse: ${effect.reason}`;
    case 'set-pool':
      return 'the pool is there';
    case 'clear-pool':
      return 'the pool is gone';
    case 'add-plan':
      return 'the plan is hosted';
    case 'drop-plan':
      return 'the plan is no longer hosted';
    case 'list':
      return `list ${version(effect.version)} (14493)`;
    case 'unlist':
      return `unlist ${version(effect.version)} (14495)`;
    case 'evict':
      return `evict what is listed and ${version(effect.offered)}, which is offered (14563): the conflict is open`;
    case 'log-evicted':
      return `log that ${version(effect.version)} is out (14495)`;
    case 'warn':
      return 'warn (44030)';
    case 'enter':
      return `list ${version(effect.version)}, without an event`;
    case 'forget':
      return 'list nothing, without an event';
    case 'claim':
      return 'UM Routing claims the server';
    case 'release':
      return 'UM Routing claims it no longer';
    case 'log-found':
      return 'log exchange-server-added';
    case 'log-lost':
      return 'log exchange-server-removed';
    case 'settle':
      return 'the conflict is settled';
    case 'close':
      return 'a conflict is over';
    case 'consult':
      return `ask the table ${effect.table}`;
    case 'run':
      return 'RTCSRV runs';
    case 'halt':
      return 'RTCSRV is stopped';
    case 'log-known':
      return 'log the whole table (14492)';
    case 'log-hosting':
      return 'log the servers that host a SipName plan (44024)';
    case 'each':
      return `ask the table ${effect.table} of each server`;
    case 'perform':
      return `do ${effect.command}`;
  }
}

function version(which: Which): string {
  return which === 'any' ? '0' : "the pool's version";
}
