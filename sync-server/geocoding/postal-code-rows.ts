// Reading GeoNames' postal codes (CC BY 4.0), as its download comes or cut to country, code, place,
// latitude, longitude.
import { isMarket, type Market } from '#domain/policy/policy.ts';

export interface PostalCode {
  country: Market;
  code: string;
  place: string;
  lat: number;
  lon: number;
}

export interface ReadRows {
  rows: PostalCode[];
  /** Lines that are no postal code: number (from 1) and the reason. */
  rejected: { line: number; reason: string }[];
  /** Lines of countries without a market. */
  otherCountries: number;
}

export function readPostalCodes(text: string): ReadRows {
  const read: ReadRows = { rows: [], rejected: [], otherCountries: 0 };
  text.split(/\r?\n/).forEach((line, index) => {
    if (!line.trim() || /^(cc|country.?code)\t/i.test(line)) return;
    const cells = line.split('\t');
    // GeoNames: country, code, place, 3 × (name, code), latitude, longitude, accuracy.
    const [lat, lon] = (cells.length >= 11 ? cells.slice(9, 11) : cells.slice(3, 5)).map(Number);
    const [country = '', code = '', place = ''] = cells.map((cell) => cell.trim());
    const reject = (reason: string) => read.rejected.push({ line: index + 1, reason });
    if (cells.length < 5) reject('fewer than 5 columns between tabs');
    else if (!/^[A-Z]{2}$/.test(country)) reject(`not a country code: ${country.slice(0, 20)}`);
    else if (!code || !place) reject('no code or no place');
    else if (!isCoordinate(lat, 90) || !isCoordinate(lon, 180)) reject('no latitude or longitude');
    else if (!isMarket(country)) read.otherCountries += 1;
    else read.rows.push({ country, code, place, lat, lon });
  });
  return read;
}

/**
 * The middle of several places: the median of each axis, so that a bulk mailer's far-off entry does
 * not move it.
 */
export function middleOf(points: readonly { lat: number; lon: number }[]): {
  lat: number;
  lon: number;
} {
  return { lat: median(points.map((p) => p.lat)), lon: median(points.map((p) => p.lon)) };
}

function median(values: number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor((sorted.length - 1) / 2)] ?? 0;
}
const isCoordinate = (value: number | undefined, limit: number): value is number =>
  value !== undefined && Number.isFinite(value) && Math.abs(value) <= limit;
