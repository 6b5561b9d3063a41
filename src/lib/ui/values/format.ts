// Numbers and times as people say them. Intl only; a time is always told in the zone of its place.
// `when` is epoch milliseconds, an ISO instant or a Date; `now` is epoch milliseconds.

export type Instant = number | string | Date;
export interface TimeView {
  now: number;
  timeZone: string;
  locale: string;
}

/** Which BCP 47 tag numbers and days are written in; the app says it once, at its start. */
export interface Writing {
  days(locale: string, timeZone?: string): string;
  numbers(locale: string, currency?: string): string;
}
let writing: Writing = { days: (locale) => locale, numbers: (locale) => locale };
export function writeAs(next: Writing): void {
  writing = next;
}

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;
const MINUTE_MS = 60_000;

/** "49,00 €", "CHF 49.00": francs are written as in Switzerland whatever the language. */
export function formatMoney(amountMinor: number, currency: string, locale: string): string {
  const tag = writing.numbers(locale, currency);
  const place = currency === 'CHF' ? `${language(tag)}-CH` : tag;
  const format = kept(Intl.NumberFormat, place, { style: 'currency', currency });
  const digits = format.resolvedOptions().maximumFractionDigits ?? 2;
  const amount = amountMinor / 10 ** digits;
  // Intl writes "CHF-27.80", which reads like a name.
  return currency === 'CHF' && amount < 0 ? `−${format.format(-amount)}` : format.format(amount);
}

/** "14:30" */
export function formatTime(when: Instant, { timeZone, locale }: Omit<TimeView, 'now'>): string {
  return dateFormat(locale, { timeZone, hour: '2-digit', minute: '2-digit' }).format(toMs(when));
}

/** "heute", "morgen", "Mi", "Do, 3. Dez.", with the year when it is another one. */
export function formatDay(when: Instant, { now, timeZone, locale }: TimeView): string {
  const ms = toMs(when);
  const zone = { timeZone, locale };
  const days = dayNumber(ms, zone) - dayNumber(now, zone);
  if (Math.abs(days) <= 1)
    return kept(Intl.RelativeTimeFormat, locale, { numeric: 'auto' }).format(days, 'day');
  if (days > 1 && days < 7) return dateFormat(locale, { timeZone, weekday: 'long' }).format(ms);
  const otherYear = yearOf(ms, zone) !== yearOf(now, zone);
  const parts = { weekday: 'short', day: 'numeric', month: 'short' } as const;
  return dateFormat(locale, { timeZone, ...parts, ...(otherYear && { year: 'numeric' }) }).format(
    ms
  );
}

/** "heute 14:30", "Do, 3. Dez. 14:30" */
export function formatWhen(when: Instant, view: TimeView): string {
  return `${formatDay(when, view)} ${formatTime(when, view)}`;
}

/** "Donnerstag, 3. Dezember 2026" */
export function formatDate(when: Instant, { timeZone, locale }: Omit<TimeView, 'now'>): string {
  const parts = { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' } as const;
  return dateFormat(locale, { timeZone, ...parts }).format(toMs(when));
}

/** "in 25 Min.", "vor 2 Std."; from two days on the day itself. */
export function formatRelative(when: Instant, view: TimeView): string {
  const gap = toMs(when) - view.now;
  if (Math.abs(gap) >= 2 * DAY_MS) return formatDay(when, view);
  const words = kept(Intl.RelativeTimeFormat, view.locale, { numeric: 'auto', style: 'short' });
  if (Math.abs(gap) < MINUTE_MS) return words.format(0, 'second');
  if (Math.abs(gap) < 90 * MINUTE_MS) return words.format(Math.trunc(gap / MINUTE_MS), 'minute');
  return words.format(Math.round(gap / HOUR_MS), 'hour');
}

/** "350 m", "3,2 km", "24 km" */
export function formatDistance(metres: number, locale: string): string {
  if (metres < 975) return unit(Math.round(metres / 50) * 50, 'meter', locale, 0);
  return unit(metres / 1000, 'kilometer', locale, metres < 9950 ? 1 : 0);
}

/** "20 Min.", "1 Std. 20 Min.", "3 Tage" */
export function formatDuration(durationMs: number, locale: string): string {
  const minutes = Math.max(0, Math.round(durationMs / MINUTE_MS));
  if (minutes >= 48 * 60) return unit(Math.round(minutes / 1440), 'day', locale, 0);
  const hours = Math.floor(minutes / 60);
  const rest = minutes % 60;
  if (hours === 0) return unit(rest, 'minute', locale, 0);
  const said = unit(hours, 'hour', locale, 0);
  return rest === 0 ? said : `${said} ${unit(rest, 'minute', locale, 0)}`;
}

/** "1:24", rounded up so that the last second is still shown as one. */
export function formatCountdown(remainingMs: number): string {
  const seconds = Math.max(0, Math.ceil(remainingMs / 1000));
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}

/** The language of the page, for components that were told none. */
export function pageLocale(): string {
  return (typeof document === 'undefined' ? '' : document.documentElement.lang) || 'de';
}

/** "4,8", "1.250" */
export function formatNumber(
  value: number,
  locale: string,
  options: Intl.NumberFormatOptions = {}
): string {
  return kept(Intl.NumberFormat, writing.numbers(locale), options).format(value);
}

/** "8,1 %", "8.1%" */
export function formatPercent(share: number, locale: string, currency?: string): string {
  const options = { style: 'percent', maximumFractionDigits: 2 } as const;
  return kept(Intl.NumberFormat, writing.numbers(locale, currency), options).format(share);
}

/** "November 2026" */
export function formatMonth(when: Instant, view: Omit<TimeView, 'now'>): string {
  const { timeZone, locale } = view;
  const parts = { timeZone, month: 'long', year: 'numeric' } as const;
  return dateFormat(locale, parts).format(toMs(when));
}

/** A number and its unit stay on one line. */
function unit(value: number, name: string, locale: string, digits: number): string {
  const style = { style: 'unit', unit: name, unitDisplay: 'short' } as const;
  const text = formatNumber(value, locale, { ...style, maximumFractionDigits: digits });
  return text.replace(' ', '\u00a0');
}

const formats = new Map<string, unknown>();

/** Made once: to make one costs a slow phone more than a hundred uses. */
function kept<Options, Format>(
  Kind: new (locale: string, options: Options) => Format,
  locale: string,
  options: Options
): Format {
  const key = `${Kind.name} ${locale} ${JSON.stringify(options)}`;
  const known = formats.get(key) as Format | undefined;
  const format = known ?? new Kind(locale, options);
  if (!known) formats.set(key, format);
  return format;
}

function dateFormat(locale: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const tag = writing.days(locale, options.timeZone);
  return kept(Intl.DateTimeFormat, tag, options);
}

/** In the language that is shown anyway: the data of one more cost a slow phone 30 ms. */
function calendarDay(
  ms: number,
  { timeZone, locale }: Omit<TimeView, 'now'>
): [number, number, number] {
  const options = { timeZone, year: 'numeric', month: 'numeric', day: 'numeric' } as const;
  const parts = dateFormat(locale, {
    ...options,
    numberingSystem: 'latn',
    calendar: 'gregory'
  }).formatToParts(ms);
  const of = (type: string) => Number(parts.find((part) => part.type === type)?.value);
  return [of('year'), of('month'), of('day')];
}

function dayNumber(ms: number, view: Omit<TimeView, 'now'>): number {
  const [year, month, day] = calendarDay(ms, view);
  return Date.UTC(year, month - 1, day) / DAY_MS;
}

const yearOf = (ms: number, view: Omit<TimeView, 'now'>): number => calendarDay(ms, view)[0];
const language = (locale: string): string => locale.split('-')[0] ?? locale;
const toMs = (when: Instant): number =>
  typeof when === 'number' ? when : new Date(when).getTime();
