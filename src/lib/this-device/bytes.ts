import { formatNumber } from '$lib/ui/values/format.ts';

/** "340 kB", "1,2 MB", "12 GB" */
export function formatBytes(bytes: number, locale: string): string {
  const units = ['kilobyte', 'megabyte', 'gigabyte'] as const;
  let value = bytes / 1_000;
  let index = 0;
  while (value >= 1_000 && index < units.length - 1) {
    value /= 1_000;
    index += 1;
  }
  const maximumFractionDigits = value < 10 && index > 0 ? 1 : 0;
  const style = { style: 'unit', unit: units[index], unitDisplay: 'short' } as const;
  return formatNumber(value, locale, { ...style, maximumFractionDigits });
}
