/**
 * How many rows of a long result to read at once: few if they are large, so that none fills the
 * memory, and nobody waits for it long.
 */
const pageBytes = 500_000;

export function nextPageSize(rows: readonly { body: string | null }[], most: number): number {
  const bytes = rows.reduce((sum, row) => sum + (row.body?.length ?? 0), 0);
  if (bytes === 0) return most;
  return Math.max(1, Math.min(most, Math.floor((pageBytes * rows.length) / bytes)));
}
