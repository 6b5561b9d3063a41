import { may, must, section, text, writePackage } from './write-package.ts';

export const computerVirus = writePackage({
  id: 'computer-virus',
  skill: 'computer',
  level: 4,
  durationMin: 120,
  prices: { DE: 89, CH: 139 },
  title: text('Hilfe bei Viren und Betrug', 'Help with viruses and scams'),
  summary: text(
    'Befallenen Computer prüfen und säubern, Konten absichern, nach falschen Technikern und Phishing helfen.',
    'Check and clean an infected computer, secure accounts, help after fake technicians and phishing.'
  ),
  scope: [
    text('Prüfung mit zwei unabhängigen Werkzeugen', 'Check with two independent tools'),
    text('Entfernen von Schad- und Werbeprogrammen', 'Removal of malware and adware'),
    text('Fernzugriffe finden und beenden', 'Find and end remote access'),
    text(
      'Begleitung beim Ändern wichtiger Passwörter',
      'Support while changing important passwords'
    )
  ],
  notIncluded: [
    text('Entschlüsseln erpresster Daten', 'Decrypting data held to ransom'),
    text('Verhandlungen mit Bank oder Behörden', 'Dealing with bank or authorities'),
    text(
      'Neuinstallation mit Datenumzug (weiteres Paket)',
      'Re-installation with data transfer (a further package)'
    )
  ],
  tools: [
    text(
      'Schreibgeschützter USB-Stick mit Rettungssystem',
      'Write-protected USB stick with a rescue system'
    ),
    text('Leere externe Festplatte', 'Empty external disk'),
    text(
      'Eigenes sauberes Gerät mit mobilem Internet',
      'A clean device of your own with mobile internet'
    )
  ],
  guide: [
    section(
      text('Zuerst vom Netz', 'Offline first'),
      text(
        'LAN-Kabel ziehen, WLAN aus. Nicht ausschalten, wenn gerade verschlüsselt wird oder ein Fernzugriff läuft: erst trennen, dann die Meldung fotografieren (ohne Kontodaten). Keine eigenen USB-Sticks anstecken, die nicht schreibgeschützt sind.',
        'Pull the Ethernet cable, Wi-Fi off. Do not switch off while encryption or remote access is going on: disconnect first, then photograph the message (without account data). Plug in no USB stick of your own that is not write-protected.'
      )
    ),
    section(
      text('Nach einem falschen Anruf', 'After a fake call'),
      text(
        'Hat jemand „von Microsoft“ oder „von der Bank“ zugegriffen: Der Kunde ruft sofort seine Bank an (Deutschland: Sperr-Notruf 116 116; Schweiz: Nummer auf der Karte), vom eigenen Telefon. Fernwartungsprogramme suchen und entfernen, auch unbekannte Browser-Erweiterungen und neue Benutzerkonten. Anzeige bei der Polizei empfehlen.',
        'If somebody “from Microsoft” or “from the bank” had access: the customer calls their bank at once from their own phone (Germany: blocking hotline 116 116; Switzerland: the number on the card). Find and remove remote-control programs, unknown browser extensions and new user accounts. Recommend a report to the police.'
      )
    ),
    section(
      text('Wie prüfen', 'How to check'),
      text(
        'Zuerst von außen mit dem Rettungssystem, dann im laufenden System mit dem eingebauten Schutz und einem zweiten Werkzeug. Danach: Autostart, geplante Aufgaben, Erweiterungen, Startseite, Proxy und DNS ansehen. Meldungen im Browser („5 Viren gefunden“) sind fast immer nur Werbe-Benachrichtigungen: Erlaubnis der Seite entziehen, fertig.',
        'First from outside with the rescue system, then in the running system with the built-in protection and a second tool. Afterwards look at start-up, scheduled tasks, extensions, home page, proxy and DNS. Messages in the browser (“5 viruses found”) are nearly always just advertising notifications: withdraw the site’s permission, done.'
      )
    ),
    section(
      text('Wann neu aufsetzen', 'When to re-install'),
      text(
        'Bei Erpressungssoftware, Rootkits oder wenn jemand länger Zugriff hatte, ist Säubern keine Gewähr. Dann Daten sichern, neu aufsetzen und das offen sagen. Verschlüsselte Dateien aufheben: Manchmal gibt es später einen Schlüssel. Lösegeld nie empfehlen.',
        'After ransomware, rootkits or longer access by somebody else, cleaning gives no certainty. Then save the data, re-install, and say so openly. Keep encrypted files: sometimes a key appears later. Never recommend paying.'
      )
    ),
    section(
      text('Konten absichern', 'Securing accounts'),
      text(
        'Passwörter an einem sauberen Gerät ändern, in dieser Reihenfolge: E-Mail, Bank, Einkauf, soziale Netze. Der Kunde tippt, Sie sehen weg. Überall die zweistufige Anmeldung einschalten und unbekannte Sitzungen abmelden. In der E-Mail auch Weiterleitungen und Filter ansehen: Dort verstecken sich Angreifer gern.',
        'Change passwords on a clean device in this order: e-mail, bank, shopping, social networks. The customer types, you look away. Switch on two-step sign-in everywhere and sign out unknown sessions. In the mailbox, check forwarding and filters too: attackers like to hide there.'
      )
    )
  ],
  checklist: {
    prepare: [
      may(
        'offline',
        'Beim Anruf geraten, das Gerät vom Internet zu trennen und bei Geldverlust sofort die Bank anzurufen',
        'Advised on the phone to disconnect the device and, if money is at risk, call the bank at once'
      )
    ],
    arrive: [
      may(
        'story',
        'Hergang mit Uhrzeiten als Notiz festgehalten, ohne Zugangsdaten',
        'Noted what happened with times, without any access data'
      )
    ],
    work: [
      must(
        'scanned',
        'Mit zwei unabhängigen Werkzeugen geprüft',
        'Checked with two independent tools'
      ),
      must(
        'remote',
        'Fernzugriff, fremde Konten und Erweiterungen gesucht und entfernt',
        'Searched for and removed remote access, strange accounts and extensions'
      ),
      may('network', 'DNS, Proxy und Router geprüft', 'Checked DNS, proxy and router'),
      must('updated', 'Updates eingespielt, Schutz aktiv', 'Installed updates, protection active'),
      may(
        'passwords',
        'Wichtige Passwörter vom Kunden an einem sauberen Gerät geändert',
        'Important passwords changed by the customer on a clean device'
      ),
      may(
        'twoStep',
        'Zweistufige Anmeldung für E-Mail und Bank eingeschaltet',
        'Switched on two-step sign-in for e-mail and bank'
      )
    ],
    explain: [
      must(
        'honest',
        'Offen gesagt, was gefunden wurde und was nicht sicher ausgeschlossen ist',
        'Said openly what was found and what cannot be ruled out'
      ),
      must(
        'signs',
        'An einem Beispiel gezeigt, woran man Phishing und falsche Anrufe erkennt',
        'Shown with an example how to recognise phishing and fake calls'
      )
    ],
    handOver: [
      may(
        'observe',
        'Geraten, Kontoauszüge in den nächsten Wochen zu prüfen',
        'Advised to check bank statements over the next weeks'
      )
    ]
  }
});
