// What an owner is shown of the texts that the marketplace sends: answers of /api/texts.
import type { TextLimit } from '../text/text-limits.ts';
import type { Locale } from '../policy/policy.ts';

/** Paragraphs of the body are parted by an empty line; what is around mails has a body alone. */
export interface MailText {
  subject: string;
  body: string;
  action: string;
}
export type TextPart = keyof MailText;
export const TEXT_PARTS = ['subject', 'body', 'action'] as const satisfies TextPart[];
export const PART_LIMITS = {
  subject: 'mailSubject',
  body: 'mailBody',
  action: 'mailButton'
} as const satisfies Record<TextPart, TextLimit>;

export const TEXT_GROUPS = ['customers', 'helpers', 'frame'] as const;
export type TextGroup = (typeof TEXT_GROUPS)[number];

export interface MailTextRow {
  kind: string;
  group: TextGroup;
  /** What may stand in it, as `{service}`. */
  variables: string[];
  /** 0: ours in every language. */
  version: number;
  /** A language that is missing has ours. */
  own: Partial<Record<Locale, MailText>>;
  ours: Record<Locale, MailText>;
  /** Languages with ours, where another one has the operator's own. */
  missing: Locale[];
  at: number;
  by: string;
}

export interface MailTextsAnswer {
  texts: MailTextRow[];
}

export interface TextPreview {
  subject: string;
  text: string;
  html: string;
}

/** `texts.de.body` takes something else. */
export type TextFault = 'required' | 'tooLong' | 'variable' | 'brace';
