import { randomUUID } from 'node:crypto';
import fastify from 'fastify';
import { serializerCompiler, validatorCompiler } from 'fastify-type-provider-zod';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import type { Authority } from './authority/authority.ts';
import { keepJudging, newJudging } from './authority/judging.ts';
import { keepOrderWork, openOrderWork } from './authority/open-order-work.ts';
import { keepBilling } from './billing/keep-billing.ts';
import { registerInvoiceRoutes } from './billing/register-invoice-routes.ts';
import { registerBookingRoutes } from './booking/booking-routes.ts';
import type { Config } from './config.ts';
import type { App, Background, Clock, Deps, RegisterRoutes } from './deps.ts';
import { keepDemo } from './demo/keep-demo.ts';
import { registerDemoRoutes } from './demo/register-demo-routes.ts';
import { doorPaths } from './door/describe-door.ts';
import { registerDoorRoutes } from './door/register-door-routes.ts';
import { newEvents } from './events.ts';
import { registerFileRoutes } from './files/register-file-routes.ts';
import { keepMails } from './mail/keep-mails.ts';
import { registerMailRoutes } from './mail/register-mail-routes.ts';
import { keepRunning } from './keep-running.ts';
import { openMail, type Mail } from './notify/mail.ts';
import { registerOperatorRoute } from './operator/register-operator-route.ts';
import { registerDeviceRoutes } from './people/register-device-routes.ts';
import { registerSessionRoutes } from './people/register-session-routes.ts';
import { openServerKeys } from './people/server-keys.ts';
import { newSessions } from './people/session.ts';
import { registerApiDocs } from './plugins/api-docs.ts';
import { registerAuthentication } from './plugins/authentication.ts';
import { registerBuiltApp } from './plugins/built-app.ts';
import { registerDrain } from './plugins/drain.ts';
import { registerErrorReply } from './plugins/error-reply.ts';
import { registerHealthRoute } from './plugins/health.ts';
import { answerUnreadable, registerMilaHeaders } from './plugins/mila-headers.ts';
import { registerRateLimit } from './plugins/rate-limit.ts';
import { registerSecurityHeaders } from './plugins/security-headers.ts';
import type { Store } from './store/store.ts';
import { registerSupportRoutes } from './support/support-routes.ts';
import { registerTrackingRoutes } from './tracking/tracking-routes.ts';

export interface AppParts {
  config: Config;
  /** Stays its owner's: closing the app does not close it. */
  store: Store;
  clock?: Clock;
  mail?: Mail;
  authority?: Authority;
  /** False: nothing runs beside the requests; a test does that itself. */
  background?: boolean;
}

/** Every part's routes. A new part adds its line here. */
const ROUTES: readonly RegisterRoutes[] = [
  registerHealthRoute,
  registerOperatorRoute,
  registerSessionRoutes,
  registerDeviceRoutes,
  registerDoorRoutes,
  registerFileRoutes,
  registerBookingRoutes,
  registerTrackingRoutes,
  registerInvoiceRoutes,
  registerMailRoutes,
  registerSupportRoutes,
  registerDemoRoutes
];

/** What runs beside the requests. */
const BACKGROUND: readonly Background[] = [
  keepOrderWork,
  keepJudging,
  keepBilling,
  keepMails,
  keepDemo
];

const API_BODY_LIMIT = 1_000_000;

/** The whole server, not yet listening; tests use `inject`. `app.deps` is what its parts share. */
export async function buildApp(parts: AppParts): Promise<App> {
  const { config, clock = { now: Date.now } } = parts;
  const app: App = fastify({
    logger: { level: config.logLevel },
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

  const closing = new AbortController();
  const deps = await openDeps(app, { ...parts, clock }, closing.signal);
  app.decorate('deps', deps);

  // Long polls, followers and timers end first, or closing would wait for them.
  app.addHook('preClose', async () => closing.abort());
  registerDrain(app);
  registerErrorReply(app);
  registerMilaHeaders(app, clock);
  await registerSecurityHeaders(app, config);
  await registerAuthentication(app, deps.sessions, config.publicUrl);
  await registerRateLimit(app, config);
  await registerApiDocs(app, doorPaths());
  for (const register of ROUTES) await register(app, deps);
  await registerBuiltApp(app, config);

  let running: Promise<unknown> = Promise.resolve();
  if (parts.background ?? true) {
    app.addHook('onReady', async () => {
      // What was sent in time may not be judged yet, and devices may be on their way.
      deps.orderWork.lapses.hold();
      running = Promise.all(BACKGROUND.map((work) => keepRunning(work, deps)));
    });
  }
  app.addHook('onClose', async () => {
    await running;
    await deps.judging.ended();
    if (!parts.mail) deps.mail.close();
  });
  return app;
}

async function openDeps(
  app: App,
  parts: AppParts & { clock: Clock },
  closing: AbortSignal
): Promise<Deps> {
  const { config, store, clock } = parts;
  const { log } = app;
  const keys = await openServerKeys(store, clock.now());
  const events = newEvents();
  const orderWork = openOrderWork({ store, clock, keys, events, log, closing });
  const authority = parts.authority ?? orderWork.authority;
  const judging = newJudging({ store, authority, clock, log, closing });
  orderWork.hooks.judged = (provider) => judging.judged(provider);
  return {
    config,
    store,
    clock,
    log,
    closing,
    authority,
    keys,
    orderWork,
    sessions: newSessions(store, clock, config.sessionDays),
    events,
    mail: parts.mail ?? openMail(config, log),
    judging
  };
}
