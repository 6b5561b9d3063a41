import type { Code } from '#domain/protocol/code.ts';

type CodeText = typeof import('./code-text.ts').codeText;
let codeText = $state.raw<CodeText | null>(null);
let fetching: Promise<void> | null = null;

/**
 * The one sentence for a code, where it is hardly ever needed: there are many of them, and they come a
 * moment later. Until then undefined; where they cannot be fetched, they are asked for again.
 */
export function lateCodeText(code: Code): string | undefined {
  fetching ??= import('./code-text.ts').then(
    (module) => {
      codeText = module.codeText;
    },
    () => {
      fetching = null;
    }
  );
  return codeText?.(code);
}
