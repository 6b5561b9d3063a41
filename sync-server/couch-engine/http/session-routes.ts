/** `_session`: who am I, sign in for a cookie, sign out. */
import { badRequest } from '../errors/couch-error.ts';
import { wrongPassword } from '../exchange/authentication.ts';
import type { Exchange, Handler } from '../exchange/exchange.ts';
import type { Methods } from '../exchange/methods.ts';
import { json } from '../exchange/reply.ts';
import { readBody } from '../exchange/request-body.ts';
import { isRecord } from '../json/is-record.ts';
import { parseJson } from '../json/parse-json.ts';

const whoAmI: Handler = (exchange) => {
  const { authentication } = exchange;
  const isAdmin = exchange.user !== undefined || authentication.isAdminParty;
  const how = exchange.request.headers.authorization === undefined ? 'cookie' : 'default';
  return json(200, {
    ok: true,
    userCtx: { name: exchange.user ?? null, roles: isAdmin ? ['_admin'] : [] },
    info: {
      authentication_handlers: ['cookie', 'default'],
      ...(exchange.user === undefined ? {} : { authenticated: how })
    }
  });
};

const signIn: Handler = async (exchange) => {
  const { name, password } = await credentials(exchange);
  const { authentication } = exchange;
  if (!authentication.isRight(name, password)) throw wrongPassword();
  const token = authentication.newToken(name, Date.now());
  const cookie = `AuthSession=${token}; Version=1; Path=/; HttpOnly; SameSite=Strict; Max-Age=600`;
  return json(200, { ok: true, name, roles: ['_admin'] }, { 'Set-Cookie': cookie });
};

const signOut: Handler = () =>
  json(200, { ok: true }, { 'Set-Cookie': 'AuthSession=; Version=1; Path=/; HttpOnly; Max-Age=0' });

async function credentials(exchange: Exchange): Promise<{ name: string; password: string }> {
  const body = await readBody(exchange);
  const isForm = /urlencoded/i.test(exchange.request.headers['content-type'] ?? '');
  const given: unknown = isForm
    ? Object.fromEntries(new URLSearchParams(body.toString('utf8')))
    : body.length > 0
      ? parseJson(body)
      : {};
  if (!isRecord(given)) throw badRequest('Request body must be a JSON object');
  const { name, password } = given;
  if (typeof name !== 'string') throw badRequest('request body must contain a username');
  if (typeof password !== 'string') throw badRequest('request body must contain a password');
  return { name, password };
}

export const sessionMethods: Methods = { GET: whoAmI, POST: signIn, DELETE: signOut };
