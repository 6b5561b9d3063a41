// Names for ids and amounts that are all strings and numbers underneath. A plain literal is taken for any of them; one brand is
// never taken for another: an order's id where a provider's is asked for, or ms where money is, is a type error.
// The brand is an optional member that no value has: nothing is wrapped, converted or cast, and JSON stays what it is.
// What it does not hold: a sum or a concatenation is a plain number or string again, and goes anywhere.
declare const brand: unique symbol;

export type Brand<T, B extends string> = T & { readonly [brand]?: B };

export type OrderId = Brand<string, 'OrderId'>;
export type ProviderId = Brand<string, 'ProviderId'>;
/** `<device>:<number in the device's chain>` */
export type ActionId = Brand<string, 'ActionId'>;
export type DeviceId = Brand<string, 'DeviceId'>;
export type PackageId = Brand<string, 'PackageId'>;
export type ProductId = Brand<string, 'ProductId'>;

/** Integer minor units of a currency: cents, Rappen. */
export type Minor = Brand<number, 'Minor'>;
/** Basis points: 10,000 are the whole. */
export type Bps = Brand<number, 'Bps'>;
/** Milliseconds: a duration, or an instant of server time since the epoch. */
export type Ms = Brand<number, 'Ms'>;
