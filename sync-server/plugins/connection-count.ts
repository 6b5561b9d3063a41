/**
 * How many long connections an address holds; a household has a few tabs, a script has hundreds.
 */
export interface ConnectionCount {
  /** False where the address has enough already; else give back with `leave`. */
  enter(address: string): boolean;
  leave(address: string): void;
}

export function newConnectionCount(perAddress: number, inAll: number): ConnectionCount {
  const open = new Map<string, number>();
  let all = 0;
  return {
    enter(address) {
      const own = open.get(address) ?? 0;
      if (own >= perAddress || all >= inAll) return false;
      open.set(address, own + 1);
      all += 1;
      return true;
    },
    leave(address) {
      const left = (open.get(address) ?? 1) - 1;
      all -= 1;
      if (left > 0) open.set(address, left);
      else open.delete(address);
    }
  };
}
