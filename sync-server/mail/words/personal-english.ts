import type { PersonalMailFacts, PersonalMailWords } from './personal-texts.ts';

const because = ({ reason }: PersonalMailFacts) => (reason ? [reason] : []);
const listed = ({ items }: PersonalMailFacts) => (items.length > 0 ? [items.join('\n')] : []);

export const PERSONAL_ENGLISH: PersonalMailWords = {
  'apply.confirm': ({ hours }) => ({
    subject: 'Please confirm your email address',
    paragraphs: [
      'Thank you for wanting to join us. Confirm your address and choose a password below, and your application begins.',
      `The link works once, for ${hours} hours. If you did not apply, you need do nothing.`
    ],
    action: 'Confirm the address'
  }),
  'apply.known': () => ({
    subject: 'You already have an account with us',
    paragraphs: [
      'Somebody would like to apply with this address. There is an account for it already: please sign in with it. If you have forgotten the password, you can choose a new one there.',
      'If that was not you, you need do nothing.'
    ],
    action: 'Sign in'
  }),
  'password.reset': ({ minutes }) => ({
    subject: 'Choose a new password',
    paragraphs: [
      `A new password was asked for. The link works once, for ${minutes} minutes. After that you have to sign in again on each device; what is still unsent there is kept.`,
      'If that was not you, you need do nothing: your password stays as it is.'
    ],
    action: 'Choose a new password'
  }),
  'password.changed': () => ({
    subject: 'Your password was changed',
    paragraphs: [
      'The password of your account was changed.',
      'If that was not you, please choose a new one at once and call us.'
    ],
    action: 'Forgotten password'
  }),
  'passkey.added': ({ passkey }) => ({
    subject: 'Your account has a new passkey',
    paragraphs: [
      `The passkey “${passkey}” can now be used to sign in to your account.`,
      'If that was not you, please remove it at once, choose a new password and call us.'
    ],
    action: 'See the passkeys'
  }),
  'email.confirm': ({ hours }) => ({
    subject: 'Please confirm your new email address',
    paragraphs: [
      `With the button below this becomes the address that you sign in with. The link works once, for ${hours} hours.`
    ],
    action: 'Confirm the new address'
  }),
  'email.changed': ({ email }) => ({
    subject: 'Your email address was changed',
    paragraphs: [
      `From now on you sign in with ${email}; we no longer write to this address.`,
      'If that was not you, please call us at once.'
    ],
    action: 'Sign in'
  }),
  'application.submit': () => ({
    subject: 'We have your application',
    paragraphs: [
      'Thank you. We are looking at everything and will write to you when we are done, or if we need something more.'
    ],
    action: 'See where it stands'
  }),
  'application.ask': (facts) => ({
    subject: 'Your application: we need something more',
    paragraphs: [
      'We have looked at your application. Something is still missing:',
      ...listed(facts),
      ...because(facts),
      'Everything else stays as it is. Simply hand the application in again afterwards.'
    ],
    action: 'Complete the application'
  }),
  'application.accept': (facts) => ({
    subject: 'Welcome: you are in',
    paragraphs: [
      'We have accepted your application. From now on you will be offered orders near you.',
      ...because(facts),
      'Open the app on your phone and sign in with this email address and your password. Best put the app on your home screen at once.'
    ],
    action: 'Open the app'
  }),
  'application.refuse': (facts) => ({
    subject: 'Your application',
    paragraphs: [
      'We have looked at your application and unfortunately cannot accept it.',
      ...because(facts)
    ],
    action: 'See where it stands'
  }),
  'application.suspend': (facts) => ({
    subject: 'No offers for the time being',
    paragraphs: [
      'We have suspended your account for the time being: you get no new offers. What you have accepted remains yours.',
      ...because(facts)
    ],
    action: 'See where it stands'
  }),
  'application.readmit': (facts) => ({
    subject: 'You are back',
    paragraphs: ['From now on you are offered orders again.', ...because(facts)],
    action: 'Open the app'
  }),
  'paper.expires': ({ paper, day, days, isNeeded }) => ({
    subject: days === 1 ? `${paper} expires tomorrow` : `${paper} expires in ${days} days`,
    paragraphs: [
      `On ${day} a paper of yours expires: ${paper}. Please upload a new one.`,
      ...(isNeeded ? ['Without a valid one you get no more orders from that day on.'] : [])
    ],
    action: 'Upload a paper'
  }),
  'paper.expired': ({ paper, day, isNeeded }) => ({
    subject: `${paper} has expired`,
    paragraphs: [
      `On ${day} a paper of yours expired: ${paper}.`,
      ...(isNeeded ? ['Until a valid one is here and checked you get no new orders.'] : [])
    ],
    action: 'Upload a paper'
  }),
  'paper.turnedDown': ({ paper, ...facts }) => ({
    subject: `A paper will not do yet: ${paper}`,
    paragraphs: [
      `We cannot accept what you uploaded (${paper}) as it is.`,
      ...because({ paper, ...facts })
    ],
    action: 'Upload a paper'
  }),
  'skill.granted': ({ skill, level, reason }) => ({
    subject: `New for you: ${skill}, level ${level}`,
    paragraphs: [
      `You asked for “${skill}” at level ${level}. It is yours now, and you get offers for it from now on.`,
      ...(reason ? [reason] : [])
    ],
    action: 'View your profile'
  }),
  'skill.refused': ({ skill, level, ...facts }) => ({
    subject: `Your request: ${skill}, level ${level}`,
    paragraphs: [
      `You asked for “${skill}” at level ${level}. We cannot grant that yet; nothing else changes.`,
      ...because({ skill, level, ...facts })
    ],
    action: 'View your profile'
  })
};

export const PERSONAL_FOOTER_ENGLISH =
  'You are receiving this email because you help with us or have applied to.';
