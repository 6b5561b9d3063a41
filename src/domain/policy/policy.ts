// The door to every number of the rules that a market or an operator may set, by reason to change.
// The flow holds no literal of its own.
export * from './action-limits.ts';
export * from './booking.ts';
export * from './heal.ts';
export * from './locales.ts';
export * from './markets/country-name.ts';
export * from './markets/home-market.ts';
export * from './markets/market-record.ts';
export * from './markets/market-rules.ts';
export * from './markets/markets.ts';
export * from './matching.ts';
export * from './money.ts';
export * from './signing.ts';
export * from './spelling.ts';
export * from './time.ts';
