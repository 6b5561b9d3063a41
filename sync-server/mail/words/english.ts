import type { MailFrame, MailWords } from './mail-texts.ts';

export const ENGLISH_WORDS: MailWords = {
  booked: ({ service, day, time, place, freeCancelUntil }) => ({
    subject: `Your appointment on ${day}: ${service}`,
    paragraphs: [
      'Thank you for your order. We are now looking for someone near you and will write to you as soon as someone has accepted.',
      `${service}\n${day}, ${time}\n${place}`,
      ...(freeCancelUntil ? [`You can cancel free of charge until ${freeCancelUntil}.`] : [])
    ],
    action: 'View your order'
  }),
  helperFound: ({ helper, service, day, time, contactHours }) => ({
    subject: `${helper} comes to you on ${day}`,
    paragraphs: [
      `${helper} has accepted your order and will call you within the next ${contactHours} hours to talk everything through.`,
      `${service}\n${day}, ${time}`
    ],
    action: 'View your order'
  }),
  appointmentAsked: ({ helper, service, before, after }) => ({
    subject: `Does ${after.day}, ${after.time} suit you instead?`,
    paragraphs: [
      `${helper} has noted that you would like another time. It only counts once you have agreed to it; until then the appointment stays as it is.`,
      `${service}\nSo far: ${before.day}, ${before.time}\nNew: ${after.day}, ${after.time}`
    ],
    action: 'Agree to the new time'
  }),
  appointmentMoved: ({ helper, service, before, after, place, freeCancelUntil }) => ({
    subject: `New appointment on ${after.day}, ${after.time}: ${service}`,
    paragraphs: [
      `Your appointment with ${helper} was moved as you wished. The earlier one no longer counts.`,
      `${service}\nSo far: ${before.day}, ${before.time}\nNew: ${after.day}, ${after.time}\n${place}`,
      ...(freeCancelUntil ? [`You can cancel free of charge until ${freeCancelUntil}.`] : [])
    ],
    action: 'View your order'
  }),
  cancelled: ({ service, day, time, isBySupport, cancelFee }) => ({
    subject: `Cancelled: ${service} on ${day}`,
    paragraphs: [
      isBySupport
        ? 'Your visit was cancelled by our support and will not take place.'
        : 'We have received your cancellation. The visit will not take place.',
      `${service}\n${day}, ${time}`,
      cancelFee
        ? `We charge ${cancelFee} for cancelling at short notice. The invoice comes in a mail of its own.`
        : 'You are charged nothing.'
    ],
    action: 'View your order'
  }),
  onTheWay: ({ helper, eta, service }) => ({
    subject: `${helper} is on the way, arriving at about ${eta}`,
    paragraphs: [`${helper} is on the way to you (${service}) and will be there at about ${eta}.`],
    action: 'Follow the arrival'
  }),
  invoice: ({ number, total, helper, feeFor, isSettled, canRate }) => ({
    subject: `Your invoice ${number} for ${total}`,
    paragraphs: [
      feeFor === 'cancellation'
        ? `Your visit was cancelled at short notice. Invoice ${number} for the time kept free, ${total}, is attached.`
        : feeFor === 'journey'
          ? `The visit that was agreed could not be carried out. Invoice ${number} for the journey, ${total}, is attached.`
          : isSettled
            ? `Invoice ${number} for ${total}, what was agreed for ${helper}'s visit, is attached.`
            : `${helper} has finished. Your invoice ${number} for ${total} is attached.`,
      ...(canRate ? [`Were you satisfied? Your rating helps ${helper} and others.`] : [])
    ],
    action: canRate ? 'Leave a rating' : 'View your order'
  })
};

export const ENGLISH_FRAME: MailFrame = {
  greeting: (name) => `Dear ${name},`,
  help: ({ phone, email }) => `Questions? You reach us at ${phone} and ${email}.`,
  regards: 'Kind regards\nYour Mila Onsite team',
  footer: 'You receive this mail because you placed an order with us.'
};
