/** An answer that is not a success, in CouchDB's shape: `{error, reason}` with a status. */
export class CouchError extends Error {
  readonly status: number;
  readonly code: string;

  constructor(status: number, code: string, reason: string) {
    super(reason);
    this.status = status;
    this.code = code;
  }

  toJson(): string {
    return `{"error":${JSON.stringify(this.code)},"reason":${JSON.stringify(this.message)}}`;
  }
}

export const badRequest = (reason: string) => new CouchError(400, 'bad_request', reason);
export const queryParseError = (reason: string) => new CouchError(400, 'query_parse_error', reason);
export const missing = (reason: 'missing' | 'deleted' = 'missing') =>
  new CouchError(404, 'not_found', reason);
export const conflict = () => new CouchError(409, 'conflict', 'Document update conflict.');
export const noDatabase = () => new CouchError(404, 'not_found', 'Database does not exist.');
export const notImplemented = (reason: string) => new CouchError(501, 'not_implemented', reason);
export const methodNotAllowed = (allowed: string) =>
  new CouchError(405, 'method_not_allowed', `Only ${allowed} allowed`);
