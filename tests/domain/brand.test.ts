import { describe, expect, it } from 'vitest';
import type {
  Bps,
  DeviceId,
  Minor,
  Ms,
  OrderId,
  PackageId,
  ProductId,
  ProviderId
} from '#domain/brand.ts';
import type { ServicePackage } from '#domain/catalog/service-package.ts';
import { shareOf } from '#domain/money/money.ts';
import { TIME_POLICY } from '#domain/policy/policy.ts';
import type { ActionBody } from '#domain/protocol/action-body.ts';
import { newActionId } from '#domain/protocol/action-id.ts';
import type { ActionEnvelope } from '#domain/protocol/action.ts';

// What is asked here is asked of the compiler (`npm run check` reads the tests): each `@ts-expect-error` fails where mixing is no error.
declare const order: OrderId;
declare const provider: ProviderId;
declare const device: DeviceId;
declare const amount: Minor;
declare const rate: Bps;
declare const wait: Ms;
declare const envelope: ActionEnvelope;
declare const added: ActionBody<'package.add'>;
declare const agreed: ActionBody<'price.agree'>;
declare const moved: ActionBody<'appointment.change'>;

const takesOrder = (_: OrderId) => true;
const takesProvider = (_: ProviderId) => true;
const takesPackage = (_: PackageId) => true;
const takesProduct = (_: ProductId) => true;
const takesMinor = (_: Minor) => true;
const takesMs = (_: Ms) => true;

/** Read by the compiler and never run: what is declared above does not exist. */
export function mixing(service: ServicePackage): boolean[] {
  return [
    // @ts-expect-error a provider is no order
    takesOrder(provider),
    // @ts-expect-error an order is no provider
    takesProvider(order),
    // @ts-expect-error a device is no provider, also out of what zod infers
    takesProvider(envelope.device),
    takesProvider(envelope.provider),
    // @ts-expect-error nor is an order, that may be null besides
    takesProvider(envelope.order ?? order),
    takesPackage(added.packageId),
    takesPackage(service.id),
    // @ts-expect-error a package is no product
    takesProduct(added.packageId),
    takesMinor(agreed.priceMinor),
    // @ts-expect-error money is no time
    takesMs(agreed.priceMinor),
    takesMs(moved.startsAt),
    // @ts-expect-error time is no money
    takesMinor(moved.startsAt),
    // @ts-expect-error a rate is no amount
    shareOf(rate, amount) > 0,
    shareOf(amount, rate) > 0,
    // @ts-expect-error a wait is no rate
    shareOf(amount, wait) > 0,
    // @ts-expect-error an order is no device
    newActionId(order, 1) === '',
    newActionId(device, 1) === ''
  ];
}

describe('brands', () => {
  it('[M1.3] take plain literals and sums, and cost nothing when it runs', () => {
    expect([takesOrder('order1'), takesProvider('anna'), takesMinor(100 + 20)]).not.toContain(
      false
    );
    expect(takesMs(TIME_POLICY.offerStepMs)).toBe(true);
    expect(shareOf(10_000, 2_000)).toBe(2_000);
    expect(newActionId('device-1', 7)).toBe('device-1:0000000007');
  });
});
