// What an owner has typed of a market's rules and not saved yet: it outlives a reload and a session
// that ended, and what others save meanwhile is neither lost nor overwritten without a word.
import type { MarketRulesView } from '#domain/operator/rules-view.ts';
import { RULES_FIELDS, type RulesValues } from '#domain/operator/rules-values.ts';

interface Kept {
  version: number;
  /** As it was when typing began: what differs from it was typed. */
  base: RulesValues;
  values: RulesValues;
  from: string;
  why: string;
}

export class RulesDraft {
  values: RulesValues = $state()!;
  /** Day and time of this device, as the browser's field writes it; empty: at once. */
  from = $state('');
  why = $state('');
  /** Somebody has saved since this was typed. */
  readonly isFromBefore: boolean;
  readonly #view: MarketRulesView;

  constructor(view: MarketRulesView) {
    this.#view = view;
    const kept = read(view);
    const typed = kept ? RULES_FIELDS.filter((name) => kept.values[name] !== kept.base[name]) : [];
    const values = { ...view.values };
    for (const name of typed) values[name] = kept!.values[name];
    this.values = values;
    this.from = kept?.from ?? '';
    this.why = kept?.why ?? '';
    this.isFromBefore = typed.length > 0 && kept!.version !== view.version;
  }

  /** Run in an effect: whatever changes is kept. */
  keep(): void {
    const { version, values: base } = this.#view;
    const kept: Kept = {
      ...{ version, base, values: $state.snapshot(this.values) },
      ...{ from: this.from, why: this.why }
    };
    sessionStorage.setItem(keyOf(this.#view), JSON.stringify(kept));
  }

  forget(): void {
    sessionStorage.removeItem(keyOf(this.#view));
  }
}

const keyOf = ({ market }: Pick<MarketRulesView, 'market'>) => `mila-rules-draft:${market}`;

function read(view: MarketRulesView): Kept | undefined {
  const text = sessionStorage.getItem(keyOf(view));
  return text ? (JSON.parse(text) as Kept) : undefined;
}
