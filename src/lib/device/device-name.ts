/** What its owner may call this device by, until they know better: "Tablet, Android". */
export function deviceName(): string {
  const { platform } = (navigator as { userAgentData?: { platform?: string } }).userAgentData ?? {};
  const kind = matchMedia('(pointer: coarse)').matches ? 'Tablet' : 'Computer';
  return `${kind}${platform ? `, ${platform}` : ''}`.slice(0, 80);
}
