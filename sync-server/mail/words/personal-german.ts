import type { PersonalMailFacts, PersonalMailWords } from './personal-texts.ts';

const because = ({ reason }: PersonalMailFacts) => (reason ? [reason] : []);
const listed = ({ items }: PersonalMailFacts) => (items.length > 0 ? [items.join('\n')] : []);

export const PERSONAL_GERMAN: PersonalMailWords = {
  'apply.confirm': ({ hours }) => ({
    subject: 'Bitte bestätigen Sie Ihre E-Mail-Adresse',
    paragraphs: [
      'schön, dass Sie bei uns mitmachen möchten. Mit dem Knopf unten bestätigen Sie Ihre Adresse und legen ein Passwort fest. Danach geht Ihre Bewerbung los.',
      `Der Link gilt einmal und ${hours} Stunden. Haben Sie sich nicht beworben? Dann brauchen Sie nichts zu tun.`
    ],
    action: 'Adresse bestätigen'
  }),
  'apply.known': () => ({
    subject: 'Sie haben schon ein Konto bei uns',
    paragraphs: [
      'jemand möchte sich mit dieser Adresse bei uns bewerben. Zu ihr gibt es schon ein Konto: Bitte melden Sie sich damit an. Wissen Sie das Passwort nicht mehr, können Sie dort ein neues festlegen.',
      'Waren Sie das nicht? Dann brauchen Sie nichts zu tun.'
    ],
    action: 'Zur Anmeldung'
  }),
  'password.reset': ({ minutes }) => ({
    subject: 'Ein neues Passwort festlegen',
    paragraphs: [
      `für Ihr Konto wurde ein neues Passwort verlangt. Der Link gilt einmal und ${minutes} Minuten. Danach müssen Sie sich auf jedem Gerät neu anmelden; was dort noch nicht gesendet ist, bleibt erhalten.`,
      'Waren Sie das nicht? Dann brauchen Sie nichts zu tun: Ihr Passwort gilt weiter.'
    ],
    action: 'Neues Passwort festlegen'
  }),
  'password.changed': () => ({
    subject: 'Ihr Passwort wurde geändert',
    paragraphs: [
      'das Passwort Ihres Kontos wurde geändert.',
      'Waren Sie das nicht, legen Sie bitte gleich ein neues fest und rufen Sie uns an.'
    ],
    action: 'Passwort vergessen'
  }),
  'passkey.added': ({ passkey }) => ({
    subject: 'Ihr Konto hat einen neuen Passkey',
    paragraphs: [
      `mit dem Passkey „${passkey}“ kann man sich jetzt an Ihrem Konto anmelden.`,
      'Waren Sie das nicht? Dann entfernen Sie ihn bitte gleich, legen Sie ein neues Passwort fest und rufen Sie uns an.'
    ],
    action: 'Passkeys ansehen'
  }),
  'email.confirm': ({ hours }) => ({
    subject: 'Bitte bestätigen Sie Ihre neue E-Mail-Adresse',
    paragraphs: [
      `mit dem Knopf unten wird dies die Adresse, mit der Sie sich anmelden. Der Link gilt einmal und ${hours} Stunden.`
    ],
    action: 'Neue Adresse bestätigen'
  }),
  'email.changed': ({ email }) => ({
    subject: 'Ihre E-Mail-Adresse wurde geändert',
    paragraphs: [
      `ab jetzt melden Sie sich mit ${email} an; hierhin schreiben wir nicht mehr.`,
      'Waren Sie das nicht, rufen Sie uns bitte gleich an.'
    ],
    action: 'Zur Anmeldung'
  }),
  'application.submit': () => ({
    subject: 'Ihre Bewerbung ist da',
    paragraphs: [
      'vielen Dank. Wir sehen uns alles an und schreiben Ihnen, sobald wir so weit sind oder noch etwas brauchen.'
    ],
    action: 'Stand ansehen'
  }),
  'application.ask': (facts) => ({
    subject: 'Ihre Bewerbung: Wir brauchen noch etwas',
    paragraphs: [
      'wir haben Ihre Bewerbung angesehen. Es fehlt noch etwas:',
      ...listed(facts),
      ...because(facts),
      'Alles andere bleibt, wie es ist. Reichen Sie die Bewerbung danach einfach noch einmal ein.'
    ],
    action: 'Bewerbung ergänzen'
  }),
  'application.accept': (facts) => ({
    subject: 'Willkommen: Sie sind dabei',
    paragraphs: [
      'wir haben Ihre Bewerbung angenommen. Ab jetzt bekommen Sie Angebote für Aufträge in Ihrer Nähe.',
      ...because(facts),
      'Öffnen Sie die App auf Ihrem Telefon und melden Sie sich mit dieser E-Mail-Adresse und Ihrem Passwort an. Legen Sie die App am besten gleich auf Ihren Startbildschirm.'
    ],
    action: 'App öffnen'
  }),
  'application.refuse': (facts) => ({
    subject: 'Ihre Bewerbung',
    paragraphs: [
      'wir haben Ihre Bewerbung geprüft und können sie leider nicht annehmen.',
      ...because(facts)
    ],
    action: 'Stand ansehen'
  }),
  'application.suspend': (facts) => ({
    subject: 'Sie bekommen vorerst keine Angebote',
    paragraphs: [
      'wir haben Ihr Konto vorerst gesperrt: Sie bekommen keine neuen Angebote. Was Sie zugesagt haben, bleibt Ihres.',
      ...because(facts)
    ],
    action: 'Stand ansehen'
  }),
  'application.readmit': (facts) => ({
    subject: 'Sie sind wieder dabei',
    paragraphs: ['ab jetzt bekommen Sie wieder Angebote.', ...because(facts)],
    action: 'App öffnen'
  }),
  'paper.expires': ({ paper, day, days, isNeeded }) => ({
    subject: days === 1 ? `${paper} läuft morgen ab` : `${paper} läuft in ${days} Tagen ab`,
    paragraphs: [
      `am ${day} läuft ab, was Sie uns gegeben haben: ${paper}. Bitte laden Sie ein neues Papier hoch.`,
      ...(isNeeded ? ['Ohne ein gültiges bekommen Sie ab diesem Tag keine Aufträge mehr.'] : [])
    ],
    action: 'Papier hochladen'
  }),
  'paper.expired': ({ paper, day, isNeeded }) => ({
    subject: `${paper} ist abgelaufen`,
    paragraphs: [
      `am ${day} ist abgelaufen, was Sie uns gegeben haben: ${paper}.`,
      ...(isNeeded
        ? ['Bis ein gültiges da und geprüft ist, bekommen Sie keine neuen Aufträge.']
        : [])
    ],
    action: 'Papier hochladen'
  }),
  'paper.turnedDown': ({ paper, ...facts }) => ({
    subject: `Ein Papier genügt noch nicht: ${paper}`,
    paragraphs: [
      `was Sie hochgeladen haben (${paper}), können wir so nicht annehmen.`,
      ...because({ paper, ...facts })
    ],
    action: 'Papier hochladen'
  }),
  'skill.granted': ({ skill, level, reason }) => ({
    subject: `Neu für Sie: ${skill}, Stufe ${level}`,
    paragraphs: [
      `Sie haben um „${skill}“ auf Stufe ${level} gebeten. Das haben wir Ihnen eingetragen; ab sofort bekommen Sie dafür Angebote.`,
      ...(reason ? [reason] : [])
    ],
    action: 'Profil ansehen'
  }),
  'skill.refused': ({ skill, level, ...facts }) => ({
    subject: `Zu Ihrer Bitte: ${skill}, Stufe ${level}`,
    paragraphs: [
      `Sie haben um „${skill}“ auf Stufe ${level} gebeten. Das können wir Ihnen noch nicht eintragen; sonst ändert sich nichts.`,
      ...because({ skill, level, ...facts })
    ],
    action: 'Profil ansehen'
  })
};

export const PERSONAL_FOOTER_GERMAN =
  'Sie erhalten diese E-Mail, weil Sie bei uns helfen oder sich beworben haben.';
