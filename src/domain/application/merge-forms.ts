// Two devices fill in one application. What only one of them has changed is taken; what both have
// changed differently somebody has to choose. Nothing is dropped.
import type { ApplicationForm } from './application-form.ts';

export type FormField = keyof ApplicationForm;

export interface MergedForms {
  form: ApplicationForm;
  /** Changed on both: `form` has mine. */
  conflicts: FormField[];
}

/** @param base what both began with */
export function mergeForms(
  base: ApplicationForm,
  mine: ApplicationForm,
  theirs: ApplicationForm
): MergedForms {
  const fields = Object.keys(theirs) as FormField[];
  const isSame = (one: ApplicationForm, other: ApplicationForm, field: FormField) =>
    JSON.stringify(one[field]) === JSON.stringify(other[field]);
  const changedByMe = fields.filter((field) => !isSame(mine, base, field));
  const kept = Object.fromEntries(changedByMe.map((field) => [field, mine[field]]));
  const conflicts = changedByMe.filter(
    (field) => !isSame(theirs, base, field) && !isSame(mine, theirs, field)
  );
  return { form: { ...theirs, ...kept } as ApplicationForm, conflicts };
}
