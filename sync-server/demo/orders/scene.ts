import type { Product, ServicePackage } from '#domain/catalog/service-package.ts';
import { MARKET_POLICY } from '#domain/policy/policy.ts';
import type { NewOrder } from '#domain/order/new-order.ts';
import { DEMO_PACKAGES, DEMO_PRODUCTS } from '../catalog.ts';
import { demoPartner } from '../partners.ts';
import { DEMO_CUSTOMERS, type DemoCustomer } from './demo-customers.ts';
import { onDay } from './demo-time.ts';
import { OrderScript, type Booking, type Promises, type Stage } from './order-script.ts';

type CustomerName = keyof typeof DEMO_CUSTOMERS;

export interface SceneBooking extends Omit<Booking, 'for' | 'service' | 'partner'> {
  for: CustomerName;
  /** Package id. */
  service: string;
  /** Partner id. */
  partner?: string;
}

/** What the demo's scenes are written with. */
export interface Scene {
  now: number;
  book(name: string, booking: SceneBooking): OrderScript;
  package(id: string): ServicePackage;
  product(id: string): Product;
  /** `time` on the customer's wall, so many days from today. */
  day(customer: CustomerName, days: number, time: string): number;
  timeZone(customer: CustomerName): string;
}

export function newScene(stage: Stage, promised: Promises): Scene {
  const { now, catalog } = stage;
  const timeZone = (name: CustomerName) => {
    const { place }: DemoCustomer = DEMO_CUSTOMERS[name];
    return MARKET_POLICY[place.country].timeZone;
  };
  /**
   * As it is published now; what an operator has taken out of the catalogue is booked as the demo
   * wrote it.
   */
  const servicePackage = (id: string): ServicePackage => {
    const written = found(
      DEMO_PACKAGES.find((each) => each.id === id),
      id
    );
    const published = catalog.packageAt(id, written.version);
    return published?.prices.DE && published.prices.CH ? published : written;
  };
  return {
    now,
    book: (name, booking) =>
      new OrderScript(stage, promised, name, {
        ...booking,
        for: DEMO_CUSTOMERS[booking.for],
        service: servicePackage(booking.service),
        partner: booking.partner === undefined ? null : partnerOf(booking.partner)
      }),
    package: servicePackage,
    product: (id) =>
      found(catalog.productAt(id, 1) ?? DEMO_PRODUCTS.find((each) => each.id === id), id),
    day: (customer, days, time) => onDay(now, days, time, timeZone(customer)),
    timeZone
  };
}

function partnerOf(id: string): NewOrder['partner'] {
  const { name, brands, requirement } = demoPartner(id);
  return { id, name, brands, skill: '', level: 0, ...requirement };
}

function found<T>(value: T | undefined, id: string): T {
  if (value === undefined) throw new RangeError(`the demo has no ${id}`);
  return value;
}
