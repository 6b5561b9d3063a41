import { may, must, section, text, writePackage } from './write-package.ts';

export const phoneMove = writePackage({
  id: 'phone-move',
  skill: 'phone',
  level: 2,
  durationMin: 60,
  prices: { DE: 45, CH: 69 },
  addOn: true,
  title: text('Auf ein neues Handy umziehen', 'Move to a new phone'),
  summary: text(
    'Kontakte, Fotos, Nachrichten und Apps vom alten auf das neue Smartphone übernehmen.',
    'Carry contacts, photos, messages and apps over from the old smartphone to the new one.'
  ),
  scope: [
    text(
      'Umzug zwischen iPhone und Android in jede Richtung',
      'Moves between iPhone and Android in any direction'
    ),
    text('SIM oder eSIM einrichten', 'Set up SIM or eSIM'),
    text('Messenger mit Verlauf', 'Messenger with its history'),
    text('Bildschirmsperre und Ortung', 'Screen lock and device finder')
  ],
  notIncluded: [
    text('Rettung von Daten defekter Telefone', 'Rescue of data from broken phones'),
    text('Banking-Apps ohne Zugangsdaten der Bank', 'Banking apps without the bank’s access data')
  ],
  tools: [
    text('USB-C- und Lightning-Kabel, Adapter', 'USB-C and Lightning cables, adapter'),
    text('Ladegerät oder Powerbank', 'Charger or power bank'),
    text('SIM-Nadel', 'SIM tool')
  ],
  guide: [
    section(
      text('Vor dem Start', 'Before starting'),
      text(
        'Beide Telefone über 50 % geladen oder am Strom, im selben WLAN, aktuell. Das alte Gerät sichern. Mit 64 GB rechnen Sie über Kabel 20 bis 40 Minuten, über Funk 1 bis 2 Stunden. Das alte Telefon bleibt unverändert, bis alles geprüft ist: nicht zurücksetzen, nicht in Zahlung geben.',
        'Both phones above 50 % or on power, on the same Wi-Fi, up to date. Back up the old one. For 64 GB reckon with 20 to 40 minutes by cable, 1 to 2 hours by radio. The old phone stays as it is until everything is checked: do not reset it or trade it in.'
      )
    ),
    section(
      text('Reihenfolge der Messenger', 'Order for messengers'),
      text(
        'Messenger mit ihrer eigenen Umzugsfunktion übernehmen, bevor die Nummer am neuen Gerät aktiv wird; sonst ist der Verlauf getrennt. Zwischen iPhone und Android geht der Verlauf meist nur per Kabel und nur auf ein frisch zurückgesetztes Gerät: also während der ersten Einrichtung. Den Bestätigungscode liest der Kunde selbst ab.',
        'Move messengers with their own transfer function before the number becomes active on the new device; otherwise the history is cut off. Between iPhone and Android the history usually moves only by cable and only to a freshly reset device, that is during first set-up. The customer reads the confirmation code themselves.'
      )
    ),
    section(
      text('SIM und eSIM', 'SIM and eSIM'),
      text(
        'Eine eSIM lässt sich oft nur einmal laden. Erst den neuen QR-Code oder die Übertragung vom Anbieter holen, dann die alte löschen. PIN und PUK liegen in den Unterlagen; nach drei falschen PINs hilft nur die PUK. Danach einen Anruf, eine SMS und mobile Daten prüfen.',
        'An eSIM can often be loaded only once. Get the new QR code or transfer from the provider first, delete the old one afterwards. PIN and PUK are in the papers; after three wrong PINs only the PUK helps. Then test a call, a text message and mobile data.'
      )
    ),
    section(
      text('Was von selbst nicht mitkommt', 'What does not come along'),
      text(
        'Banking, TAN- und Ausweis-Apps, Codes für die zweistufige Anmeldung, Bezahlkarten, Gesundheitsdaten, Bluetooth-Geräte. Diese zuerst auf dem alten Gerät umziehen oder neu freischalten. Die Bank braucht dafür manchmal einen Brief: nicht das alte Telefon löschen, bevor er da ist.',
        'Banking, TAN and ID apps, codes for two-step sign-in, payment cards, health data, Bluetooth devices. Move these on the old device first or activate them anew. The bank sometimes needs to send a letter: do not erase the old phone before it has arrived.'
      )
    )
  ],
  checklist: {
    prepare: [
      may(
        'accounts',
        'Beim Anruf gebeten, Konten, PIN und PUK bereitzuhalten',
        'Asked on the phone to have accounts, PIN and PUK at hand'
      )
    ],
    arrive: [
      may(
        'wishes',
        'Aufgenommen, was auf keinen Fall fehlen darf',
        'Noted what must not be missing'
      )
    ],
    work: [
      must('backup', 'Altes Telefon gesichert', 'Backed up the old phone'),
      must(
        'transferred',
        'Kontakte, Fotos und Nachrichten übernommen, Anzahl verglichen',
        'Carried over contacts, photos and messages, compared the numbers'
      ),
      may('messenger', 'Messenger mit Verlauf übernommen', 'Moved messengers with their history'),
      must(
        'sim',
        'Anruf, SMS und mobile Daten geprüft',
        'Tested call, text message and mobile data'
      ),
      may(
        'lock',
        'Bildschirmsperre vom Kunden gesetzt, Ortung eingeschaltet',
        'Screen lock set by the customer, device finder on'
      ),
      may(
        'banking',
        'Offene Freischaltungen (Bank, Ausweis) als Notiz ohne Zugangsdaten',
        'Noted pending activations (bank, ID) without access data'
      )
    ],
    explain: [
      must(
        'practised',
        'Kunde hat selbst telefoniert, ein Foto gefunden und eine Nachricht geschrieben',
        'The customer has made a call, found a photo and written a message themselves'
      ),
      may(
        'backups',
        'Gezeigt, wie die automatische Sicherung läuft',
        'Shown how the automatic backup runs'
      )
    ],
    handOver: [
      must(
        'oldPhone',
        'Altes Telefon unverändert zurückgegeben oder nur auf Wunsch gelöscht',
        'Old phone returned unchanged, or erased only at the customer’s wish'
      )
    ]
  }
});
