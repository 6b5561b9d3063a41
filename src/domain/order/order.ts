import type { Code } from '../protocol/code.ts';
import type { Judgement } from '../protocol/verdict.ts';
import type { RankReason } from '../matching/ranking.ts';
import type { Command } from './life-cycle/command.ts';
import type { Job, JobState, ProviderRole } from './job.ts';

/** Asked of a provider before an order may be offered to them (R3). */
export interface Requirement {
  skill: string;
  level: number;
  proOnly: boolean;
  /** Tests and papers that the partner asks for. */
  tests: string[];
  papers: string[];
}

export type OfferState = 'waiting' | 'open' | 'declined' | 'withdrawn' | 'accepted' | 'lapsed';

/** One provider's place in the waterfall, in the order of their rank. */
export interface Offer {
  provider: string;
  name: string;
  role: ProviderRole;
  commissionBps: number;
  rank: number;
  score: number;
  reasons: RankReason[];
  distanceM: number;
  earningsMinor: number;
  state: OfferState;
  /** Which step of the waterfall opened it; null while it waits. */
  step: number | null;
  sentAt: number | null;
  seenAt: number | null;
}

export interface HistoryEntry {
  at: number;
  by: string;
  what: string;
  from: JobState;
  to: JobState;
}

export interface OrderVerdict extends Judgement {
  provider: string;
  /** Of the action that was judged: tells another content under the same id apart, and is what the receipt signs. */
  hash: string;
}

/** An action of who lost the job to a time limit, as it came. */
export interface AwaitingProof {
  provider: string;
  hash: string;
  command: Pick<Command, 'id' | 'kind' | 'body' | 'at'>;
  /** ms of server time at which it was first looked at. */
  since: number;
}

/** What was signed, whole, beside what the rules make of the job. */
export interface HeldSigned {
  action: string;
  /** Who sent it; older entries have it in the action's verdict alone. */
  provider?: string;
  at: number;
  code: Code;
  body: unknown;
  rebuilt: unknown;
  /** ms of server time at which support was done with it: nothing is billed of it by itself any more. */
  settledAt?: number;
}

/** Orders database: one document an order, the authority's whole state. */
export interface Order {
  _id: string;
  _rev?: string;
  type: 'order';
  /** Rises with every write; projections never go back. */
  generation: number;
  createdAt: number;
  channel: 'web' | 'app' | 'partner' | 'demo';
  /** Opens /o/<token>. */
  token: string;
  job: Job;
  requirement: Requirement;
  payment: PaymentMethod;
  /** R2: asked for by the customer. */
  personalProvider: string | null;
  offers: Offer[];
  /** Reached in earlier rounds: their inboxes still carry the offer, as withdrawn. */
  formerOfferees: string[];
  /** Contact data were removed when less counted as such; the order and every inbox have lost the rest since. */
  restRemoved?: true;
  /** How often the order went out; a re-offer starts a new round with new offers. */
  round: number;
  /** Whoever lost the job to a time limit: their proof may still come late and in time. */
  lapsed: {
    provider: string;
    at: number;
    limit: 'contact' | 'confirm';
    limitAt: number;
    job: Job;
  } | null;
  /** Judged once it is known whether a proof brings the job back (late-proof.ts): no verdict yet. */
  awaitingProof?: AwaitingProof[];
  /** Providers who gave it back or lapsed; not asked again in later rounds. */
  passed: string[];
  reminders: { contact: number };
  /** Every action of this order that was judged: effect and verdict are one write. */
  verdicts: Record<string, OrderVerdict>;
  /** Keys of `reputationEventsOf` that already count in a provider's stars and reliability. */
  countedEvents: string[];
  /** A completion that did not match: kept whole beside what the server made of the job (R15). */
  heldCompletion: HeldSigned | null;
  /** Whatever else was signed and could not be taken: consents, further completions (R13, R15). */
  heldSigned?: HeldSigned[];
  /** When billing began to write in the ledger: from then on the fee is no longer merely due. */
  billingBegunAt?: number;
  /** Next moment (ms) at which `advanceOrder` has something to do; 9e15 = never. Indexed. */
  dueAt: number;
  history: HistoryEntry[];
}

export type PaymentMethod =
  | { kind: 'directDebit'; accountHolder: string; iban: string }
  | { kind: 'card'; reference: string }
  | { kind: 'invoice' };

export const NEVER = 9e15;
