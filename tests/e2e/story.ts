import { test as base, expect } from '@playwright/test';
import type { RealServer } from '../support/real-server.ts';
import { startDemoServer } from './demo-server.ts';
import type { OwnServer } from './own-server.ts';
import { WatchedPeople, type Person, type PersonOptions } from './watched-context.ts';

interface StoryFixtures {
  /** A server of this story alone, which it may stop, kill and fill. */
  ownServer: OwnServer;
  newPerson: (server: RealServer, options?: PersonOptions) => Promise<Person>;
}
interface WorkerFixtures {
  /** One server for all stories that leave it running and bring their own orders. */
  server: RealServer;
}

export const test = base.extend<StoryFixtures, WorkerFixtures>({
  server: [
    async ({}, use) => {
      const server = await startDemoServer();
      await use(server);
      await server.remove();
    },
    { scope: 'worker' }
  ],
  ownServer: async ({}, use, testInfo) => {
    const server = { ...(await startDemoServer()), isOfOneStory: true } as const;
    await use(server);
    if (testInfo.status !== testInfo.expectedStatus) {
      await testInfo.attach('server.log', { body: server.log() });
    }
    await server.remove();
  },
  newPerson: async ({ browser }, use, testInfo) => {
    const people = new WatchedPeople(browser);
    const servers = new Set<RealServer>();
    await use((server, options) => {
      servers.add(server);
      return people.newPerson(server, options);
    });
    const faults = await people.close(testInfo);
    if (testInfo.status !== testInfo.expectedStatus || faults.length > 0) {
      for (const server of servers) await testInfo.attach('server.log', { body: server.log() });
    }
    expect(faults, 'requests to other hosts, console errors, uncaught exceptions').toEqual([]);
  }
});

export { expect };
