import type { FastifyBaseLogger } from 'fastify';
import type { AuditLog } from './audit/audit-log.ts';
import type { Authority } from './authority/authority.ts';
import type { Invoice } from '#domain/billing/invoice.ts';
import type { Business } from './business/business.ts';
import type { KeptRules } from './business/market-rules.ts';
import type { Clock } from './clock.ts';
import type { Config } from './config/config.ts';
import type { Events } from './events.ts';
import type { Geocoder } from './geocoding/geocoder.ts';
import type { MailTexts } from './texts/mail-texts.ts';
import type { Mail } from './notify/mail.ts';
import type { OrderWork } from './order-work/open-order-work.ts';
import type { OutboxWorker } from './order-work/outbox-worker.ts';
import type { ServerKeys } from './people/server-keys.ts';
import type { Sessions } from './people/session.ts';
import type { HttpApp } from './plugins/http-app.ts';
import type { Store } from './store/store.ts';

/** What every part of the server is given; nobody opens any of it on their own. */
export interface Deps {
  config: Config;
  /** Who runs this and where. */
  business: Business;
  /** What mails say. */
  mailTexts: MailTexts;
  /** What holds in each market, version by version. */
  marketRules: KeptRules;
  clock: Clock;
  store: Store;
  keys: ServerKeys;
  /** Which copy of the data this is (store/epoch.ts). */
  epoch: string;
  sessions: Sessions;
  /** Who of the operator's saw or changed what. */
  audit: AuditLog;
  events: Events;
  mail: Mail;
  /** Where places are; reading its list of towns takes a moment, once. */
  geocoder: Geocoder;
  /** PDFs of invoices; undefined where too many wait to be drawn. */
  invoiceFiles: {
    contentOf(invoice: Invoice, isPatient?: boolean): Promise<Buffer | undefined>;
    close(): Promise<void>;
  };
  authority: Authority;
  /** Orders, their clock and whoever is told of them. */
  orderWork: OrderWork;
  /** Takes what devices have sent to the authority. */
  outboxWorker: OutboxWorker;
  log: FastifyBaseLogger;
  /** Aborted when the server closes: feeds, followers and timers stop with it. */
  closing: AbortSignal;
}

/** A part's routes. Listed in app.ts. */
export type RegisterRoutes = (app: HttpApp, deps: Deps) => void | Promise<void>;

/** Work that runs beside the requests until `deps.closing`; it waits out outages by itself. */
export type Background = (deps: Deps) => Promise<void>;

declare module 'fastify' {
  interface FastifyInstance {
    deps: Deps;
  }
}
