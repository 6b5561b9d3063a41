import type { Draft } from './draft.svelte.ts';
import { draftText } from './draft-text.svelte.ts';

/**
 * A whole form as one draft: texts, choices, dates and quantities come back together and go
 * together with the action that is made from them. `fields` are bindable.
 */
export interface DraftForm<Fields extends Record<string, string>> {
  readonly key: string;
  readonly fields: Fields;
  /** Resolves once it is known what was kept. */
  readonly restored: Promise<void>;
  /** Writes now, without waiting for a pause. */
  flush(): void;
  clear(): void;
}

export function draftForm<Fields extends Record<string, string>>(
  key: string,
  initial: Fields
): DraftForm<Fields> {
  return formOver(draftText(key), initial);
}

export function formOver<Fields extends Record<string, string>>(
  draft: Draft,
  initial: Fields
): DraftForm<Fields> {
  const names = Object.keys(initial) as (keyof Fields & string)[];
  const read = (): Fields => ({ ...initial, ...keptIn(draft.value, names) });
  const fields = {} as Fields;
  for (const name of names) {
    Object.defineProperty(fields, name, {
      enumerable: true,
      get: () => read()[name],
      // A number field binds a number, or null while it is empty.
      set(value: string | number | null | undefined) {
        const next = { ...read(), [name]: value == null ? '' : String(value) };
        const isInitial = names.every((each) => next[each] === initial[each]);
        draft.value = isInitial ? '' : JSON.stringify(next);
      }
    });
  }
  const { key, restored } = draft;
  return {
    ...{ key, fields, restored },
    flush: () => draft.flush(),
    clear: () => draft.clear()
  };
}

/**
 * A form that has since lost or gained fields keeps what still fits; a mere text is the form's
 * `text`.
 */
function keptIn<Fields>(value: string, names: readonly (keyof Fields & string)[]): Partial<Fields> {
  if (value === '') return {};
  let kept: unknown;
  try {
    kept = JSON.parse(value);
  } catch {
    kept = { text: value };
  }
  if (typeof kept !== 'object' || kept === null) kept = { text: value };
  const entries = Object.entries(kept as object).filter(
    ([name, field]) => names.includes(name as keyof Fields & string) && typeof field === 'string'
  );
  return Object.fromEntries(entries) as Partial<Fields>;
}
