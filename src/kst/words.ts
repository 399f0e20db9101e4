/**
 * The kinds of thing that the Known Servers Table is made of.
 */
import type { Dialect } from './assumptions.ts';
import type { RtcsrvView, ServerView } from './cells.ts';
import type { Refusal, RtcsrvCommand, ServerCommand } from './commands.ts';
import type { ConsultedTable, RtcsrvEffect, ServerEffect } from './effects.ts';
import type { Event, EventName } from './events.ts';
import type { Logged, Memory, Seen } from './invariants/seen.ts';
import type { Rtcsrv, Server } from './state.ts';
import type { RowState } from './table.ts';

export interface Kst {
  Whole: Rtcsrv;
  Part: Server;
  PartCommand: ServerCommand;
  WholeCommand: RtcsrvCommand;
  Event: Event;
  EventName: EventName;
  Refusal: Refusal;
  Dialect: Dialect;
  PartView: ServerView;
  WholeView: RtcsrvView;
  PartEffect: ServerEffect;
  WholeEffect: RtcsrvEffect;
  Table: ConsultedTable;
  Seen: Seen;
  Record: Logged;
  Memory: Memory;
  Row: RowState;
}
