import type { MailText } from '#domain/operator/mail-texts-view.ts';

export function paragraphs(...each: string[]): string {
  return each.join('\n\n');
}

/** A text around mails. */
export function only(body: string): MailText {
  return { subject: '', body, action: '' };
}
