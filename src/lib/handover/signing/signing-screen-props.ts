import type { Locale } from '#domain/policy/policy.ts';
import type { CustomerSignature, SigningFacts } from '#domain/protocol/signature.ts';
import type { Snippet } from 'svelte';

export interface SigningScreenProps<Signed> {
  /** Of this order and this kind of signature: what is entered comes back after a restart. */
  draftKey: string;
  providerName: string;
  customerName: string;
  initialLocale: Locale;
  title: (locale: Locale) => string;
  greeting: (locale: Locale) => string;
  /** What is to be paid then. */
  total: (signed: Signed, locale: Locale) => string;
  legal: (signed: Signed, locale: Locale) => string;
  /**
   * What would be signed with these facts, from the job as it is now; undefined where the job no
   * longer allows it.
   */
  build: (facts: SigningFacts) => Signed | undefined;
  /** Server time as this device knows it, ms. */
  serverNow: () => number;
  shown: Snippet<[Signed, Locale]>;
  /** Resolves to true once it is on the disk. */
  onsign: (given: {
    facts: SigningFacts;
    signed: Signed;
    hash: string;
    signature: CustomerSignature;
    /** The draft that ends with it. */
    draft: string;
  }) => Promise<boolean>;
  onleave: () => void;
}
