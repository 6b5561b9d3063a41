import { randomUUID } from 'node:crypto';
import fastify from 'fastify';
import { serializerCompiler, validatorCompiler } from 'fastify-type-provider-zod';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { newAuditLog } from './audit/audit-log.ts';
import type { Authority } from './authority/authority.ts';
import { newInvoiceFiles } from './billing/invoice-files.ts';
import { openBusiness, senderOf } from './business/business.ts';
import { openMailTexts } from './texts/mail-texts.ts';
import { openMarketRules } from './business/market-rules.ts';
import type { Clock } from './clock.ts';
import type { Config } from './config/config.ts';
import type { Background, Deps } from './deps.ts';
import { BACKGROUND, ROUTES } from './parts.ts';
import { doorPaths } from './door/describe-door.ts';
import { newEvents } from './events.ts';
import { openGeocoder } from './geocoding/open-geocoder.ts';
import { keepRunning } from './keep-running.ts';
import { openMail, type Mail } from './notify/mail.ts';
import { openOrderWork } from './order-work/open-order-work.ts';
import { newOutboxWorker } from './order-work/outbox-worker.ts';
import { openServerKeys } from './people/server-keys.ts';
import { newSessions } from './people/session.ts';
import { registerAuditedRoutes } from './plugins/register-audited-routes.ts';
import { registerAuthentication } from './plugins/authentication.ts';
import { registerEmptyBodies } from './plugins/empty-bodies.ts';
import { registerErrorReply } from './plugins/error-reply.ts';
import { registerCompression } from './plugins/compression.ts';
import type { HttpApp } from './plugins/http-app.ts';
import { answerUnreadable, registerMilaHeaders } from './plugins/mila-headers.ts';
import { logSettings } from './plugins/log-settings.ts';
import { registerApiDocs } from './plugins/register-api-docs.ts';
import { appShell, registerBuiltApp } from './plugins/register-built-app.ts';
import { registerDemoRoute } from './plugins/register-demo-route.ts';
import { registerDrain } from './plugins/register-drain.ts';
import { registerOriginForm } from './plugins/register-origin-form.ts';
import { registerRateLimit } from './plugins/register-rate-limit.ts';
import { registerSecurityHeaders } from './plugins/register-security-headers.ts';
import { registerSlowReaders } from './plugins/register-slow-readers.ts';
import { registerSlowBodies } from './plugins/register-slow-bodies.ts';
import { registerStorefrontRoutes } from './storefront/register-storefront-routes.ts';
import { epochBegan, openEpoch } from './store/epoch.ts';
import type { Store } from './store/store.ts';

export interface AppParts {
  config: Config;
  /** Stays its owner's: closing the app does not close it. */
  store: Store;
  clock?: Clock;
  mail?: Mail;
  authority?: Authority;
  /** Where lines of the log go; else to the process's own output. */
  logTo?: { write(line: string): void };
  /** Told of every route, as Fastify's hook of that name. */
  onRoute?: (route: {
    method: string | string[];
    url: string;
    config?: { audit?: string };
  }) => void;
  /** False: nothing runs beside the requests; a test does that itself. */
  background?: boolean;
}

const API_BODY_LIMIT = 1_000_000;

/** The whole server, not yet listening; tests use `inject`. `app.deps` is what its parts share. */
export async function buildApp(parts: AppParts): Promise<HttpApp> {
  const { config, clock = { now: Date.now } } = parts;
  const app = openHttpApp(parts, clock);
  const closing = new AbortController();
  const deps = await openDeps(app, { ...parts, clock }, closing.signal);
  app.decorate('deps', deps);
  // Long polls, followers and timers end first, or closing would wait for them.
  app.addHook('preClose', async () => closing.abort());
  const demo = config.demo ? await import('./demo/demo.ts') : null;
  if (parts.onRoute) app.addHook('onRoute', parts.onRoute);
  await registerPlugins(app, deps);
  for (const register of ROUTES) await register(app, deps);
  const frontDoor = demo ? () => demo.frontDoor(deps.store) : undefined;
  registerDemoRoute(app, frontDoor);
  const shell = appShell(config);
  registerStorefrontRoutes(app, deps, { sendShell: (reply) => shell.send(reply), demo: frontDoor });
  await registerBuiltApp(app, config, shell);

  // Fastify closes the last first: what runs beside has its last words with the mail server.
  if (!parts.mail) app.addHook('onClose', async () => deps.mail.close());
  const isRunning = parts.background ?? true;
  runBeside(app, deps, isRunning ? [...BACKGROUND, ...(demo ? [demo.keepDemo] : [])] : []);
  return app;
}

function openHttpApp({ config, logTo }: AppParts, clock: Clock): HttpApp {
  const app: HttpApp = fastify({
    logger: logSettings(config, logTo),
    genReqId: () => randomUUID(),
    trustProxy: (_address, hop) => hop < config.trustedProxies,
    bodyLimit: API_BODY_LIMIT,
    // A device on a bad line sends slowly; what it may not do is hold a request open for ever.
    requestTimeout: 600_000,
    forceCloseConnections: true,
    routerOptions: { ignoreTrailingSlash: true, maxParamLength: 1_000 },
    frameworkErrors: (_error, request, reply) => answerUnreadable(request, reply, clock)
  }).withTypeProvider<ZodTypeProvider>();
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(serializerCompiler);
  return app;
}

async function registerPlugins(app: HttpApp, deps: Deps): Promise<void> {
  const { config, sessions, audit } = deps;
  registerDrain(app);
  registerSlowReaders(app);
  registerErrorReply(app);
  registerEmptyBodies(app);
  registerMilaHeaders(app, deps);
  registerCompression(app);
  await registerSecurityHeaders(app, config);
  registerOriginForm(app);
  registerSlowBodies(app);
  await registerAuthentication(app, sessions, config.publicUrl);
  registerAuditedRoutes(app, audit);
  await registerRateLimit(app, config);
  await registerApiDocs(app, doorPaths());
}

function runBeside(app: HttpApp, deps: Deps, works: readonly Background[]): void {
  let running: Promise<unknown> = Promise.resolve();
  if (works.length > 0) {
    app.addHook('onReady', async () => {
      // What was sent in time may not be judged yet, and devices may be on their way.
      deps.orderWork.gracePeriod.serverStarted();
      running = Promise.all(works.map((work) => keepRunning(work, deps)));
    });
  }
  app.addHook('onClose', async () => {
    await running;
    await deps.outboxWorker.ended();
    await deps.invoiceFiles.close();
  });
}

async function openDeps(
  app: HttpApp,
  parts: AppParts & { clock: Clock },
  closing: AbortSignal
): Promise<Deps> {
  const { config, store, clock } = parts;
  const { log } = app;
  const keys = await openServerKeys(store, clock.now());
  const epoch = await openEpoch(store, clock);
  const events = newEvents();
  const orderWork = openOrderWork({
    ...{ store, clock, keys, events, log, closing },
    copySince: epochBegan(epoch)
  });
  const authority = parts.authority ?? orderWork.authority;
  const outboxWorker = newOutboxWorker({ store, authority, clock, log, closing });
  orderWork.hooks.judged = (provider) => outboxWorker.judged(provider);
  const sessions = newSessions(store, clock, config.sessionDays);
  const audit = newAuditLog(store, clock);
  const business = openBusiness(store, config);
  const mailTexts = openMailTexts(store);
  const marketRules = openMarketRules(store);
  const mail = parts.mail ?? openMail(config, log, async () => senderOf(await business.current()));
  return {
    ...{ config, business, marketRules, store, clock, log, closing, keys, epoch, events },
    ...{ authority, orderWork, outboxWorker, sessions, audit, mail, mailTexts },
    geocoder: openGeocoder({
      places: store.places,
      geocoderUrl: config.geocoderUrl,
      now: () => clock.now(),
      onFailure: (error) => log.warn({ err: error }, 'the geocoder of GEOCODER_URL did not help')
    }),
    invoiceFiles: newInvoiceFiles(config.filesDir)
  };
}
