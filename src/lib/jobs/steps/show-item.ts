import type { ChecklistItem } from '#domain/catalog/service-package.ts';

export const checklistRowId = (item: Pick<ChecklistItem, 'id'>) => `item-${item.id}`;

/** Opens the step that a checklist item is in, and leads eye and keyboard to it. */
export function showItem(item: ChecklistItem | undefined): void {
  const row = item && document.getElementById(checklistRowId(item));
  if (!row) return;
  const step = row.closest('details');
  if (step) step.open = true;
  row.querySelector<HTMLInputElement>('input')?.focus({ preventScroll: true });
  row.scrollIntoView({ block: 'center', behavior: 'smooth' });
}
