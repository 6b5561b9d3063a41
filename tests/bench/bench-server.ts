import { createServer, request as ask, type Server } from 'node:http';
import { once } from 'node:events';
import { build } from 'vite';
import { fileURLToPath } from 'node:url';
import { anOrderAfter, aProvider, NOW } from '../support/builders.ts';
import type { JobDocument } from '#domain/order/views/inbox.ts';
import { productionStore } from './production-store.ts';
import { startTestServer, type TestServer } from '../support/test-server.ts';

export interface BenchServer {
  url: string;
  token: string;
  close(): Promise<void>;
}

const JOBS = 1_000;

/** A provider's inbox with a thousand jobs behind the real door, and the page that measures, on one origin. */
export async function startBenchServer(): Promise<BenchServer> {
  const store = await productionStore();
  const [server, script] = await Promise.all([
    startTestServer({ listen: true, store }),
    bundledPage()
  ]);
  const provider = await server.addProvider({ id: 'bench' });
  await fillInbox(server, provider.id);
  const { token } = await server.signIn(provider.email);
  const front = createServer((request, response) => {
    const path = request.url ?? '/';
    if (path.startsWith('/sync/')) {
      const onwards = ask(
        `${server.url}${path}`,
        { method: request.method ?? 'GET', headers: request.headers },
        (answer) => {
          response.writeHead(answer.statusCode ?? 502, answer.headers);
          answer.pipe(response);
        }
      );
      request.pipe(onwards);
    } else if (path === '/page.js') {
      response.writeHead(200, { 'content-type': 'text/javascript' }).end(script);
    } else {
      const html =
        '<!doctype html><title>bench</title><script type="module" src="/page.js"></script>';
      response.writeHead(200, { 'content-type': 'text/html' }).end(html);
    }
  });
  front.listen(0, '127.0.0.1');
  await once(front, 'listening');
  return { url: urlOf(front), token, close: () => closeAll(front, server) };
}

async function fillInbox(server: TestServer, provider: string): Promise<void> {
  const { job } = anOrderAfter('customer.contacted', aProvider({ id: provider }));
  const documents = Array.from({ length: JOBS }, (_, index): JobDocument => {
    const order = `order-${String(index).padStart(4, '0')}`;
    return {
      _id: `job:${order}`,
      type: 'job',
      order,
      generation: 1,
      job: {
        ...job,
        id: order,
        appointment: { ...job.appointment, startsAt: NOW + index * 3_600_000 }
      },
      judged: {}
    };
  });
  await server.store.inbox(provider).bulk(documents);
}

async function bundledPage(): Promise<string> {
  const built = await build({
    configFile: false,
    logLevel: 'error',
    build: {
      write: false,
      minify: true,
      // One file, also with what the app loads later.
      rolldownOptions: { output: { codeSplitting: false } },
      lib: {
        entry: fileURLToPath(new URL('./browser/page.ts', import.meta.url)),
        formats: ['es'],
        fileName: 'page'
      }
    },
    define: { global: 'globalThis', 'process.env.NODE_ENV': '"production"' }
  });
  const [output] = Array.isArray(built) ? built : [built];
  if (!output || !('output' in output)) throw new Error('nothing was built');
  return output.output.flatMap((part) => ('code' in part ? [part.code] : [])).join('\n');
}

function urlOf(server: Server): string {
  const address = server.address();
  if (typeof address !== 'object' || !address) throw new Error('not listening');
  return `http://127.0.0.1:${address.port}`;
}

async function closeAll(front: Server, server: TestServer): Promise<void> {
  front.closeAllConnections();
  front.close();
  await server.close();
  await server.store.close();
}
