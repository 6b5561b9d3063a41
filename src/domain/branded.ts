// Schemas of branded ids and amounts (brand.ts): what is checked is a string or a number, what comes out has its brand.
import * as z from 'zod/mini';
import type {
  ActionId,
  Bps,
  Minor,
  Ms,
  OrderId,
  PackageId,
  ProductId,
  ProviderId
} from './brand.ts';

const stringAs = <T extends string>() => z.string() as unknown as z.ZodMiniType<T, T>;
const numberAs = <T extends number>() => z.number() as unknown as z.ZodMiniType<T, T>;

export const orderId = stringAs<OrderId>();
export const providerId = stringAs<ProviderId>();
export const actionId = stringAs<ActionId>();
export const packageId = stringAs<PackageId>();
export const productId = stringAs<ProductId>();

/** Of a currency that stands beside it. */
export const minor = numberAs<Minor>();
export const bps = numberAs<Bps>();
/** An instant of server time, ms since the epoch. */
export const instantMs = numberAs<Ms>();
