import { afterEach, expect, it, vi } from 'vitest';
import { signOut } from '../../src/lib/staff/staff-api.ts';

afterEach(() => {
  vi.unstubAllGlobals();
});

it.each([
  ['the session has ended', () => Promise.resolve(new Response(null, { status: 204 })), true],
  ['there is no network', () => Promise.reject(new TypeError('failed')), false],
  ['the server is not up', () => Promise.resolve(new Response(null, { status: 503 })), false],
  ['it was refused', () => Promise.resolve(new Response(null, { status: 400 })), false]
])('somebody is out only where the server has said so: %s', async (_title, answer, isOut) => {
  vi.stubGlobal('fetch', answer);
  expect(await signOut()).toBe(isOut);
});
