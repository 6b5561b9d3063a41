/** The address with one filter set, or without it where it is empty. */
export function withParam(url: URL, name: string, value: string): string {
  const next = new URL(url);
  if (value) next.searchParams.set(name, value);
  else next.searchParams.delete(name);
  return next.pathname + next.search;
}
