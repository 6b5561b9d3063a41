/**
 * "Something about this topic changed: look again." Inside this process only, without content, so a
 * lost or doubled event changes nothing; whoever follows the store publishes for the other
 * processes.
 */
export interface Events {
  publish(topic: string): void;
  /** Returns how to stop. */
  subscribe(topic: string, listener: () => void): () => void;
}

export function newEvents(): Events {
  const topics = new Map<string, Set<() => void>>();
  return {
    publish(topic) {
      for (const listener of [...(topics.get(topic) ?? [])]) listener();
    },
    subscribe(topic, listener) {
      const listeners = topics.get(topic) ?? new Set();
      topics.set(topic, listeners.add(listener));
      return () => {
        listeners.delete(listener);
        if (listeners.size === 0) topics.delete(topic);
      };
    }
  };
}
