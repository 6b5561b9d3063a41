/**
 * What a part of the screen shows while it can be seen. Behind something else it stays as it was:
 * nothing is read for it and nothing of it made anew, so that what lies in front answers at once.
 * Undefined as long as it was never seen. Call it where a component is made.
 */
export function whileShown<T>(isShown: () => boolean, read: () => T): { readonly value?: T } {
  let last: T | undefined;
  const value = $derived.by(() => {
    if (isShown()) last = read();
    return last;
  });
  return {
    get value() {
      return value;
    }
  };
}
