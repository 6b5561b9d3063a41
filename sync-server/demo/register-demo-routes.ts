import * as z from 'zod/mini';
import type { App, Deps } from '../deps.ts';
import { accountId } from '../people/account.ts';
import { DEMO_SIGN_INS } from './sign-ins.ts';

const signIn = z.object({
  name: z.string(),
  role: z.string(),
  email: z.string(),
  password: z.string(),
  provider: z.string()
});
const page = z.object({ label: z.string(), href: z.string() });
const demo = z.object({ demo: z.boolean(), signIns: z.array(signIn), pages: z.array(page) });

const PAGES = [
  { label: 'Service buchen', href: '/book' },
  { label: 'Helfer-App', href: '/today' },
  { label: 'Support', href: '/support' },
  { label: 'API', href: '/api/docs' }
];
const NO_DEMO = { demo: false, signIns: [], pages: [] };

/** What the front door of a demo server shows. A server with real data answers that it is none. */
export function registerDemoRoutes(app: App, { config, store }: Deps): void {
  app.get('/api/demo', { schema: { tags: ['server'], response: { 200: demo } } }, async () => {
    const [first] = DEMO_SIGN_INS;
    const isDemo = config.demo && first && (await store.people.get(accountId(first.email)));
    if (!isDemo) return NO_DEMO;
    const signIns = DEMO_SIGN_INS.map(({ email, password, person }) => {
      const { id: provider, name, role } = person;
      return { name, role, email, password, provider };
    });
    return { demo: true, signIns, pages: PAGES };
  });
}
