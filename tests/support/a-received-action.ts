import { NOW } from './builders.ts';

/** An action of Anna’s as the server received it, whatever is in it. */
export const received = (id: string, envelope: unknown = { id }) => ({
  ...{ provider: 'anna', id, rev: '1-a', device: 'd', receivedAt: NOW, envelope }
});
