/**
 * What whoever shows an order subscribes to: published for every write of it, by whichever process.
 */
export const orderTopic = (orderId: string) => `order:${orderId}`;
