import type { MailFacts, MailFrame, MailWords } from './mail-texts.ts';

type Price = Pick<MailFacts, 'price' | 'payment' | 'paymentDays'>;
type Cancelling = Pick<MailFacts, 'freeCancelUntil' | 'graceMinutes'>;

const PAID_BY: Record<MailFacts['payment'], (days: number) => string> = {
  directDebit: () => 'by direct debit',
  card: () => 'by card',
  invoice: (days) => `by invoice, within ${days} days`
};
const costs = ({ price, payment, paymentDays }: Price) =>
  `Total price including VAT: ${price}. You pay after the visit, ${PAID_BY[payment](paymentDays)}.`;

/** Before somebody has accepted: what will hold then, whenever that is. */
const cancelsFree = ({ freeCancelUntil, graceMinutes }: Cancelling) =>
  freeCancelUntil
    ? `You can cancel free of charge until ${freeCancelUntil}, and at any time while nobody has accepted.`
    : `You can cancel free of charge while nobody has accepted, and for another ${graceMinutes} minutes after that, until the helper sets off.`;
const freeUntil = ({ freeCancelUntil }: Cancelling) =>
  freeCancelUntil ? [`You can cancel free of charge until ${freeCancelUntil}.`] : [];

export const ENGLISH_WORDS: MailWords = {
  booked: ({ service, day, time, place, ...facts }) => ({
    subject: `Your request for ${day}: ${service}`,
    paragraphs: [
      'Thank you for your request. We are now looking for someone near you and will email you as soon as a helper accepts. Only then is the appointment fixed.',
      `${service}\nRequested for: ${day}, ${time}\n${place}`,
      costs(facts),
      cancelsFree(facts)
    ],
    action: 'View your request'
  }),
  unplaced: ({ service, day, time }) => ({
    subject: `Your request for ${day}: nobody found yet`,
    paragraphs: [
      'Unfortunately, nobody has accepted your request so far. Our support team is looking into it and will email you as soon as a helper is found. Until someone accepts, nobody will come and you pay nothing.',
      `${service}\nRequested for: ${day}, ${time}`
    ],
    action: 'View your request'
  }),
  expired: ({ service, day, time }) => ({
    subject: `Your request for ${day}: sorry, nobody found`,
    paragraphs: [
      'We are sorry: we could not find anyone for the time you asked for. Nobody will come, and you pay nothing. If another time would suit you, please send a new request.',
      `${service}\nRequested for: ${day}, ${time}`
    ],
    action: 'View your request'
  }),
  helperFound: ({ helper, service, day, time, contactHours, ...facts }) => ({
    subject: `${helper} is coming on ${day}`,
    paragraphs: [
      `${helper} has accepted your request and will call you within the next ${contactHours} hours to go through the details.`,
      `${service}\n${day}, ${time}`,
      ...freeUntil(facts)
    ],
    action: 'View your order'
  }),
  helperBack: ({ helper, service, day, time }) => ({
    subject: `${helper} is coming on ${day} after all`,
    paragraphs: [
      `Good news: ${helper} is coming as first arranged. Please disregard our last email.`,
      `${service}\n${day}, ${time}`
    ],
    action: 'View your order'
  }),
  helperLost: ({ helper, service, day, time }) => ({
    subject: `Your request for ${day}: we are looking again`,
    paragraphs: [
      `Unfortunately, ${helper} cannot come after all. We are now looking for someone else and will email you as soon as a helper accepts.`,
      `${service}\nRequested for: ${day}, ${time}`
    ],
    action: 'View your request'
  }),
  appointmentAsked: ({ helper, service, before, after }) => ({
    subject: `Does ${after.day}, ${after.time} suit you instead?`,
    paragraphs: [
      `${helper} has noted that you would prefer another time. Nothing changes until you agree to it.`,
      `${service}\nCurrent: ${before.day}, ${before.time}\nNew: ${after.day}, ${after.time}`
    ],
    action: 'Confirm the new time'
  }),
  appointmentMoved: ({ helper, service, before, after, place, ...facts }) => ({
    subject: `New appointment on ${after.day}, ${after.time}: ${service}`,
    paragraphs: [
      `Your appointment with ${helper} has been moved as you asked. The earlier time no longer applies.`,
      `${service}\nBefore: ${before.day}, ${before.time}\nNew: ${after.day}, ${after.time}\n${place}`,
      ...freeUntil(facts)
    ],
    action: 'View your order'
  }),
  cancelled: ({ service, day, time, isBySupport, cancelFee, wasAccepted }) => ({
    subject: wasAccepted
      ? `Cancelled: ${service} on ${day}`
      : `Your request for ${day} is cancelled: ${service}`,
    paragraphs: [
      isBySupport
        ? 'Our support team has cancelled your visit. It will not take place.'
        : 'We have received your cancellation. The visit will not take place.',
      `${service}\n${day}, ${time}`,
      cancelFee
        ? `The cancellation fee for short notice is ${cancelFee}. You will receive the invoice in a separate email.`
        : 'You pay nothing.'
    ],
    action: 'View your order'
  }),
  onTheWay: ({ helper, eta, service }) => ({
    subject: `${helper} is on the way, arriving around ${eta}`,
    paragraphs: [`${helper} is on the way to you (${service}) and should arrive around ${eta}.`],
    action: 'Track the arrival'
  }),
  invoice: ({ number, total, helper, feeFor, isSettled, canRate }) => ({
    subject: `Your invoice ${number} for ${total}`,
    paragraphs: [
      feeFor === 'cancellation'
        ? `Your visit was cancelled at short notice. Invoice ${number} for the cancellation fee of ${total} is attached.`
        : feeFor === 'journey'
          ? `The visit could not be carried out as agreed. Invoice ${number} for the visit fee of ${total} is attached.`
          : isSettled
            ? `Invoice ${number} for ${total}, as agreed for ${helper}'s visit, is attached.`
            : `${helper} has finished the work. Your invoice ${number} for ${total} is attached.`,
      ...(canRate ? [`Are you happy with the visit? Your rating helps ${helper} and others.`] : [])
    ],
    action: canRate ? 'Leave a rating' : 'View your order'
  })
};

export const ENGLISH_FRAME: MailFrame = {
  greeting: (name) => (name ? `Dear ${name},` : 'Hello,'),
  help: ({ phone, email }) => `Questions? You can reach us at ${phone} or ${email}.`,
  regards: 'Kind regards\nYour Mila Onsite team',
  footer: 'You are receiving this email because you requested a visit from us.'
};
