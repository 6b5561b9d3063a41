import { may, must, section, text, writePackage } from './write-package.ts';

export const computerMove = writePackage({
  id: 'computer-move',
  skill: 'computer',
  level: 3,
  durationMin: 120,
  prices: { DE: 89, CH: 139 },
  title: text('Neuen Computer einrichten und umziehen', 'Set up a new computer and move over'),
  summary: text(
    'Neuen PC oder Laptop in Betrieb nehmen und Dateien, E-Mail, Lesezeichen und Programme übernehmen.',
    'Bring a new PC or laptop into service and carry over files, e-mail, bookmarks and programs.'
  ),
  scope: [
    text('Erste Einrichtung mit Konto und Updates', 'First set-up with account and updates'),
    text('Übernahme von bis zu 200 GB Daten', 'Transfer of up to 200 GB of data'),
    text('E-Mail, Browser und Drucker', 'E-mail, browser and printer'),
    text('Altes Gerät auf Wunsch sicher löschen', 'Secure erasure of the old device if wanted')
  ],
  notIncluded: [
    text('Kauf von Programmen und Lizenzen', 'Purchase of programs and licences'),
    text('Rettung von Daten defekter Festplatten', 'Rescue of data from broken disks')
  ],
  tools: [
    text('Externe SSD mit mindestens 500 GB', 'External SSD with at least 500 GB'),
    text('USB-auf-SATA-Adapter für alte Festplatten', 'USB-to-SATA adapter for old disks'),
    text('LAN-Kabel, USB-C-Adapter', 'Ethernet cable, USB-C adapter'),
    text('Schraubendreher-Set', 'Screwdriver set')
  ],
  guide: [
    section(
      text('Was alles mit muss', 'What has to move'),
      text(
        'Dokumente, Bilder, Musik, Desktop, Downloads; E-Mail mit Adressbuch und Kalender; Lesezeichen und gespeicherte Anmeldungen des Browsers; Programme mit Lizenz (Steuer, Office, Banking); Schriften und Vorlagen. Gern vergessen: lokale E-Mail-Archive (PST, mbox), Handy-Sicherungen und Ordner außerhalb des Benutzerprofils.',
        'Documents, pictures, music, desktop, downloads; e-mail with contacts and calendar; browser bookmarks and saved sign-ins; licensed programs (tax, office, banking); fonts and templates. Often forgotten: local e-mail archives (PST, mbox), phone backups and folders outside the user’s profile.'
      )
    ),
    section(
      text('Wie lange es dauert', 'How long it takes'),
      text(
        '100 GB: über USB 3 auf SSD etwa 10 bis 20 Minuten, über USB 2 rund eine Stunde, über WLAN 2 Stunden und mehr. Deshalb zuerst das Kopieren starten und währenddessen Updates und E-Mail einrichten. Kopieren, nicht verschieben: Das alte Gerät bleibt unverändert, bis der Kunde alles gesehen hat.',
        '100 GB: over USB 3 to an SSD about 10 to 20 minutes, over USB 2 about an hour, over Wi-Fi 2 hours or more. So start copying first and set up updates and e-mail meanwhile. Copy, do not move: the old device stays untouched until the customer has seen everything.'
      )
    ),
    section(
      text('Konto und Anmeldung', 'Account and sign-in'),
      text(
        'Konto und Passwort gehören dem Kunden: Er tippt selbst, auch die Bestätigung auf dem Handy. Die Geräteverschlüsselung wird bei neuen Geräten oft von selbst aktiv. Gemeinsam nachsehen, wo der Wiederherstellungsschlüssel liegt, und ihn vom Kunden ausdrucken oder aufschreiben lassen.',
        'Account and password belong to the customer: they type, including the confirmation on their phone. Device encryption often switches itself on with new machines. Look together where the recovery key is kept and have the customer print or write it down.'
      )
    ),
    section(
      text('E-Mail', 'E-mail'),
      text(
        'Mit IMAP liegt die Post beim Anbieter: einrichten, warten, fertig. Mit POP liegt sie nur auf dem alten Gerät: das Archiv mitnehmen und auf IMAP umstellen, erst nachdem es gesichert ist. Viele Anbieter verlangen ein eigenes App-Passwort oder müssen IMAP im Webportal freigeben.',
        'With IMAP the mail is at the provider: set up, wait, done. With POP it is only on the old machine: take the archive along and change to IMAP only once it is saved. Many providers ask for a separate app password or need IMAP enabled in their web portal.'
      )
    ),
    section(
      text('Altes Gerät löschen', 'Erasing the old device'),
      text(
        'Nur auf ausdrücklichen Wunsch und nie am selben Tag, wenn keine zweite Kopie besteht. „Diesen PC zurücksetzen“ mit „Daten bereinigen“ wählen; bei SSD das sichere Löschen des Herstellers. Vorher das Gerät aus Kundenkonten abmelden.',
        'Only at the customer’s express wish and never on the same day if there is no second copy. Choose “Reset this PC” with “Clean data”; for an SSD the maker’s secure erase. Sign the device out of the customer’s accounts first.'
      )
    )
  ],
  checklist: {
    prepare: [
      may(
        'amount',
        'Beim Anruf nach Datenmenge und wichtigen Programmen gefragt',
        'Asked on the phone about amount of data and important programs'
      ),
      may(
        'licences',
        'Gebeten, Lizenzen und Zugänge bereitzulegen',
        'Asked to have licences and accounts ready'
      )
    ],
    arrive: [must('list', 'Liste gemacht, was umziehen soll', 'Made a list of what is to move')],
    work: [
      must(
        'copied',
        'Daten kopiert, Anzahl und Größe der Ordner verglichen',
        'Copied the data, compared number and size of folders'
      ),
      may('updates', 'System-Updates eingespielt', 'Installed system updates'),
      must('mail', 'E-Mail empfangen und gesendet', 'Received and sent e-mail'),
      may(
        'browser',
        'Lesezeichen und Anmeldungen übernommen, Passwörter tippt der Kunde',
        'Carried over bookmarks and sign-ins, passwords typed by the customer'
      ),
      may(
        'printer',
        'Drucker verbunden und Probeseite gedruckt',
        'Connected the printer and printed a test page'
      ),
      may(
        'key',
        'Wiederherstellungsschlüssel vom Kunden sicher abgelegt',
        'Recovery key safely stored by the customer'
      )
    ],
    explain: [
      must(
        'found',
        'Kunde hat selbst ein Dokument, ein Bild und eine E-Mail gefunden',
        'The customer has found a document, a picture and an e-mail themselves'
      ),
      may(
        'differences',
        'Unterschiede zum alten Gerät gezeigt',
        'Shown the differences from the old machine'
      )
    ],
    handOver: [
      must(
        'old',
        'Geklärt, was mit dem alten Gerät geschieht; nichts ohne Auftrag gelöscht',
        'Agreed what happens to the old device; erased nothing unasked'
      )
    ]
  }
});
