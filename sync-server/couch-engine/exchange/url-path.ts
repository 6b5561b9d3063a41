/** The segments of a path. */
import { badRequest } from '../errors/couch-error.ts';

/** Throws 400 for a path that is not percent-encoded UTF-8. */
export function splitPath(path: string): string[] {
  const segments = path.split('/').slice(1);
  while (segments.at(-1) === '') segments.pop();
  try {
    return segments.map(decodeURIComponent);
  } catch {
    throw badRequest('invalid_url_encoding');
  }
}
