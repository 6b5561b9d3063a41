/** What a client says that it takes, and what it says that it has. */
import type { Exchange } from './exchange.ts';

function acceptedTypes({ request }: Exchange): string[] {
  const entries = (request.headers.accept ?? '*/*').toLowerCase().split(',');
  const welcome = entries.filter((one) => !/;\s*q=0(\.0*)?\s*(;|$)/.test(one));
  return welcome.map((one) => one.split(';')[0]!.trim());
}

/** As CouchDB reads `Accept`: absent or a wildcard welcomes everything, also multipart. */
export function accepts(exchange: Exchange, wanted: string): boolean {
  const any = `${wanted.slice(0, wanted.indexOf('/'))}/*`;
  return acceptedTypes(exchange).some((type) => type === '*/*' || type === any || type === wanted);
}

/** Whether the client already has what the ETag names. */
export function isKnown({ request }: Exchange, etag: string): boolean {
  const given = request.headers['if-none-match'] ?? '';
  return given.split(/[,\s]+/).some((one) => one.replace(/^W\//, '') === etag);
}
