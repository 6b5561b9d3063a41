/** Raised when an old app could no longer *read* what the server writes. Its hash is pinned by a test. */
export const PROTOCOL_VERSION = 1;
