/**
 * A time of day as people write it, as `HH:MM`: "14:30", "14.30 Uhr", "1430", "9", "2:30 pm". Null
 * where it is none.
 */
export function timeTyped(text: string): string | null {
  const plain = text.trim().toLowerCase();
  const found =
    /^(\d{1,2})(?:\s*[:.,h]\s*(\d{2}))?\s*(?:uhr|h|o’clock)?\s*(am|pm|a\.m\.|p\.m\.)?$/.exec(
      plain
    ) ??
    /^(\d{1,2})(\d{2})$/.exec(plain) ??
    /^(\d{1,2})\s+uhr\s+(\d{2})$/.exec(plain);
  if (!found) return null;
  const hour = hourOf(Number(found[1]), found[3]?.[0]);
  const minute = Number(found[2] ?? 0);
  if (hour > 23 || minute > 59) return null;
  return `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;
}

/** 12 am is midnight, 12 pm noon; "14 pm" means what it says. */
function hourOf(hour: number, half: string | undefined): number {
  if (half === 'p' && hour < 12) return hour + 12;
  return half === 'a' && hour === 12 ? 0 : hour;
}
