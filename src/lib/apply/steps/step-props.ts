import type { ApplicationForm } from '#domain/application/application-form.ts';
import type { ApplicationDraft } from '../application-draft.svelte.ts';

/** Of every step: `errorOf` says what is wrong with a field, once somebody has tried to leave. */
export interface StepProps {
  draft: ApplicationDraft;
  form: ApplicationForm;
  errorOf: (field: string) => string;
}
