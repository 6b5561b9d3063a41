import { PASSWORD, type TestServer } from './test-server.ts';

export interface SignInFromOptions {
  from: string;
  password?: string;
  /** Value of the cookie `mila_browser`. */
  browser?: string | undefined;
  device?: unknown;
}

/** Asks for a session from an address of the test's choice. */
export async function signInFrom(
  { app }: Pick<TestServer, 'app'>,
  email: string,
  { from, password = PASSWORD, browser, device }: SignInFromOptions
) {
  const answer = await app.inject({
    method: 'POST',
    url: '/api/session',
    remoteAddress: from,
    headers: browser === undefined ? {} : { cookie: `mila_browser=${browser}` },
    payload: { email, password, ...(device ? { device } : {}) }
  });
  const cookie = answer.cookies.find(({ name }) => name === 'mila_browser');
  return {
    status: answer.statusCode,
    code: answer.json<{ error?: string }>().error,
    retryAfterS: Number(answer.headers['retry-after']),
    cookie
  };
}
