import type { MailText } from '#domain/operator/mail-texts-view.ts';
import { ENGLISH_HELPER_TEXTS } from './english-helper-texts.ts';
import { only, paragraphs } from './paragraphs.ts';
import type { TextKind } from '../text-kinds.ts';

export const ENGLISH_TEXTS: Record<TextKind, MailText> = {
  booked: {
    subject: 'Your request for {day}: {service}',
    body: paragraphs(
      'Thank you for your request. We are now looking for someone near you and will email you as soon as a helper accepts. Only then is the appointment fixed.',
      '{service}\nRequested for: {day}, {time}\n{place}',
      '{costs}',
      '{cancelling}'
    ),
    action: 'View your request'
  },
  unplaced: {
    subject: 'Your request for {day}: nobody found yet',
    body: paragraphs(
      'Unfortunately, nobody has accepted your request so far. Our support team is looking into it and will email you as soon as a helper is found. Until someone accepts, nobody will come and you pay nothing.',
      '{service}\nRequested for: {day}, {time}'
    ),
    action: 'View your request'
  },
  expired: {
    subject: 'Your request for {day}: sorry, nobody found',
    body: paragraphs(
      'We are sorry: we could not find anyone for the time you asked for. Nobody will come, and you pay nothing. If another time would suit you, please send a new request.',
      '{service}\nRequested for: {day}, {time}'
    ),
    action: 'View your request'
  },
  helperFound: {
    subject: '{helper} is coming on {day}',
    body: paragraphs(
      '{helper} has accepted your request and will call you within the next {hours} hours to go through the details.',
      '{service}\n{day}, {time}',
      '{freeUntil}'
    ),
    action: 'View your order'
  },
  helperLost: {
    subject: 'Your request for {day}: we are looking again',
    body: paragraphs(
      'Unfortunately, {helper} cannot come after all. We are now looking for someone else and will email you as soon as a helper accepts.',
      '{service}\nRequested for: {day}, {time}'
    ),
    action: 'View your request'
  },
  helperBack: {
    subject: '{helper} is coming on {day} after all',
    body: paragraphs(
      'Good news: {helper} is coming as first arranged. Please disregard our last email.',
      '{service}\n{day}, {time}'
    ),
    action: 'View your order'
  },
  appointmentAsked: {
    subject: 'Does {newDay}, {newTime} suit you instead?',
    body: paragraphs(
      '{helper} has noted that you would prefer another time. Nothing changes until you agree to it.',
      '{service}\nCurrent: {oldDay}, {oldTime}\nNew: {newDay}, {newTime}'
    ),
    action: 'Confirm the new time'
  },
  appointmentMoved: {
    subject: 'New appointment on {newDay}, {newTime}: {service}',
    body: paragraphs(
      'Your appointment with {helper} has been moved as you asked. The earlier time no longer applies.',
      '{service}\nBefore: {oldDay}, {oldTime}\nNew: {newDay}, {newTime}\n{place}',
      '{freeUntil}'
    ),
    action: 'View your order'
  },
  onTheWay: {
    subject: '{helper} is on the way, arriving around {eta}',
    body: paragraphs('{helper} is on the way to you ({service}) and should arrive around {eta}.'),
    action: 'Track the arrival'
  },
  cancelled: {
    subject: 'Cancelled: {service} on {day}',
    body: paragraphs('{cancelledBy}', '{service}\n{day}, {time}', '{cancelCosts}'),
    action: 'View your order'
  },
  requestCancelled: {
    subject: 'Your request for {day} is cancelled: {service}',
    body: paragraphs('{cancelledBy}', '{service}\n{day}, {time}', '{cancelCosts}'),
    action: 'View your order'
  },
  invoice: {
    subject: 'Your invoice {number} for {total}',
    body: paragraphs(
      '{helper} has finished the work. Your invoice {number} for {total} is attached.',
      'Are you happy with the visit? Your rating helps {helper} and others.'
    ),
    action: 'Leave a rating'
  },
  invoiceRated: {
    subject: 'Your invoice {number} for {total}',
    body: paragraphs(
      '{helper} has finished the work. Your invoice {number} for {total} is attached.'
    ),
    action: 'View your order'
  },
  invoiceSettled: {
    subject: 'Your invoice {number} for {total}',
    body: paragraphs("Invoice {number} for {total}, as agreed for {helper}'s visit, is attached."),
    action: 'View your order'
  },
  invoiceOfJourney: {
    subject: 'Your invoice {number} for {total}',
    body: paragraphs(
      'The visit could not be carried out as agreed. Invoice {number} for the visit fee of {total} is attached.'
    ),
    action: 'View your order'
  },
  invoiceOfCancelling: {
    subject: 'Your invoice {number} for {total}',
    body: paragraphs(
      'Your visit was cancelled at short notice. Invoice {number} for the cancellation fee of {total} is attached.'
    ),
    action: 'View your order'
  },
  ...ENGLISH_HELPER_TEXTS,
  'frame.greeting': only('Dear {name},'),
  'frame.greetingNobody': only('Hello,'),
  'frame.help': only('Questions? You can reach us at {phone} or {email}.'),
  'frame.regards': only('Kind regards\nYour Mila Onsite team'),
  'frame.footer': only('You are receiving this email because you requested a visit from us.'),
  'frame.helperFooter': only(
    'You are receiving this email because you help with us or have applied to.'
  )
};
