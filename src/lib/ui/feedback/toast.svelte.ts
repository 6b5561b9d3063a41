export interface Toast {
  id: number;
  text: string;
  undo?: { label: string; run: () => void };
}

/** A toast with an undo stays longer: a hand in a glove needs the time. */
const STAYS_MS = 5_000;
const STAYS_WITH_UNDO_MS = 10_000;

let nextId = 0;
export const toasts = $state<Toast[]>([]);

/** Shows a short message at the bottom; never the only place where something is said. */
export function showToast(text: string, undo?: Toast['undo']): void {
  const id = nextId++;
  toasts.push({ id, text, undo });
  setTimeout(() => dismissToast(id), undo ? STAYS_WITH_UNDO_MS : STAYS_MS);
}

export function dismissToast(id: number): void {
  const index = toasts.findIndex((toast) => toast.id === id);
  if (index >= 0) toasts.splice(index, 1);
}
