import { may, must, section, text, writePackage } from './write-package.ts';

export const cameraSetup = writePackage({
  id: 'camera-setup',
  skill: 'security',
  level: 4,
  durationMin: 120,
  prices: { DE: 119, CH: 179 },
  proOnly: true,
  title: text('Überwachungskameras einrichten', 'Set up security cameras'),
  summary: text(
    'Kameras innen und außen montieren, Aufzeichnung einrichten und den Zugriff absichern.',
    'Mount cameras indoors and outdoors, set up recording and secure the access.'
  ),
  scope: [
    text('Bis zu drei Kameras montieren', 'Mounting up to three cameras'),
    text('Aufzeichnung auf Rekorder, Karte oder Cloud', 'Recording to recorder, card or cloud'),
    text('Bewegungszonen und Benachrichtigung', 'Motion zones and notifications'),
    text('Zugriff für bis zu drei Personen', 'Access for up to three people')
  ],
  notIncluded: [
    text('Arbeiten über 3 m Höhe', 'Work above a height of 3 m'),
    text('Neue Stromleitungen', 'New mains wiring'),
    text('Aufschaltung auf einen Sicherheitsdienst', 'Connection to a security service')
  ],
  tools: [
    text('Bohrhammer, Bohrer 6, 8 und 16 mm', 'Hammer drill, bits 6, 8 and 16 mm'),
    text('Netzwerkzange, RJ45-Stecker, Kabeltester', 'Crimping tool, RJ45 plugs, cable tester'),
    text('PoE-Injektor zum Prüfen', 'PoE injector for testing'),
    text('Leiter mit Standsicherung, Dichtmasse', 'Ladder with stabiliser, sealant')
  ],
  guide: [
    section(
      text('Recht vor Technik', 'Law before technology'),
      text(
        'Nur der eigene Grund, keine Straße, keine Nachbarn, keine gemeinsamen Flächen. Beschäftigte, Reinigungskräfte und Gäste müssen es wissen, in Schlaf- und Badezimmern ist es tabu. Speicherdauer kurz einstellen, in Deutschland sind 72 Stunden ein guter Richtwert. Schild anbringen, bevor aufgezeichnet wird.',
        'Only the customer’s own ground; no street, no neighbours, no shared areas. Staff, cleaners and guests must know; bedrooms and bathrooms are off limits. Keep recordings briefly; in Germany 72 hours is a good guide. Put up the sign before recording starts.'
      )
    ),
    section(
      text('Kabel oder Funk', 'Cable or radio'),
      text(
        'PoE versorgt über ein LAN-Kabel bis 100 m mit Strom und Daten und ist die erste Wahl. Außenkabel UV-fest, an der Durchführung mit Tropfschlaufe und Gefälle nach außen, Loch abdichten. Funkkameras brauchen je 2 bis 4 Mbit/s Upload; vier davon legen einen schwachen Anschluss lahm. Akkukameras bei Frost alle vier bis acht Wochen laden.',
        'PoE delivers power and data over up to 100 m of Ethernet cable and is the first choice. Outdoor cable UV-proof, drip loop and downward slope at the entry, seal the hole. Wireless cameras need 2 to 4 Mbit/s of upload each; four of them cripple a weak line. Charge battery cameras every four to eight weeks in frost.'
      )
    ),
    section(
      text('Höhe und Blick', 'Height and view'),
      text(
        'Außen 2,5 bis 3 m: außer Reichweite, Gesichter noch erkennbar. Nicht gegen die Sonne, nicht durch Glas: Infrarot spiegelt. Spinnen lieben Infrarotlampen, daher nicht direkt unter die Traufe. Nachtbild vor dem Festschrauben mit verdeckter Linse prüfen.',
        'Outdoors 2.5 to 3 m: out of reach, faces still recognisable. Not against the sun, not through glass: infrared reflects. Spiders love infrared lamps, so not right under the eaves. Check the night picture with the sensor covered before fixing.'
      )
    ),
    section(
      text('Zugriff absichern', 'Securing access'),
      text(
        'Werkspasswort sofort ersetzen, der Kunde wählt und tippt. Firmware aktualisieren. Keine Portfreigaben und kein UPnP im Router: Fernzugriff nur über App oder VPN. Kameras ins Gastnetz oder ein eigenes Netz, wenn der Rekorder das zulässt. Ihr eigenes Telefon am Ende aus der App abmelden.',
        'Replace the factory password at once; the customer chooses and types. Update the firmware. No port forwarding and no UPnP in the router: remote access only by app or VPN. Cameras on the guest or a separate network if the recorder allows it. Sign your own phone out of the app at the end.'
      )
    ),
    section(
      text('Speicherbedarf', 'Storage needed'),
      text(
        'Eine Kamera mit 4 Megapixeln und H.265 schreibt dauernd etwa 20 bis 30 GB am Tag, nur bei Bewegung 1 bis 5 GB. Karten vom Typ „High Endurance“ nehmen und in der Kamera formatieren, nachdem gefragt wurde, ob etwas darauf liegt.',
        'A 4-megapixel camera with H.265 writes about 20 to 30 GB a day continuously, 1 to 5 GB on motion only. Use “high endurance” cards and format them in the camera, after asking whether anything is on them.'
      )
    )
  ],
  checklist: {
    prepare: [
      may(
        'places',
        'Beim Anruf nach Orten, Höhen und Stromquellen gefragt',
        'Asked on the phone about places, heights and power'
      ),
      may(
        'weather',
        'Wetter und Leiter für Außenarbeiten eingeplant',
        'Planned weather and ladder for outdoor work'
      )
    ],
    arrive: [
      must(
        'legal',
        'Bildausschnitte besprochen: nur eigener Grund, Betroffene informiert',
        'Talked through the fields of view: own ground only, people concerned informed'
      )
    ],
    work: [
      must('drilled', 'Bohrstellen auf Leitungen geprüft', 'Checked drilling points for wiring'),
      must('mounted', 'Kameras fest, Durchführungen abgedichtet', 'Cameras firm, entries sealed'),
      must(
        'password',
        'Werkspasswörter ersetzt, vom Kunden eingetippt',
        'Factory passwords replaced, typed by the customer'
      ),
      may('firmware', 'Firmware aktualisiert', 'Updated the firmware'),
      may('retention', 'Speicherdauer und Zonen eingestellt', 'Set retention time and zones'),
      must(
        'recording',
        'Aufnahme bei Tag und Dunkelheit geprüft und wiedergegeben',
        'Tested and played back a recording in light and dark'
      )
    ],
    explain: [
      must(
        'shown',
        'Gezeigt: Aufnahme finden, löschen, ausschalten, Zugriff entziehen',
        'Shown: finding, deleting, switching off, removing access'
      ),
      may('sign', 'Hinweisschild angebracht oder übergeben', 'Sign put up or handed over')
    ],
    handOver: [
      must(
        'signedOut',
        'Eigenes Telefon aus der App abgemeldet',
        'Signed your own phone out of the app'
      )
    ]
  }
});
