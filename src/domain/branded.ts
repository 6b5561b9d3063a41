// Schemas of branded ids and amounts (brand.ts): what is checked is a string or a number, what comes out has its brand.
import * as z from 'zod/mini';
import { branded } from './protocol/branded.ts';
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

export const orderId = branded<OrderId>(z.string());
export const providerId = branded<ProviderId>(z.string());
export const actionId = branded<ActionId>(z.string());
export const packageId = branded<PackageId>(z.string());
export const productId = branded<ProductId>(z.string());

/** Of a currency that stands beside it. */
export const minor = branded<Minor>(z.number());
export const bps = branded<Bps>(z.number());
/** An instant of server time, ms since the epoch. */
export const instantMs = branded<Ms>(z.number());
