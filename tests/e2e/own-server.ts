import type { RealServer } from '../support/real-server.ts';

/**
 * A server of one story alone. Visits within a day need one: a day has few hours for visits, and two
 * stories that book the same helper for the same hour would wait for each other's offer in vain.
 */
export interface OwnServer extends RealServer {
  isOfOneStory: true;
}
