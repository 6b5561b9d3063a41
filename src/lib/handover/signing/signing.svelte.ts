// What the customer is about to sign. What must hold:
// 1. It is frozen when the pad opens: exactly the bytes that are shown then are hashed and signed.
// 2. Any later change of the job voids the signature visibly; its own effect on the job does not.
// 3. What was entered and drawn is kept at once and comes back after a restart, but only under the
//    very text that it was put under.
import type { Locale } from '#domain/catalog/service-package.ts';
import { canonicalText } from '#domain/protocol/canonical-text.ts';
import { hashOfText } from '#domain/protocol/hash.ts';
import type { Signer, SigningFacts } from '#domain/protocol/signature.ts';
import { cleanLine } from '#domain/text/clean-text.ts';
import { isNamed } from '#domain/text/text-limits.ts';
import { draftForm, type DraftForm } from '$lib/drafts/draft-form.svelte.ts';
import type { Signature } from '$lib/ui/signature/signature.ts';
import { untrack } from 'svelte';
import { customerSignature } from './customer-signature.ts';
import { readSigning, writeSigning } from './signing-draft.ts';
import type { SigningScreenProps } from './signing-screen-props.ts';

type Fields = { name: string; role: Signer['role']; locale: Locale; signing: string };

interface Frozen<Signed> {
  facts: SigningFacts;
  signed: Signed;
  text: string;
  hash: string;
}

export class Signing<Signed extends object> {
  given = $state<Signature | undefined>();
  frozen = $state.raw<Frozen<Signed> | null>(null);
  isVoided = $state(false);
  isBusy = $state(false);
  /** Asked for a signature, and there is none. */
  isEmpty = $state(false);
  readonly #props: SigningScreenProps<Signed>;
  readonly #form: DraftForm<Fields>;
  readonly #openedAt: number;
  #isSigned = $state(false);
  #wasReady = false;

  readonly signature = $derived.by(() => customerSignature(this.given));
  readonly current = $derived.by(() => {
    const built = this.#props.build(this.#facts);
    this.#wasReady ||= built !== undefined;
    return built;
  });

  /** Call while the screen is created: it watches the job as long as that is there. */
  constructor(props: SigningScreenProps<Signed>) {
    this.#props = props;
    this.#openedAt = props.serverNow();
    // Start values: the customer changes them, the job does not.
    this.#form = draftForm<Fields>(props.draftKey, {
      ...{ name: props.customerName, role: 'customer', locale: props.initialLocale },
      signing: ''
    });
    $effect(() => this.#voidIfChanged());
    $effect(() => this.#keep());
  }

  get fields(): Fields {
    return this.#form.fields;
  }

  /** What was there to be read and signed is gone: the customer can do nothing about it. */
  get isGone(): boolean {
    return this.current === undefined && this.#wasReady;
  }

  get isNamed(): boolean {
    return isNamed(this.fields.name);
  }

  /** The page went away under the customer's hands. */
  async restore(): Promise<void> {
    await this.#form.restored;
    const kept = readSigning(this.fields.signing);
    if (!kept.frozen || this.frozen) return;
    const signed = this.#props.build(kept.frozen.facts);
    const text = signed ? canonicalText(signed) : '';
    if (signed && (await hashOfText(text)) === kept.frozen.hash) {
      this.given = kept.given ?? undefined;
      this.frozen = { ...kept.frozen, signed, text };
    } else {
      this.isVoided = kept.given !== null;
      this.thaw();
    }
  }

  /** @returns whether there was something to freeze */
  async freeze(): Promise<boolean> {
    const facts: SigningFacts = {
      ...this.#facts,
      signedAt: Math.round(this.#props.serverNow())
    };
    const signed = this.#props.build(facts);
    if (!signed) return false;
    const text = canonicalText(signed);
    this.isVoided = false;
    this.frozen = { facts, signed, text, hash: await hashOfText(text) };
    return true;
  }

  thaw(): void {
    this.frozen = null;
    this.given = undefined;
    this.fields.signing = '';
  }

  async sign(): Promise<void> {
    this.isEmpty = this.signature === undefined;
    if (!this.frozen || !this.signature || this.isBusy) return;
    const { facts, signed, hash } = this.frozen;
    this.isBusy = true;
    this.#isSigned = true;
    let isSaved = false;
    try {
      isSaved = await this.#props.onsign({
        ...{ facts, signed, hash, signature: this.signature },
        draft: this.#form.key
      });
    } finally {
      this.#isSigned = isSaved;
      this.isBusy = false;
    }
    if (isSaved) this.forget();
  }

  /** Nothing that was entered is wanted any more. */
  forget(): void {
    this.#form.clear();
  }

  get #facts(): SigningFacts {
    const { name, role, locale } = this.fields;
    return {
      // As the server reads it: what is signed must be rebuilt to the byte.
      signer: { name: cleanLine(name), role },
      signedAt: this.frozen?.facts.signedAt ?? this.#openedAt,
      language: locale
    };
  }

  #voidIfChanged(): void {
    if (!this.frozen || this.#isSigned) return;
    const now = this.#props.build(this.frozen.facts);
    if (now && canonicalText(now) === this.frozen.text) return;
    this.thaw();
    this.isVoided = true;
  }

  #keep(): void {
    if (!this.frozen) return;
    const { facts, hash } = this.frozen;
    const signing = writeSigning({ frozen: { facts, hash }, given: this.given ?? null });
    untrack(() => {
      this.fields.signing = signing;
      this.#form.flush();
    });
  }
}
