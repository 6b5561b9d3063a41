import * as z from 'zod/mini';
import type { HttpApp } from './http-app.ts';

const signIn = z.object({
  name: z.string(),
  role: z.string(),
  email: z.string(),
  password: z.string(),
  provider: z.string()
});
const page = z.object({ label: z.string(), href: z.string() });
const frontDoor = z.object({ demo: z.boolean(), signIns: z.array(signIn), pages: z.array(page) });

/** What the front door of a demo server shows. */
export type DemoFrontDoor = z.infer<typeof frontDoor>;

const NO_DEMO: DemoFrontDoor = { demo: false, signIns: [], pages: [] };

/** A server with real data answers that it is no demo. */
export function registerDemoRoute(
  app: HttpApp,
  read: () => Promise<DemoFrontDoor | null> = () => Promise.resolve(null)
): void {
  app.get(
    '/api/demo',
    { schema: { tags: ['server'], response: { 200: frontDoor } } },
    async () => (await read()) ?? NO_DEMO
  );
}
