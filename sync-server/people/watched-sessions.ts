const LOOK_AGAIN_MS = 5_000;

/** What goes on after its request was answered must end with its session. */
export function newWatchedSessions(isOpen: (id: string) => Promise<boolean>) {
  const watchers = new Map<string, Set<() => void>>();
  let timer: NodeJS.Timeout | undefined;

  function over(id: string): void {
    for (const onOver of watchers.get(id) ?? []) onOver();
    watchers.delete(id);
  }

  async function lookAgain(): Promise<void> {
    for (const id of [...watchers.keys()]) {
      // Who cannot be asked about stays: the store being down is never taken for "signed out".
      if (!(await isOpen(id).catch(() => true))) over(id);
    }
  }

  return {
    over,
    lookAgain,
    watch(id: string, onOver: () => void) {
      const theirs = watchers.get(id) ?? new Set();
      watchers.set(id, theirs.add(onOver));
      timer ??= setInterval(() => void lookAgain(), LOOK_AGAIN_MS).unref();
      return () => {
        theirs.delete(onOver);
        if (theirs.size === 0 && watchers.get(id) === theirs) watchers.delete(id);
        if (watchers.size > 0) return;
        clearInterval(timer);
        timer = undefined;
      };
    }
  };
}
