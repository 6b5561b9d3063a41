/**
 * The instant (ms) of a wall-clock time at a place, or null where the input is no time. A time that the change to
 * summer time skips is taken an hour later, one that happens twice is its first (Temporal's "compatible").
 */
export async function instantInZone(
  date: string,
  time: string,
  timeZone: string
): Promise<number | null> {
  const { Temporal } = await import('temporal-polyfill');
  try {
    return Temporal.PlainDateTime.from(`${date}T${time}`).toZonedDateTime(timeZone)
      .epochMilliseconds;
  } catch {
    return null;
  }
}
