import type { MailText } from '#domain/operator/mail-texts-view.ts';
import type { PersonalMailKind } from '../personal-mail-kinds.ts';
import { paragraphs } from './paragraphs.ts';

export const GERMAN_HELPER_TEXTS: Record<PersonalMailKind, MailText> = {
  'apply.confirm': {
    subject: 'Bitte bestätigen Sie Ihre E-Mail-Adresse',
    body: paragraphs(
      'schön, dass Sie bei uns mitmachen möchten. Mit dem Knopf unten bestätigen Sie Ihre Adresse und legen ein Passwort fest. Danach geht Ihre Bewerbung los.',
      'Der Link gilt einmal und {hours} Stunden. Haben Sie sich nicht beworben? Dann brauchen Sie nichts zu tun.'
    ),
    action: 'Adresse bestätigen'
  },
  'apply.known': {
    subject: 'Sie haben schon ein Konto bei uns',
    body: paragraphs(
      'jemand möchte sich mit dieser Adresse bei uns bewerben. Zu ihr gibt es schon ein Konto: Bitte melden Sie sich damit an. Wissen Sie das Passwort nicht mehr, können Sie dort ein neues festlegen.',
      'Waren Sie das nicht? Dann brauchen Sie nichts zu tun.'
    ),
    action: 'Zur Anmeldung'
  },
  'password.reset': {
    subject: 'Ein neues Passwort festlegen',
    body: paragraphs(
      'für Ihr Konto wurde ein neues Passwort verlangt. Der Link gilt einmal und {minutes} Minuten. Danach müssen Sie sich auf jedem Gerät neu anmelden; was dort noch nicht gesendet ist, bleibt erhalten.',
      'Waren Sie das nicht? Dann brauchen Sie nichts zu tun: Ihr Passwort gilt weiter.'
    ),
    action: 'Neues Passwort festlegen'
  },
  'password.changed': {
    subject: 'Ihr Passwort wurde geändert',
    body: paragraphs(
      'das Passwort Ihres Kontos wurde geändert.',
      'Waren Sie das nicht, legen Sie bitte gleich ein neues fest und rufen Sie uns an.'
    ),
    action: 'Passwort vergessen'
  },
  'passkey.added': {
    subject: 'Ihr Konto hat einen neuen Passkey',
    body: paragraphs(
      'mit dem Passkey „{passkey}“ kann man sich jetzt an Ihrem Konto anmelden.',
      'Waren Sie das nicht? Dann entfernen Sie ihn bitte gleich, legen Sie ein neues Passwort fest und rufen Sie uns an.'
    ),
    action: 'Passkeys ansehen'
  },
  'email.confirm': {
    subject: 'Bitte bestätigen Sie Ihre neue E-Mail-Adresse',
    body: paragraphs(
      'mit dem Knopf unten wird dies die Adresse, mit der Sie sich anmelden. Der Link gilt einmal und {hours} Stunden.'
    ),
    action: 'Neue Adresse bestätigen'
  },
  'email.changed': {
    subject: 'Ihre E-Mail-Adresse wurde geändert',
    body: paragraphs(
      'ab jetzt melden Sie sich mit {email} an; hierhin schreiben wir nicht mehr.',
      'Waren Sie das nicht, rufen Sie uns bitte gleich an.'
    ),
    action: 'Zur Anmeldung'
  },
  'application.submit': {
    subject: 'Ihre Bewerbung ist da',
    body: paragraphs(
      'vielen Dank. Wir sehen uns alles an und schreiben Ihnen, sobald wir so weit sind oder noch etwas brauchen.'
    ),
    action: 'Stand ansehen'
  },
  'application.ask': {
    subject: 'Ihre Bewerbung: Wir brauchen noch etwas',
    body: paragraphs(
      'wir haben Ihre Bewerbung angesehen. Es fehlt noch etwas:',
      '{items}',
      '{reason}',
      'Alles andere bleibt, wie es ist. Reichen Sie die Bewerbung danach einfach noch einmal ein.'
    ),
    action: 'Bewerbung ergänzen'
  },
  'application.accept': {
    subject: 'Willkommen: Sie sind dabei',
    body: paragraphs(
      'wir haben Ihre Bewerbung angenommen. Ab jetzt bekommen Sie Angebote für Aufträge in Ihrer Nähe.',
      '{reason}',
      'Öffnen Sie die App auf Ihrem Telefon und melden Sie sich mit dieser E-Mail-Adresse und Ihrem Passwort an. Legen Sie die App am besten gleich auf Ihren Startbildschirm.'
    ),
    action: 'App öffnen'
  },
  'application.refuse': {
    subject: 'Ihre Bewerbung',
    body: paragraphs(
      'wir haben Ihre Bewerbung geprüft und können sie leider nicht annehmen.',
      '{reason}'
    ),
    action: 'Stand ansehen'
  },
  'application.suspend': {
    subject: 'Sie bekommen vorerst keine Angebote',
    body: paragraphs(
      'wir haben Ihr Konto vorerst gesperrt: Sie bekommen keine neuen Angebote. Was Sie zugesagt haben, bleibt Ihres.',
      '{reason}'
    ),
    action: 'Stand ansehen'
  },
  'application.readmit': {
    subject: 'Sie sind wieder dabei',
    body: paragraphs('ab jetzt bekommen Sie wieder Angebote.', '{reason}'),
    action: 'App öffnen'
  },
  'application.abandoned': {
    subject: 'Ihre Bewerbung wird bald gelöscht',
    body: paragraphs(
      'Ihre Bewerbung ist noch offen, und seit Längerem ist nichts geschehen. Am {day} löschen wir sie mit allen Papieren und Ihrem Konto.',
      'Möchten Sie weitermachen? Dann ändern oder ergänzen Sie etwas darin. Sonst brauchen Sie nichts zu tun.'
    ),
    action: 'Bewerbung fortsetzen'
  },
  'paper.expires': {
    subject: '{paper} läuft {inDays} ab',
    body: paragraphs(
      'am {day} läuft ab, was Sie uns gegeben haben: {paper}. Bitte laden Sie ein neues Papier hoch.',
      '{needed}'
    ),
    action: 'Papier hochladen'
  },
  'paper.expired': {
    subject: '{paper} ist abgelaufen',
    body: paragraphs('am {day} ist abgelaufen, was Sie uns gegeben haben: {paper}.', '{needed}'),
    action: 'Papier hochladen'
  },
  'paper.turnedDown': {
    subject: 'Ein Papier genügt noch nicht: {paper}',
    body: paragraphs(
      'was Sie hochgeladen haben ({paper}), können wir so nicht annehmen.',
      '{reason}'
    ),
    action: 'Papier hochladen'
  },
  'skill.granted': {
    subject: 'Neu für Sie: {skill}, Stufe {level}',
    body: paragraphs(
      'Sie haben um „{skill}“ auf Stufe {level} gebeten. Das haben wir Ihnen eingetragen; ab sofort bekommen Sie dafür Angebote.',
      '{reason}'
    ),
    action: 'Profil ansehen'
  },
  'skill.refused': {
    subject: 'Zu Ihrer Bitte: {skill}, Stufe {level}',
    body: paragraphs(
      'Sie haben um „{skill}“ auf Stufe {level} gebeten. Das können wir Ihnen noch nicht eintragen; sonst ändert sich nichts.',
      '{reason}'
    ),
    action: 'Profil ansehen'
  }
};
