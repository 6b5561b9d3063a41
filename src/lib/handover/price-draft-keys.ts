/** Where what the helper types about a higher price is kept until it is signed. */
export function priceDraftKeys(order: string): { reason: string; price: string } {
  return { reason: `extra-reason:${order}`, price: `extra-price:${order}` };
}
