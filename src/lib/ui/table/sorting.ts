export interface Sorting {
  key: string;
  direction: 'ascending' | 'descending';
}

type Cell = string | number | null | undefined;

/** A sorted copy: numbers by size, words by the language, empty cells always last. */
export function sorted<T>(
  rows: readonly T[],
  valueOf: (row: T) => Cell,
  direction: Sorting['direction'],
  locale: string
): T[] {
  const words = new Intl.Collator(locale, { numeric: true, sensitivity: 'base' });
  const sign = direction === 'ascending' ? 1 : -1;
  return [...rows].sort((left, right) => {
    const [a, b] = [valueOf(left), valueOf(right)];
    if (a == null || b == null) return Number(a == null) - Number(b == null);
    if (typeof a === 'number' && typeof b === 'number') return sign * (a - b);
    return sign * words.compare(String(a), String(b));
  });
}
