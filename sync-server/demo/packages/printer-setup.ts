import { may, must, section, text, writePackage } from './write-package.ts';

export const printerSetup = writePackage({
  id: 'printer-setup',
  skill: 'printer',
  level: 2,
  durationMin: 60,
  prices: { DE: 49, CH: 75 },
  addOn: true,
  title: text('Drucker und Scanner einrichten', 'Set up printer and scanner'),
  summary: text(
    'Drucker ins WLAN bringen, auf Computern und Handys einrichten, Scannen zeigen.',
    'Bring the printer onto the Wi-Fi, set it up on computers and phones, show how to scan.'
  ),
  scope: [
    text(
      'Auspacken, Patronen oder Toner einsetzen, ausrichten',
      'Unpack, insert cartridges or toner, align'
    ),
    text('WLAN-, LAN- oder USB-Verbindung', 'Wi-Fi, Ethernet or USB connection'),
    text('Einrichtung auf bis zu drei Geräten', 'Set-up on up to three devices'),
    text('Probedruck und Probescan', 'Test print and test scan')
  ],
  notIncluded: [
    text('Patronen, Toner und Papier', 'Cartridges, toner and paper'),
    text('Reparatur mechanischer Schäden', 'Repair of mechanical damage')
  ],
  tools: [
    text('USB-Kabel A–B, 2 m', 'USB cable A–B, 2 m'),
    text('Fusselfreies Tuch', 'Lint-free cloth'),
    text('Einige Blatt Papier, Taschenlampe', 'A few sheets of paper, torch')
  ],
  guide: [
    section(
      text('Ins WLAN', 'Onto the Wi-Fi'),
      text(
        'Fast alle Drucker funken nur auf 2,4 GHz. Ist das Netz nur auf 5 GHz eingestellt, finden sie nichts. Am Bildschirm des Druckers den WLAN-Assistenten wählen, das Passwort tippt der Kunde. Ohne Bildschirm: WPS-Taste am Router, dann innerhalb von 2 Minuten die WLAN-Taste am Drucker 3 bis 5 Sekunden halten. Gast-WLAN geht nicht: Dort sehen Geräte einander nicht.',
        'Nearly all printers only use 2.4 GHz. If the network is set to 5 GHz only, they find nothing. Choose the Wi-Fi wizard on the printer’s display; the customer types the password. Without display: WPS button on the router, then within 2 minutes hold the printer’s Wi-Fi button for 3 to 5 seconds. A guest network will not do: devices cannot see each other there.'
      )
    ),
    section(
      text('Drucker ist „offline“', 'The printer is “offline”'),
      text(
        'Meist hat der Drucker eine neue Adresse bekommen. Im Router eine feste Adresse (DHCP-Reservierung) vergeben und den Drucker am Computer neu hinzufügen. Unter Windows auf doppelte Einträge wie „Kopie 1“ achten und die alten entfernen. Hängende Aufträge löschen, notfalls die Druckwarteschlange (Spooler) neu starten.',
        'Usually the printer has been given a new address. Reserve a fixed address in the router and add the printer again on the computer. On Windows, watch for duplicates such as “Copy 1” and remove the old ones. Delete stuck jobs; if need be, restart the print spooler.'
      )
    ),
    section(
      text('Streifen und blasse Farben', 'Stripes and pale colours'),
      text(
        'Düsentest drucken, dann höchstens zweimal hintereinander reinigen: Jede Reinigung kostet viel Tinte. Danach eine Stunde warten. Schutzfolien und orange Streifen an neuen Patronen ganz abziehen. Bei Laserdruckern die Tonereinheit sanft schwenken und nie die Trommel berühren; der Innenraum ist nach dem Druck bis 200 °C heiß.',
        'Print a nozzle check, then clean at most twice in a row: each cleaning uses a lot of ink. Wait an hour afterwards. Remove all films and orange strips from new cartridges. With laser printers, rock the toner unit gently and never touch the drum; the inside is up to 200 °C hot after printing.'
      )
    ),
    section(
      text('Vom Handy drucken', 'Printing from a phone'),
      text(
        'iPhone und iPad drucken über AirPrint ohne App, Android über den eingebauten Druckdienst. Telefon und Drucker müssen im selben Netz sein; mobile Daten und VPN während der Suche ausschalten. Zum Scannen ist die App des Herstellers am einfachsten.',
        'iPhone and iPad print through AirPrint without an app, Android through the built-in print service. Phone and printer must be on the same network; switch off mobile data and VPN while searching. For scanning, the maker’s app is easiest.'
      )
    )
  ],
  checklist: {
    prepare: [
      may(
        'model',
        'Modell erfragt, Anleitung für unterwegs geladen',
        'Asked for the model, downloaded its manual for offline use'
      )
    ],
    arrive: [
      may(
        'spot',
        'Platz mit Steckdose und WLAN-Empfang gewählt',
        'Chose a place with a socket and Wi-Fi reception'
      )
    ],
    work: [
      must(
        'network',
        'Drucker verbunden, WLAN-Passwort vom Kunden eingetippt',
        'Printer connected, Wi-Fi password typed by the customer'
      ),
      may('address', 'Feste Adresse im Router vergeben', 'Reserved a fixed address in the router'),
      may('aligned', 'Druckkopf ausgerichtet', 'Aligned the print head'),
      must(
        'printed',
        'Von jedem eingerichteten Gerät eine Seite gedruckt',
        'Printed a page from every device that was set up'
      ),
      may('scanned', 'Eine Seite gescannt und wiedergefunden', 'Scanned a page and found it again')
    ],
    explain: [
      must(
        'shown',
        'Gezeigt: Papier einlegen, Patrone wechseln, Stau lösen, Auftrag abbrechen',
        'Shown: loading paper, changing a cartridge, clearing a jam, cancelling a job'
      ),
      may(
        'ink',
        'Abo-Modelle für Tinte erklärt, nichts ungefragt abgeschlossen',
        'Explained ink subscriptions, signed up for nothing unasked'
      )
    ],
    handOver: []
  }
});
