/**
 * Raised when an old app could no longer *read* what the server writes. Its hash is pinned by a
 * test.
 */
export const PROTOCOL_VERSION = 1;

/**
 * The oldest app that can still read inbox and catalogue; what an older one has to send is taken.
 */
export const OLDEST_READER = 1;
