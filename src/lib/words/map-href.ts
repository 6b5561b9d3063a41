interface Device {
  userAgent: string;
}

/**
 * Opens an address in the maps of this device. `geo:` is known to Android alone: on an iPhone or a
 * desk it does nothing at all, without a word.
 */
export function mapHref(
  address: string,
  at: { lat: number; lon: number } | null = null,
  device: Device = navigator
): string {
  const query = encodeURIComponent(address);
  if (/Android/.test(device.userAgent)) {
    return `geo:${at ? `${at.lat},${at.lon}` : '0,0'}?q=${query}`;
  }
  const isApple = /iPhone|iPad|iPod|Macintosh/.test(device.userAgent);
  return isApple
    ? `https://maps.apple.com/?q=${query}`
    : `https://www.openstreetmap.org/search?query=${query}`;
}
