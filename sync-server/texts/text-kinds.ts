// Every text that the marketplace sends, and what may stand in it. A text is words and variables;
// what depends on more than one fact is a variable too, a sentence that we write in each language.
import { MAIL_KINDS } from './mail-kinds.ts';
import { PERSONAL_MAIL_KINDS } from './personal-mail-kinds.ts';

/** Where it depends on what happened, a mail has several texts. */
export const CUSTOMER_TEXTS = [
  ...MAIL_KINDS,
  'requestCancelled',
  'invoiceRated',
  'invoiceSettled',
  'invoiceOfJourney',
  'invoiceOfCancelling'
] as const;
/** Around the mails: a body alone. */
export const FRAME_TEXTS = [
  'frame.greeting',
  'frame.greetingNobody',
  'frame.help',
  'frame.regards',
  'frame.footer',
  'frame.helperFooter'
] as const;
export const TEXT_KINDS = [...CUSTOMER_TEXTS, ...PERSONAL_MAIL_KINDS, ...FRAME_TEXTS] as const;
export type CustomerText = (typeof CUSTOMER_TEXTS)[number];
export type FrameText = (typeof FRAME_TEXTS)[number];
export type TextKind = (typeof TEXT_KINDS)[number];

export type Variables = Readonly<Record<string, string>>;

const VISIT = ['service', 'day', 'time'] as const;
const MOVE = ['service', 'oldDay', 'oldTime', 'newDay', 'newTime', 'helper'] as const;
const BILL = ['number', 'total', 'helper', 'service'] as const;

/** What may stand in a text, as `{service}`. */
export const TEXT_VARIABLES: Record<TextKind, readonly string[]> = {
  booked: [...VISIT, 'place', 'price', 'costs', 'cancelling'],
  unplaced: [...VISIT, 'place'],
  expired: [...VISIT, 'place'],
  helperFound: [...VISIT, 'place', 'helper', 'hours', 'freeUntil', 'price'],
  helperLost: [...VISIT, 'place', 'helper'],
  helperBack: [...VISIT, 'place', 'helper'],
  appointmentAsked: [...MOVE, 'place'],
  appointmentMoved: [...MOVE, 'place', 'freeUntil'],
  onTheWay: ['helper', 'eta', 'service', 'place'],
  cancelled: [...VISIT, 'cancelledBy', 'cancelCosts'],
  requestCancelled: [...VISIT, 'cancelledBy', 'cancelCosts'],
  invoice: BILL,
  invoiceRated: BILL,
  invoiceSettled: BILL,
  invoiceOfJourney: BILL,
  invoiceOfCancelling: BILL,

  'apply.confirm': ['hours'],
  'apply.known': [],
  'password.reset': ['minutes'],
  'password.changed': [],
  'passkey.added': ['passkey'],
  'email.confirm': ['hours'],
  'email.changed': ['email'],
  'application.submit': [],
  'application.ask': ['items', 'reason'],
  'application.accept': ['reason'],
  'application.refuse': ['reason'],
  'application.suspend': ['reason'],
  'application.readmit': ['reason'],
  'application.abandoned': ['day'],
  'paper.expires': ['paper', 'day', 'inDays', 'needed'],
  'paper.expired': ['paper', 'day', 'needed'],
  'paper.turnedDown': ['paper', 'reason'],

  'skill.granted': ['skill', 'level', 'reason'],
  'skill.refused': ['skill', 'level', 'reason'],

  'frame.greeting': ['name'],
  'frame.greetingNobody': [],
  'frame.help': ['phone', 'email'],
  'frame.regards': [],
  'frame.footer': [],
  'frame.helperFooter': []
};

export function isFrameText(kind: TextKind): kind is FrameText {
  return (FRAME_TEXTS as readonly string[]).includes(kind);
}
