import { m } from '$lib/paraglide/messages';

type ShownPhone = typeof import('#domain/text/phone-number.ts').shownPhone;
let shownPhone = $state.raw<ShownPhone | null>(null);
let fetching: Promise<void> | null = null;

/**
 * A number in groups, as its country writes it. What knows how is large and comes a moment later;
 * until then, and where it cannot be fetched, the number stands as it is kept.
 */
export function phoneText(kept: string): string {
  fetching ??= import('#domain/text/phone-number.ts').then(
    (module) => {
      shownPhone = module.shownPhone;
    },
    () => {
      fetching = null;
    }
  );
  return shownPhone?.(kept, (digits) => m.app_phone_extension({ digits })) ?? kept;
}
