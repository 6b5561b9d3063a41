/** One leaf of two values side by side; a missing one is undefined. */
export interface ComparedLeaf {
  path: string;
  signed: string | undefined;
  rebuilt: string | undefined;
  isSame: boolean;
}

/** Every leaf of both, in the order of the first, then what only the second has. */
export function compareValues(signed: unknown, rebuilt: unknown): ComparedLeaf[] {
  const [left, right] = [leavesOf(signed), leavesOf(rebuilt)];
  return [...new Set([...left.keys(), ...right.keys()])].map((path) => ({
    path,
    signed: left.get(path),
    rebuilt: right.get(path),
    isSame: left.get(path) === right.get(path)
  }));
}

function leavesOf(value: unknown, path = '', found = new Map<string, string>()) {
  if (typeof value === 'object' && value !== null && Object.keys(value).length > 0) {
    for (const [key, inner] of Object.entries(value)) {
      leavesOf(inner, path ? `${path}.${key}` : key, found);
    }
  } else if (value !== undefined) {
    found.set(path, typeof value === 'string' ? value : JSON.stringify(value));
  }
  return found;
}
