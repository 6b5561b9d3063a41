/** The segments of a path; empty ones count for nothing. */
import { badRequest } from '../errors/couch-error.ts';

/** A plus is a space, as CouchDB reads it. Throws 400 for what is not percent-encoded UTF-8. */
export function splitPath(path: string): string[] {
  const segments = path
    .replaceAll('+', ' ')
    .split('/')
    .filter((segment) => segment !== '');
  try {
    return segments.map(decodeURIComponent);
  } catch {
    throw badRequest('invalid_url_encoding');
  }
}
