/** Mails to helpers, and to whoever applies to become one. */
export const PERSONAL_MAIL_KINDS = [
  'apply.confirm',
  'apply.known',
  'password.reset',
  'password.changed',
  'passkey.added',
  'email.confirm',
  'email.changed',
  'application.submit',
  'application.ask',
  'application.accept',
  'application.refuse',
  'application.suspend',
  'application.readmit',
  'application.abandoned',
  'paper.expires',
  'paper.expired',
  'paper.turnedDown',
  'skill.granted',
  'skill.refused'
] as const;
export type PersonalMailKind = (typeof PERSONAL_MAIL_KINDS)[number];

export interface PersonalMailFacts {
  /** What community has written; empty where it has not. */
  reason: string;
  /** What was turned down, each with its reason. */
  items: string[];
  /** Of a paper. */
  paper: string;
  day: string;
  days: number;
  skill: string;
  level: number;
  /** Whether there are no orders without it. */
  isNeeded: boolean;
  /** What its owner calls a passkey. */
  passkey: string;
  /** A new mail address. */
  email: string;
  /** How long a link holds. */
  hours: number;
  minutes: number;
}
