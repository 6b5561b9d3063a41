/// <reference no-default-lib="true"/>
/// <reference lib="esnext" />
/// <reference lib="webworker" />
/// <reference types="@sveltejs/kit" />
// The shell, so that the app starts with no network on any address of its own. Data are never kept here: they
// live in the device's database, and /api and /sync always go to the network.
import { build, files, prerendered } from '$service-worker';
import {
  cleanupOutdatedCaches,
  createHandlerBoundToURL,
  precacheAndRoute
} from 'workbox-precaching';
import { NavigationRoute, registerRoute } from 'workbox-routing';

declare const self: ServiceWorkerGlobalScope;

/** Service worker static routing, not in TypeScript's own library yet. */
interface StaticRoutes {
  addRoutes(
    routes: { condition: { urlPattern: { pathname: string } }; source: 'network' }[]
  ): Promise<void>;
}
const SHELL = '/200.html';
/** Of all that was built; the hash is put in when the build is complete (stamp-revision.ts). */
const REVISION = 'content-unknown-';
/** version.json is asked of the server every time: it tells whether there is a newer app. Screenshots are for stores. */
const NEVER_KEPT = /(?:^|\/)(?:version\.json|og\.png|screenshots\/.*)$/;
/** Drawn by the server, for whoever finds them: `/`, `/de-ch/…`. */
const DRAWN = /^\/(?:[a-z]{2}-[a-z]{2}(?:\/.*)?|sitemap\.xml|robots\.txt)?$/;

precacheAndRoute([
  // Its name never changes, so the content says when it has.
  { url: SHELL, revision: REVISION },
  ...build.map((url) => ({ url, revision: null })),
  ...[...files, ...prerendered]
    .filter((url) => !NEVER_KEPT.test(url))
    .map((url) => ({ url, revision: REVISION }))
]);
cleanupOutdatedCaches();
const shell = createHandlerBoundToURL(SHELL);
registerRoute(new NavigationRoute(shell, { denylist: [/^\/(?:api|sync)(?:\/|$)/, DRAWN] }));
registerRoute(
  new NavigationRoute((options) => fetch(options.request).catch(() => shell(options)), {
    allowlist: [DRAWN]
  })
);

// What always goes to the network does not come by here at all, where the browser can leave a worker out: syncing
// then neither wakes this worker nor keeps it so busy that a newer one has to wait for its turn.
self.addEventListener('install', (event) => {
  const { addRoutes } = event as InstallEvent & Partial<StaticRoutes>;
  const routes = ['/api/*', '/sync/*'].map((pathname) => ({
    condition: { urlPattern: { pathname } },
    source: 'network' as const
  }));
  // A browser that does not take these rules still gets the app: they only save it work.
  if (addRoutes) event.waitUntil(addRoutes.call(event, routes).catch(() => undefined));
});

// A new worker waits until the user agrees: a page that is being worked on keeps the files that it was built with.
self.addEventListener('message', (event) => {
  if ((event.data as { type?: string } | null)?.type === 'SKIP_WAITING')
    event.waitUntil(self.skipWaiting());
});
