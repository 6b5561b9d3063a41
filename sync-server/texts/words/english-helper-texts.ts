import type { MailText } from '#domain/operator/mail-texts-view.ts';
import type { PersonalMailKind } from '../personal-mail-kinds.ts';
import { paragraphs } from './paragraphs.ts';

export const ENGLISH_HELPER_TEXTS: Record<PersonalMailKind, MailText> = {
  'apply.confirm': {
    subject: 'Please confirm your email address',
    body: paragraphs(
      'Thank you for wanting to join us. Confirm your address and choose a password below, and your application begins.',
      'The link works once, for {hours} hours. If you did not apply, you need do nothing.'
    ),
    action: 'Confirm the address'
  },
  'apply.known': {
    subject: 'You already have an account with us',
    body: paragraphs(
      'Somebody would like to apply with this address. There is an account for it already: please sign in with it. If you have forgotten the password, you can choose a new one there.',
      'If that was not you, you need do nothing.'
    ),
    action: 'Sign in'
  },
  'password.reset': {
    subject: 'Choose a new password',
    body: paragraphs(
      'A new password was asked for. The link works once, for {minutes} minutes. After that you have to sign in again on each device; what is still unsent there is kept.',
      'If that was not you, you need do nothing: your password stays as it is.'
    ),
    action: 'Choose a new password'
  },
  'password.changed': {
    subject: 'Your password was changed',
    body: paragraphs(
      'The password of your account was changed.',
      'If that was not you, please choose a new one at once and call us.'
    ),
    action: 'Forgotten password'
  },
  'passkey.added': {
    subject: 'Your account has a new passkey',
    body: paragraphs(
      'The passkey “{passkey}” can now be used to sign in to your account.',
      'If that was not you, please remove it at once, choose a new password and call us.'
    ),
    action: 'See the passkeys'
  },
  'email.confirm': {
    subject: 'Please confirm your new email address',
    body: paragraphs(
      'With the button below this becomes the address that you sign in with. The link works once, for {hours} hours.'
    ),
    action: 'Confirm the new address'
  },
  'email.changed': {
    subject: 'Your email address was changed',
    body: paragraphs(
      'From now on you sign in with {email}; we no longer write to this address.',
      'If that was not you, please call us at once.'
    ),
    action: 'Sign in'
  },
  'application.submit': {
    subject: 'We have your application',
    body: paragraphs(
      'Thank you. We are looking at everything and will write to you when we are done, or if we need something more.'
    ),
    action: 'See where it stands'
  },
  'application.ask': {
    subject: 'Your application: we need something more',
    body: paragraphs(
      'We have looked at your application. Something is still missing:',
      '{items}',
      '{reason}',
      'Everything else stays as it is. Simply hand the application in again afterwards.'
    ),
    action: 'Complete the application'
  },
  'application.accept': {
    subject: 'Welcome: you are in',
    body: paragraphs(
      'We have accepted your application. From now on you will be offered orders near you.',
      '{reason}',
      'Open the app on your phone and sign in with this email address and your password. Best put the app on your home screen at once.'
    ),
    action: 'Open the app'
  },
  'application.refuse': {
    subject: 'Your application',
    body: paragraphs(
      'We have looked at your application and unfortunately cannot accept it.',
      '{reason}'
    ),
    action: 'See where it stands'
  },
  'application.suspend': {
    subject: 'No offers for the time being',
    body: paragraphs(
      'We have suspended your account for the time being: you get no new offers. What you have accepted remains yours.',
      '{reason}'
    ),
    action: 'See where it stands'
  },
  'application.readmit': {
    subject: 'You are back',
    body: paragraphs('From now on you are offered orders again.', '{reason}'),
    action: 'Open the app'
  },
  'application.abandoned': {
    subject: 'Your application will be deleted soon',
    body: paragraphs(
      'Your application is still open, and nothing has happened for a long time. On {day} we delete it with all papers and your account.',
      'Would you like to go on? Then change or add something in it. Otherwise there is nothing to do.'
    ),
    action: 'Continue the application'
  },
  'paper.expires': {
    subject: '{paper} expires {inDays}',
    body: paragraphs(
      'On {day} a paper of yours expires: {paper}. Please upload a new one.',
      '{needed}'
    ),
    action: 'Upload a paper'
  },
  'paper.expired': {
    subject: '{paper} has expired',
    body: paragraphs('On {day} a paper of yours expired: {paper}.', '{needed}'),
    action: 'Upload a paper'
  },
  'paper.turnedDown': {
    subject: 'A paper will not do yet: {paper}',
    body: paragraphs('We cannot accept what you uploaded ({paper}) as it is.', '{reason}'),
    action: 'Upload a paper'
  },
  'skill.granted': {
    subject: 'New for you: {skill}, level {level}',
    body: paragraphs(
      'You asked for “{skill}” at level {level}. It is yours now, and you get offers for it from now on.',
      '{reason}'
    ),
    action: 'View your profile'
  },
  'skill.refused': {
    subject: 'Your request: {skill}, level {level}',
    body: paragraphs(
      'You asked for “{skill}” at level {level}. We cannot grant that yet; nothing else changes.',
      '{reason}'
    ),
    action: 'View your profile'
  }
};
