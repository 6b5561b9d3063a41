/**
 * Minor units of an amount as people type it: "89", "89,5", "89.50", "1’289,00". Null for anything
 * else.
 */
export function amountMinor(text: string): number | null {
  const plain = text.trim().replace(/[\s'’]/g, '');
  const match = /^(\d{1,6})(?:[.,](\d{1,2}))?$/.exec(plain);
  if (!match) return null;
  return Number(match[1]) * 100 + Number((match[2] ?? '').padEnd(2, '0'));
}
