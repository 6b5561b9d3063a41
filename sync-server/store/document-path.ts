/** Below a database, encoded. */
export function documentPath(id: string): string {
  const special = /^_(local|design)\/(.+)$/s.exec(id);
  return special ? `_${special[1]}/${encodeURIComponent(special[2]!)}` : encodeURIComponent(id);
}
