// The pages that anybody finds: drawn by the server from what is published, so that they are read
// without JavaScript and by search engines (decisions/0001-pages-drawn-by-the-server.md).
import type { FastifyReply, FastifyRequest } from 'fastify';
import { MARKETS } from '#domain/policy/policy.ts';
import { pageAt } from '#domain/storefront/address.ts';
import { areaCode, areaFor, areasOf, type Area } from '#domain/storefront/area.ts';
import type { DemoSignIns, Site } from '#domain/storefront/page-input.ts';
import { sitemap } from '#domain/storefront/sitemap.ts';
import { storefrontAnswer } from '#domain/storefront/storefront-view.ts';
import type { Deps } from '../deps.ts';
import { acceptedEncoding, varyByEncoding } from '../plugins/compression.ts';
import type { HttpApp } from '../plugins/http-app.ts';
import { publicCompanies } from '../plugins/register-operator-route.ts';
import { StoreUnavailable } from '../store/store-unavailable.ts';
import { keptPage, keptPages, type KeptPage } from './kept-pages.ts';
import { pageRenderer } from './page-renderer.ts';
import { robots } from './robots.ts';
import { worldReader } from './world-reader.ts';

interface Beside {
  /** The app's own page, where the build has nothing to draw with. */
  sendShell: (reply: FastifyReply) => Promise<FastifyReply>;
  demo?: (() => Promise<DemoSignIns | null>) | undefined;
}

const ASK_FIRST = 'no-cache';
const RETRY_AFTER_S = 3;
const MOST_LANGUAGES = 10;
type Needed = Pick<Deps, 'config' | 'store' | 'business' | 'marketRules' | 'clock'>;

export function registerStorefrontRoutes(app: HttpApp, deps: Needed, beside: Beside): void {
  const { config, store, business, marketRules, clock } = deps;
  const readWorld = worldReader({ store, business, marketRules, now: () => clock.now() });
  const openRenderer = pageRenderer(config.buildDir);
  const [kept, maps] = [keptPages(), keptPages()];
  const origin = config.publicUrl.replace(/\/$/, '');

  async function send(request: FastifyRequest, reply: FastifyReply, at: Area | null, path = '') {
    const renderer = await openRenderer();
    if (!renderer) return beside.sendShell(reply);
    const read = await Promise.all([readWorld(), beside.demo?.() ?? null]).catch(isStoreDown);
    if (!read) return beside.sendShell(reply.code(503).header('retry-after', RETRY_AFTER_S));
    const [{ world, business: running, edition }, demo] = read;
    const markets = running.markets.length > 0 ? running.markets : MARKETS;
    const area = at ?? areaFor(wantedLanguages(request), markets);
    const answer = storefrontAnswer(world, area, pageAt(path, area));
    if (answer.status === 301) return lead(request, reply, answer.path);
    const { canonical } = answer.view;
    if (at && canonical && !isAt(request, canonical)) return lead(request, reply, canonical);
    const { support, links } = running;
    const site: Site = {
      ...{ origin, markets: running.markets, support, links, demo },
      companies: publicCompanies(running)
    };
    const { render, assets, build } = renderer;
    const draw = () => render({ view: answer.view, site, assets, isDefault: at === null });
    const all = [edition, build, JSON.stringify(demo)].join();
    // What is not there has any number of addresses: none of them is kept.
    const page =
      answer.status === 404
        ? keptPage(draw())
        : kept.page(all, `${canonical} ${at === null}`, draw);
    if (!at) reply.header('vary', 'accept-language');
    reply.header('content-security-policy', page.policy);
    return sendPage(reply.code(answer.status), page);
  }

  app.get('/', HIDDEN, (request, reply) => send(request, reply, null));
  for (const area of areasOf(MARKETS)) {
    const code = areaCode(area);
    app.get(`/${code}`, HIDDEN, (request, reply) => send(request, reply, area));
    app.get(`/${code}/*`, HIDDEN, (request, reply) =>
      send(request, reply, area, (request.params as { '*': string })['*'])
    );
  }
  app.get('/sitemap.xml', HIDDEN, async (_request, reply) => {
    const { world, edition } = await readWorld();
    const map = maps.page(edition, '', () => sitemap(world, origin));
    return sendPage(reply, map, 'application/xml; charset=utf-8');
  });
  app.get('/robots.txt', HIDDEN, (_request, reply) =>
    sendPage(reply, keptPage(robots(origin)), 'text/plain; charset=utf-8')
  );
}

/** As it is written: the router also takes a slash more and letters by their codes. */
function isAt({ url }: FastifyRequest, path: string): boolean {
  return url.split('?', 1)[0] === encodeURI(path);
}

/** To the one address of a page. Asked for again each time: a page may move back. */
function lead({ url }: FastifyRequest, reply: FastifyReply, path: string): FastifyReply {
  const query = url.indexOf('?');
  const asked = query < 0 ? '' : url.slice(query);
  return reply.header('cache-control', ASK_FIRST).redirect(`${encodeURI(path)}${asked}`, 301);
}

/** The app's own page then says that nothing can be reached. */
function isStoreDown(error: unknown): null {
  if (error instanceof StoreUnavailable) return null;
  throw error;
}

const HIDDEN = { schema: { hide: true } };

async function sendPage(
  reply: FastifyReply,
  page: KeptPage,
  type = 'text/html; charset=utf-8'
): Promise<FastifyReply> {
  const encoding = acceptedEncoding(reply.request);
  const tag = `"${page.tag}${encoding ? `-${encoding}` : ''}"`;
  reply.header('cache-control', ASK_FIRST).header('etag', tag);
  varyByEncoding(reply);
  const isKnown = reply.request.headers['if-none-match'] === tag;
  if (isKnown && reply.statusCode === 200) return reply.code(304).send();
  if (encoding) reply.header('content-encoding', encoding);
  return reply.type(type).send(await page.bodyIn(encoding));
}

/** In the order of their weights. */
function wantedLanguages({ headers }: FastifyRequest): string[] {
  return String(headers['accept-language'] ?? '')
    .split(',', MOST_LANGUAGES)
    .map((each) => {
      const [tag = '', weight] = each.trim().split(/;\s*q=/i);
      return { tag, weight: weight === undefined ? 1 : Number(weight) || 0 };
    })
    .sort((a, b) => b.weight - a.weight)
    .map(({ tag }) => tag);
}
