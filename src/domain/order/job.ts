import type {
  ChecklistItem,
  Locale,
  LocalText,
  Skill,
  SkillLevel
} from '../catalog/service-package.ts';
import type { CancelFee } from '../billing/cancellation.ts';
import type { ActionBody } from '../protocol/action-body.ts';
import type { CustomerSignature } from '../protocol/signature.ts';
import type { Currency, Market } from '../policy/policy.ts';
import type { Statement } from './signing/statement.ts';

export const JOB_STATES = [
  'requested',
  'offered',
  'unplaced',
  'accepted',
  'contacted',
  'confirmed',
  'travelling',
  'arrived',
  'working',
  'completed',
  'held',
  'failed',
  'cancelled'
] as const;
/**
 * requested: booked, nobody asked yet · offered: the waterfall runs · unplaced: nobody left to ask ·
 * accepted … working: one provider has it · completed: signed and taken as signed ·
 * held: support must look · failed: the visit could not be completed · cancelled.
 */
export type JobState = (typeof JOB_STATES)[number];

export type ProviderRole = 'friend' | 'pro';

export interface Place {
  street: string;
  houseNumber: string;
  postcode: string;
  city: string;
  country: Market;
  lat: number;
  lon: number;
  /** How to get in: floor, bell, parking. */
  hint: string;
}

export interface JobCustomer {
  name: string;
  phone: string;
  email: string;
  company: string;
  locale: Locale;
}

/** Frozen when the job is accepted; prices and rates of a running job never move. */
export interface JobTerms {
  currency: Currency;
  /** On the guarantee fee, on products, and on a Pro's service. Basis points. */
  vatBps: number;
  commissionBps: number;
  guaranteeFeeMinor: number;
  visitFeeMinor: number;
  catalogVersion: string;
  termsVersion: string;
}

export interface AddedPackage {
  action: string;
  packageId: string;
  packageVersion: number;
  title: LocalText;
  quantity: number;
  unitMinor: number;
  at: number;
  consentHash: string;
  signature: CustomerSignature;
}

export interface AgreedPrice {
  action: string;
  priceMinor: number;
  reason: string;
  at: number;
  consentHash: string;
  signature: CustomerSignature;
}

export interface SoldProduct {
  action: string;
  productId: string;
  productVersion: number;
  title: LocalText;
  quantity: number;
  unitMinor: number;
  salesCommissionBps: number;
  at: number;
}

export interface AppointmentChange {
  action: string;
  from: number;
  startsAt: number;
  customerWish: string;
  confirmedBy: 'phone' | 'link';
  at: number;
  /** A change by link waits for the customer. */
  state: 'waiting' | 'agreed' | 'rejected';
}

/**
 * A job: what one provider and their devices may know of an order, and all that the life cycle's
 * rules need. The server keeps it inside the order document; the assignee's inbox carries a copy.
 */
export interface Job {
  id: string;
  market: Market;
  state: JobState;
  service: {
    packageId: string;
    packageVersion: number;
    title: LocalText;
    /** Gross, as booked. */
    priceMinor: number;
    durationMin: number;
    skill: Skill;
    level: SkillLevel;
  };
  appointment: { startsAt: number; durationMin: number; timeZone: string };
  place: Place;
  customer: JobCustomer;
  /** The customer's own words about the problem. */
  problem: string;
  /** R18: on a partner's job only products of these brands earn sales commission. */
  partner: { id: string; name: string; brands: string[] } | null;
  pickup: { branch: string; address: string; openingHours: string; reference: string } | null;
  provider: { id: string; name: string; role: ProviderRole } | null;
  terms: JobTerms;
  checklist: ChecklistItem[];
  checked: Record<string, { done: boolean; at: number }>;

  acceptedAt: number | null;
  contacts: {
    at: number;
    way: ActionBody<'customer.contacted'>['way'];
    reached: boolean;
    agreed: string;
  }[];
  contactedAt: number | null;
  confirmedAt: number | null;
  appointmentChanges: AppointmentChange[];
  travel: { startedAt: number; etaAt: number } | null;
  pickedUpAt: number | null;
  handedOverAt: number | null;
  arrivedAt: number | null;
  workStartedAt: number | null;
  progress: { action: string; at: number; text: string }[];
  notes: { action: string; at: number; text: string }[];
  photos: {
    action: string;
    at: number;
    sha256: string;
    size: number;
    type: string;
    caption: string;
  }[];
  agreedPrice: AgreedPrice | null;
  addedPackages: AddedPackage[];
  soldProducts: SoldProduct[];
  completion: {
    action: string;
    at: number;
    statement: Statement;
    statementHash: string;
    signature: CustomerSignature;
  } | null;
  failure: { at: number; cause: ActionBody<'job.fail'>['cause']; note: string } | null;
  /** `settledAt`: support is done with it (R15). Not there, like the action, in what earlier versions wrote. */
  refusal: { at: number; reason: string; action?: string; settledAt?: number } | null;
  /** `feeMinor` and who pays it are fixed when it is cancelled (R27). */
  cancellation: ({ at: number; by: 'customer' | 'support'; reason: string } & CancelFee) | null;
  /** When the customer's contact data left the order and every inbox; not there as long as they are kept. */
  contactRemovedAt?: number;
  billing: {
    state: 'none' | 'due' | 'billed' | 'held';
    invoiceNumber: string | null;
    totalMinor: number | null;
    payoutMinor: number | null;
  };
  rating: { stars: number; words: string; at: number } | null;
}

/** One provider has the job and has not arrived. */
export const ARRIVING_STATES: readonly JobState[] = [
  'accepted',
  'contacted',
  'confirmed',
  'travelling'
];

/** States in which exactly one provider has the job. */
export const ASSIGNED_STATES: readonly JobState[] = [
  ...ARRIVING_STATES,
  'arrived',
  'working',
  'completed',
  'held',
  'failed'
];
