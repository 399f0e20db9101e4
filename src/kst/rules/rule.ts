/**
 * The shape of a rule, and what a rule may see.
 */
import type { P } from 'ts-pattern';
import type { CommandKind } from '../commands.ts';
import type { Dialect } from '../dialect.ts';
import type { ConsultedTable, Effect, Refuse, ServerEffect, ServiceEffect } from '../effects.ts';
import type { Conflict } from '../state.ts';

/**
 * All that a rule sees: whether RTCSRV runs, what is done, and one server (a blank one, where it is about RTCSRV alone).
 * Neither names nor numbers: no rule can treat one server, plan or release in its own way.
 */
export interface View {
  readonly doing: CommandKind;
  readonly running: boolean;
  /** The topology has a trusted application pool for the server. */
  readonly pool: boolean;
  /** The server hosts a SipName dial plan. */
  readonly hosting: boolean;
  /** The server hosts the plan that the command names. */
  readonly planHosted: boolean;
  readonly claimed: boolean;
  /** nothing is listed; any: UM Routing's version 0; pool: the pool's version; illegal: anything else. */
  readonly known: 'nothing' | 'any' | 'pool' | 'illegal';
  readonly conflict: Conflict;
}

/** A pattern over the cells of a view; a cell that is left out does not matter. */
export type ViewPattern = { readonly [cell in keyof View]?: P.Pattern<View[cell]> };

/** A row of a table, with the effects that it may have. The assumptions shape what a rule does, never when it applies. */
export interface Rule<E extends Effect = Effect> {
  /** R01, R02, ...: stable, never given to another rule. */
  readonly id: string;
  /** The row as a sentence. */
  readonly says: string;
  /** The claims, assumptions and choices that it rests on. */
  readonly cites: readonly string[];
  /** The dialects in which no reachable state lets it apply; checked both ways. */
  readonly neverIn?: Partial<Dialect>;
  readonly when: () => ViewPattern;
  readonly then: (dialect: Dialect) => readonly (E | Refuse)[];
}

/** Rules of which exactly one applies to each view (hit policy UNIQUE). */
export type Table<E extends Effect = Effect> = readonly Rule<E>[];

/** A table about one server: its effects are on that server, and on no other. */
export type ServerTable = Table<ServerEffect>;

/** A table about RTCSRV: what it does to servers it leaves to the tables of servers. */
export type ServiceTable = Table<ServiceEffect>;

export type TableName = CommandKind | ConsultedTable;
