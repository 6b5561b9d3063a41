import { may, must, section, text, writePackage } from './write-package.ts';

export const nasSetup = writePackage({
  id: 'nas-setup',
  skill: 'storage',
  level: 4,
  durationMin: 120,
  prices: { DE: 119, CH: 179 },
  title: text('Netzwerkspeicher (NAS) einrichten', 'Set up network storage (NAS)'),
  summary: text(
    'NAS in Betrieb nehmen, Platten sicher einrichten, Freigaben und Sicherung für alle im Haushalt.',
    'Bring a NAS into service, set up its disks safely, shares and backup for everyone at home.'
  ),
  scope: [
    text('Platten einbauen und Verbund anlegen', 'Fit the disks and create the array'),
    text(
      'Benutzer und Freigaben für bis zu fünf Personen',
      'Users and shares for up to five people'
    ),
    text(
      'Automatische Sicherung von Computern und Handys',
      'Automatic backup of computers and phones'
    ),
    text('Warnung per E-Mail bei Fehlern', 'Warnings by e-mail when something fails')
  ],
  notIncluded: [
    text('Festplatten', 'Hard disks'),
    text('Datenrettung', 'Data rescue'),
    text(
      'Dienste, die aus dem Internet offen erreichbar sind',
      'Services openly reachable from the internet'
    )
  ],
  tools: [
    text('Schraubendreher-Set, Antistatik-Armband', 'Screwdriver set, anti-static strap'),
    text('LAN-Kabel Cat 6, 2 m', '2 m Cat 6 Ethernet cable'),
    text('Laptop mit LAN-Anschluss', 'Laptop with Ethernet port')
  ],
  guide: [
    section(
      text('Platten vor dem Einbau', 'Disks before fitting'),
      text(
        'Gehören Platten mit Daten dazu? Beim Anlegen eines Verbunds wird alles gelöscht. Fragen, ansehen, im Zweifel nicht einbauen. Zwei gleich große Platten für NAS-Betrieb (CMR), möglichst nicht aus derselben Lieferung. Seriennummern notieren: So weiß man später, welche Platte zu tauschen ist.',
        'Do any of the disks carry data? Creating an array deletes everything. Ask, look, and if in doubt do not fit it. Two equally large NAS-grade disks (CMR), ideally not from the same batch. Note the serial numbers: later they tell which disk to change.'
      )
    ),
    section(
      text('RAID ist keine Sicherung', 'RAID is not a backup'),
      text(
        'RAID 1 (zwei Platten) und RAID 5 (ab drei) schützen vor dem Ausfall einer Platte, nicht vor Löschen, Diebstahl, Blitz oder Erpressung. Es braucht eine zweite Kopie: externe Platte am USB-Anschluss oder verschlüsselt in die Cloud. Der Abgleich eines neuen Verbunds dauert bei 4 TB 6 bis 10 Stunden; das NAS ist derweil benutzbar, nur langsamer.',
        'RAID 1 (two disks) and RAID 5 (three or more) protect against the failure of one disk, not against deletion, theft, lightning or ransomware. A second copy is needed: an external disk on USB or encrypted to the cloud. Building a new array of 4 TB takes 6 to 10 hours; the NAS is usable meanwhile, just slower.'
      )
    ),
    section(
      text('Finden und anmelden', 'Finding it and signing in'),
      text(
        'NAS per LAN-Kabel an den Router, nicht per WLAN. Start dauert 2 bis 10 Minuten; danach Piepton und ruhiges Licht. Adresse im Router nachsehen oder das Suchprogramm des Herstellers nutzen, dann eine feste Adresse reservieren. Das vorgegebene Konto „admin“ abschalten, ein eigenes anlegen; das Passwort tippt der Kunde.',
        'Connect the NAS to the router by cable, not Wi-Fi. Starting takes 2 to 10 minutes; then a beep and a steady light. Look up the address in the router or use the maker’s finder, then reserve it. Disable the preset “admin” account and create another; the customer types the password.'
      )
    ),
    section(
      text('Lampen und Töne', 'Lights and sounds'),
      text(
        'Status grün: in Ordnung. Orange blinkend: Verbund beschädigt, lesbar, aber ohne Reserve. Rot: Platte ausgefallen. Dauerpiepen lässt sich in der Oberfläche stumm schalten. Bei „beschädigt“ nie zuerst Platten ziehen: Protokoll lesen, Sicherung prüfen, dann genau die gemeldete Platte tauschen.',
        'Status green: fine. Blinking orange: array degraded, readable but without redundancy. Red: a disk has failed. Continuous beeping can be muted in the interface. When “degraded”, never pull disks first: read the log, check the backup, then change exactly the disk reported.'
      )
    ),
    section(
      text('Von unterwegs', 'From outside'),
      text(
        'Keine Portfreigabe auf die Oberfläche. Sicher sind das VPN des Routers oder der Vermittlungsdienst des Herstellers mit zweistufiger Anmeldung. UPnP aus, automatische Sicherheitsupdates an, Schnappschüsse einschalten, wenn das Dateisystem sie kann.',
        'No port forwarding to the interface. Safe are the router’s VPN or the maker’s relay service with two-step sign-in. UPnP off, automatic security updates on, snapshots on if the file system supports them.'
      )
    )
  ],
  checklist: {
    prepare: [
      may(
        'disks',
        'Beim Anruf nach Modell, Platten und Datenmenge gefragt',
        'Asked on the phone about model, disks and amount of data'
      ),
      may('people', 'Gefragt, wer worauf zugreifen soll', 'Asked who should have access to what')
    ],
    arrive: [
      must(
        'empty',
        'Bestätigen lassen, dass auf den Platten nichts Wichtiges liegt',
        'Had it confirmed that nothing important is on the disks'
      )
    ],
    work: [
      must(
        'array',
        'Verbund angelegt, Status gesund oder Abgleich läuft',
        'Array created, healthy or building'
      ),
      may('serials', 'Seriennummern und Einschübe notiert', 'Noted serial numbers and bays'),
      must(
        'admin',
        'Eigenes Verwalterkonto, „admin“ abgeschaltet, Passwort vom Kunden eingetippt',
        'Own administrator account, “admin” disabled, password typed by the customer'
      ),
      must(
        'backup',
        'Zweite Kopie eingerichtet oder schriftlich abgelehnt',
        'Second copy set up, or declined in writing'
      ),
      may(
        'alerts',
        'Warnung per E-Mail eingerichtet und ausgelöst',
        'Set up and triggered warnings by e-mail'
      ),
      may('updates', 'Updates automatisch, UPnP aus', 'Updates automatic, UPnP off')
    ],
    explain: [
      must(
        'shown',
        'Kunde hat selbst eine Datei abgelegt, gefunden und zurückgeholt',
        'The customer has stored, found and restored a file themselves'
      ),
      may(
        'lights',
        'Lampen, Pieptöne und sicheres Ausschalten erklärt',
        'Explained lights, beeps and shutting down safely'
      )
    ],
    handOver: [
      may(
        'notes',
        'Blatt mit Adresse, Freigaben und Platten übergeben, ohne Passwörter',
        'Handed over a sheet with address, shares and disks, without passwords'
      )
    ]
  }
});
