import { may, must, section, text, writePackage } from './write-package.ts';

export const wlanSetup = writePackage({
  id: 'wlan-setup',
  version: 2,
  skill: 'wlan',
  level: 2,
  durationMin: 60,
  prices: { DE: 59, CH: 89 },
  earlierPrices: { '1': { DE: 49, CH: 79 } },
  title: text('Internet und WLAN einrichten', 'Set up internet and Wi-Fi'),
  summary: text(
    'Router anschließen, Internet in Betrieb nehmen, WLAN sicher einrichten und Ihre Geräte verbinden.',
    'Connect the router, bring the internet connection into service, set up secure Wi-Fi and connect your devices.'
  ),
  scope: [
    text(
      'Router an DSL, Kabel oder Glasfaser anschließen',
      'Connect the router to DSL, cable or fibre'
    ),
    text(
      'Zugang nach den Unterlagen des Anbieters einrichten',
      'Set up access with the provider’s papers'
    ),
    text(
      'WLAN mit eigenem Namen und Passwort absichern',
      'Secure the Wi-Fi with its own name and password'
    ),
    text('Bis zu fünf Geräte verbinden', 'Connect up to five devices'),
    text(
      'Geschwindigkeit am Router und im Wohnraum messen',
      'Measure speed at the router and in the living area'
    )
  ],
  notIncluded: [
    text('Neue Kabel in Wand oder Decke verlegen', 'Running new cables in walls or ceilings'),
    text(
      'Störungen der Leitung, die der Anbieter beheben muss',
      'Line faults that the provider has to repair'
    ),
    text('WLAN-Verstärker (eigenes Paket)', 'Wi-Fi extenders (a separate package)')
  ],
  tools: [
    text('Laptop mit LAN-Anschluss oder Adapter', 'Laptop with an Ethernet port or adapter'),
    text('Zwei LAN-Kabel, 1 m und 5 m', 'Two Ethernet cables, 1 m and 5 m'),
    text(
      'Büroklammer oder spitzer Stift für die Reset-Taste',
      'Paper clip or pointed pen for the reset button'
    ),
    text('Taschenlampe', 'Torch')
  ],
  guide: [
    section(
      text('Was die Lampen sagen', 'What the lights mean'),
      text(
        'Power leuchtet: Das Gerät hat Strom. DSL, Internet oder WAN blinkt: Der Router sucht die Leitung. Das dauert nach dem Einstecken 2 bis 10 Minuten, an Kabel und Glasfaser bei der ersten Anmeldung auch 30 Minuten. Leuchtet die Lampe dauerhaft, steht die Leitung. WLAN aus: meist mit der Taste am Gerät abgeschaltet. Rot oder Orange bedeutet je nach Hersteller Fehler oder Update. Während eines Updates nie den Strom ziehen.',
        'Power on: the device has electricity. DSL, Internet or WAN blinking: the router is looking for the line. After plugging in, this takes 2 to 10 minutes; on cable and fibre the very first sign-on can take 30. A steady light means the line is up. Wi-Fi off: usually switched off with the button on the device. Red or orange means a fault or an update, depending on the maker. Never cut the power during an update.'
      )
    ),
    section(
      text('Die richtige Dose', 'The right socket'),
      text(
        'DSL in Deutschland: nur die erste TAE-Dose der Wohnung, mittlere Buchse (F). Weitere Dosen dahinter stören. Kabel: die Buchse „Data“ der Multimediadose, von Hand fest aufgeschraubt. Glasfaser: erst das Glasfasermodem (ONT), dann der Router; in der Schweiz liegt der Anschluss an der OTO-Dose, und der Anbieter nennt die Buchse (1 bis 4). Nie in eine offene Faser blicken, den Stecker nicht berühren, die Schutzkappe aufheben.',
        'DSL in Germany: only the first TAE socket in the home, middle jack (F). Further sockets behind it cause trouble. Cable: the jack marked “Data” on the multimedia outlet, screwed on firmly by hand. Fibre: first the fibre modem (ONT), then the router; in Switzerland the line ends at the OTO outlet, and the provider names the port (1 to 4). Never look into an open fibre, do not touch the tip, and keep the cap.'
      )
    ),
    section(
      text('Ein guter Platz', 'A good place'),
      text(
        'Frei, erhöht und möglichst in der Mitte der Wohnung. Nicht im Schrank, nicht hinter dem Fernseher, nicht auf dem Boden. Einen Meter Abstand zu Heizkörper, Spiegel, Aquarium, Mikrowelle und DECT-Telefon. Ein längeres LAN-Kabel zwischen Dose und Router bringt oft mehr als jeder Verstärker; das Telefonkabel zur DSL-Dose dagegen kurz halten.',
        'Open, raised, and as central as possible. Not in a cupboard, not behind the television, not on the floor. Keep one metre away from radiators, mirrors, aquariums, microwaves and cordless phones. A longer Ethernet cable between outlet and router often does more than any extender; keep the phone cable to the DSL socket short, however.'
      )
    ),
    section(
      text('Kanäle und Verschlüsselung', 'Channels and encryption'),
      text(
        '2,4 GHz: nur die Kanäle 1, 6 oder 11 und 20 MHz Breite, in Mehrfamilienhäusern besonders. Es reicht weiter, ist aber langsam. 5 GHz: Die Kanäle 36 bis 48 sind sofort da. Ab Kanal 52 hört der Router zuerst 1 bis 10 Minuten auf Radar; in dieser Zeit ist kein 5-GHz-WLAN zu sehen. Verschlüsselung: WPA2/WPA3 gemischt, nie WEP oder offen. Ältere Geräte finden nur 2,4 GHz.',
        '2.4 GHz: only channels 1, 6 or 11 and a width of 20 MHz, above all in blocks of flats. It reaches further but is slow. 5 GHz: channels 36 to 48 are available at once. From channel 52 on, the router first listens for radar for 1 to 10 minutes; no 5 GHz network is visible meanwhile. Encryption: WPA2/WPA3 mixed, never WEP or open. Older devices only find 2.4 GHz.'
      )
    ),
    section(
      text('Werksreset nur zuletzt', 'Factory reset as a last resort'),
      text(
        'Ein Reset löscht Zugangsdaten, Rufnummern und WLAN-Namen. Vorher klären: Liegen die Unterlagen des Anbieters vor? Läuft die Telefonie über diesen Router? Danach den Router 10 Minuten in Ruhe lassen. Reset-Taste meist 10 bis 15 Sekunden halten, bis alle Lampen kurz ausgehen. Geräte des Anbieters holen ihre Daten danach oft selbst.',
        'A reset deletes access data, phone numbers and the network name. First make sure: are the provider’s papers at hand? Does the telephone run through this router? Leave the router alone for 10 minutes afterwards. Usually hold the reset button for 10 to 15 seconds until all lights go out briefly. Provider-supplied devices often fetch their settings by themselves.'
      )
    ),
    section(
      text('Wenn kein Internet kommt', 'When there is no internet'),
      text(
        'Der Reihe nach: 1. Lampe der Leitung. 2. Anderes Kabel, Stecker fest. 3. Laptop mit LAN-Kabel direkt an den Router. 4. Seite des Routers öffnen (Adresse steht auf dem Typenschild) und die Fehlermeldung lesen. 5. Mit dem Mobiltelefon die Störungsseite des Anbieters ansehen. Steht die Leitung nicht, liegt es fast immer an Dose, Kabel oder Freischaltung und nicht an den Einstellungen.',
        'In this order: 1. The line’s light. 2. Another cable, plugs firmly in. 3. Laptop directly to the router by Ethernet. 4. Open the router’s page (the address is on the label) and read the error. 5. Look at the provider’s outage page on a mobile phone. If the line does not come up, it is nearly always the socket, the cable or the activation, not the settings.'
      )
    )
  ],
  checklist: {
    prepare: [
      may(
        'papers',
        'Beim Anruf gebeten, die Unterlagen des Anbieters bereitzulegen',
        'Asked on the phone to have the provider’s papers ready'
      ),
      may(
        'activation',
        'Geklärt, ab welchem Tag der Anschluss geschaltet ist',
        'Clarified from which day the line is active'
      )
    ],
    arrive: [
      may(
        'place',
        'Platz für den Router gemeinsam ausgesucht',
        'Chose a place for the router together'
      )
    ],
    work: [
      must(
        'online',
        'Router angeschlossen, Internet-Lampe leuchtet dauerhaft',
        'Router connected, internet light is steady'
      ),
      may(
        'update',
        'Nach Updates des Routers gesucht und sie eingespielt',
        'Looked for router updates and installed them'
      ),
      must(
        'secured',
        'WLAN-Name gesetzt, Passwort vom Kunden selbst eintippen lassen, WPA2/WPA3 aktiv',
        'Set the network name, had the customer type the password, WPA2/WPA3 active'
      ),
      may(
        'admin',
        'Zugang zur Router-Oberfläche mit eigenem Passwort geschützt (Kunde tippt selbst)',
        'Protected the router’s page with its own password (typed by the customer)'
      ),
      must(
        'devices',
        'Geräte des Kunden verbunden und je eine Seite geöffnet',
        'Connected the customer’s devices and opened a page on each'
      ),
      may(
        'speed',
        'Geschwindigkeit am Router und im entferntesten Raum gemessen, als Notiz festgehalten',
        'Measured speed at the router and in the farthest room, kept as a note'
      )
    ],
    explain: [
      must(
        'shown',
        'Gezeigt: Router neu starten, neues Gerät verbinden, Bedeutung der Lampen',
        'Shown: restarting the router, connecting a new device, what the lights mean'
      ),
      may(
        'guest',
        'Gast-WLAN erklärt und auf Wunsch eingeschaltet',
        'Explained the guest network and switched it on if wanted'
      )
    ],
    handOver: [
      may(
        'kept',
        'Unterlagen und Zugangsdaten beim Kunden gelassen, nichts fotografiert',
        'Left papers and access data with the customer, photographed none of it'
      )
    ]
  }
});
