/** The order's number as people read it aloud: on the customer's page, the job and every paper. */
export function orderNumber(orderId: string): string {
  return orderId.slice(-8).toUpperCase();
}
