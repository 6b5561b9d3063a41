// What was typed and is not at the server yet, on this device.
import type { FileItem } from '#domain/catalog/catalog-changes.ts';
import type { Named } from '../catalog-api.ts';

interface Kept {
  rev: string | null;
  /** Revision of what was published when it was typed; missing: from an app of before. */
  base?: string | null;
  content: FileItem;
  /** What was sent of it and may be at the server without an answer. */
  sent?: string;
}

const keyOf = ({ kind, id }: Named) => `catalog-draft:${kind}:${id}`;

export const kept = {
  read(item: Named): Kept | undefined {
    try {
      const text = localStorage.getItem(keyOf(item));
      return text === null ? undefined : (JSON.parse(text) as Kept);
    } catch {
      return undefined;
    }
  },
  write(item: Named, typed: Kept): void {
    try {
      localStorage.setItem(keyOf(item), JSON.stringify(typed));
    } catch {
      // Storage is full or forbidden: the server has it in a moment.
    }
  },
  drop(item: Named): void {
    try {
      localStorage.removeItem(keyOf(item));
    } catch {
      // As above.
    }
  }
};
