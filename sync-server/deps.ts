import type {
  FastifyBaseLogger,
  FastifyInstance,
  RawReplyDefaultExpression,
  RawRequestDefaultExpression,
  RawServerDefault
} from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import type { Authority } from './authority/authority.ts';
import type { Judging } from './authority/judging.ts';
import type { OrderWork } from './authority/open-order-work.ts';
import type { Config } from './config.ts';
import type { Events } from './events.ts';
import type { Mail } from './notify/mail.ts';
import type { ServerKeys } from './people/server-keys.ts';
import type { Sessions } from './people/session.ts';
import type { Store } from './store/store.ts';

/** Server time in ms. Injected everywhere, so that a test decides what time it is. */
export interface Clock {
  now(): number;
}

/** What every part of the server is given; nobody opens any of it on their own. */
export interface Deps {
  config: Config;
  clock: Clock;
  store: Store;
  keys: ServerKeys;
  sessions: Sessions;
  events: Events;
  mail: Mail;
  authority: Authority;
  /** Orders, their clock and whoever is told of them. */
  orderWork: OrderWork;
  judging: Judging;
  log: FastifyBaseLogger;
  /** Ends when the server closes: feeds, followers and timers stop with it. */
  closing: AbortSignal;
}

export type App = FastifyInstance<
  RawServerDefault,
  RawRequestDefaultExpression,
  RawReplyDefaultExpression,
  FastifyBaseLogger,
  ZodTypeProvider
>;

/** A part's routes. Listed in app.ts. */
export type RegisterRoutes = (app: App, deps: Deps) => void | Promise<void>;

/** Work that runs beside the requests until `deps.closing` ends it; it waits out outages by itself. */
export type Background = (deps: Deps) => Promise<void>;

declare module 'fastify' {
  interface FastifyInstance {
    deps: Deps;
  }
}
