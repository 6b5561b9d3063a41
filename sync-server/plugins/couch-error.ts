/** CouchDB's words for a status, as replicating clients know them. */
const COUCH_ERRORS: Record<number, [error: string, reason: string]> = {
  400: ['bad_request', 'The request is not well-formed.'],
  401: ['unauthorized', 'You are not signed in.'],
  403: ['forbidden', 'This request is not allowed here.'],
  404: ['not_found', 'missing'],
  409: ['conflict', 'Document update conflict.'],
  412: ['precondition_failed', 'This is another copy of the data than the one that you know.'],
  413: ['too_large', 'The request is too large: send fewer or smaller documents.'],
  415: ['bad_content_type', 'Content-Type must be application/json.'],
  426: ['upgrade_required', 'This app is too old to read. What it has to send is still taken.'],
  429: ['too_many_requests', 'Too many requests: wait as long as Retry-After says.'],
  503: ['service_unavailable', 'The store does not answer: try again soon.'],
  507: ['insufficient_storage', 'No room for it now: keep it and send it later.']
};

export interface CouchError {
  error: string;
  reason: string;
}

export function couchErrorOf(status: number, reason?: string): CouchError {
  const [error, usual] = COUCH_ERRORS[status] ?? ['internal_server_error', 'Something went wrong.'];
  return { error, reason: reason ?? usual };
}
