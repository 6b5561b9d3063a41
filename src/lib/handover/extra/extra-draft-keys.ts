/** Where what the helper types about a higher price is kept until it is signed. */
export function priceDraftKeys(order: string): { reason: string; price: string } {
  return { reason: `extra-reason:${order}`, price: `extra-price:${order}` };
}

/** Where a Pro's choice of a further package is kept until it is signed. */
export const packageDraftKey = (order: string): string => `extra-package:${order}`;
