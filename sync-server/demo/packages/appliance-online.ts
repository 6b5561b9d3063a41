import { may, must, section, text, writePackage } from './write-package.ts';

export const applianceOnline = writePackage({
  id: 'appliance-online',
  skill: 'appliance',
  level: 1,
  durationMin: 45,
  prices: { DE: 39, CH: 59 },
  addOn: true,
  title: text('Haushaltsgerät mit der App verbinden', 'Connect an appliance to its app'),
  summary: text(
    'Waschmaschine, Saugroboter, Kaffeemaschine oder Backofen ins WLAN bringen und die App zeigen.',
    'Bring a washing machine, robot vacuum, coffee machine or oven onto the Wi-Fi and show the app.'
  ),
  scope: [
    text('Bis zu zwei Geräte verbinden', 'Connect up to two appliances'),
    text('App und Konto beim Kunden einrichten', 'Set up app and account for the customer'),
    text('Benachrichtigungen und erste Automatik', 'Notifications and a first automation')
  ],
  notIncluded: [
    text(
      'Wasser- und Stromanschluss (eigenes Paket)',
      'Water and power connection (a separate package)'
    ),
    text('Reparaturen', 'Repairs')
  ],
  tools: [
    text('Smartphone zum Prüfen des 2,4-GHz-WLANs', 'Smartphone for checking the 2.4 GHz Wi-Fi'),
    text('Verlängerung für einen WLAN-Verstärker', 'Extension lead for a Wi-Fi extender'),
    text('Powerbank für das Telefon', 'Power bank for the phone')
  ],
  guide: [
    section(
      text('Fast immer 2,4 GHz', 'Nearly always 2.4 GHz'),
      text(
        'Haushaltsgeräte funken auf 2,4 GHz und verstehen oft kein reines WPA3. Findet das Gerät nichts: WPA2/WPA3 gemischt einstellen, 2,4 GHz und 5 GHz für die Einrichtung trennen oder 5 GHz kurz ausschalten. Im Keller vorher messen: unter −70 dBm wird es unzuverlässig.',
        'Household appliances use 2.4 GHz and often do not understand pure WPA3. If the appliance finds nothing: set WPA2/WPA3 mixed, separate 2.4 and 5 GHz for the set-up, or switch 5 GHz off briefly. Measure in the cellar first: below −70 dBm it becomes unreliable.'
      )
    ),
    section(
      text('Koppeln', 'Pairing'),
      text(
        'Kopplung am Gerät starten (oft Taste „Fernstart“ oder „WLAN“ 3 Sekunden halten), dann die App folgen lassen. Manche Geräte öffnen ein eigenes Netz: Das Telefon meldet „kein Internet“, trotzdem verbunden bleiben und mobile Daten ausschalten. Bluetooth, Ortung und lokales Netzwerk erlauben.',
        'Start pairing at the appliance (often hold “remote start” or “Wi-Fi” for 3 seconds), then follow the app. Some open a network of their own: the phone reports “no internet”; stay connected all the same and switch off mobile data. Allow Bluetooth, location and local network.'
      )
    ),
    section(
      text('Sicher aus der Ferne', 'Safe from afar'),
      text(
        'Backofen, Kochfeld und Bügelgeräte nie unbeaufsichtigt aus der Ferne starten. Waschmaschinen verlangen eine Freigabe am Gerät; das ist Absicht. Kindersicherung zeigen. Saugroboter mit Kamera: Karten und Bilder in der App löschen zeigen.',
        'Never start ovens, hobs or irons unattended from afar. Washing machines ask for a release at the machine; that is intentional. Show the child lock. Robot vacuums with a camera: show how to delete maps and pictures in the app.'
      )
    )
  ],
  checklist: {
    prepare: [
      may(
        'model',
        'Beim Anruf nach Gerät, App und WLAN am Standort gefragt',
        'Asked on the phone about appliance, app and Wi-Fi where it stands'
      )
    ],
    arrive: [may('signal', 'WLAN am Gerät gemessen', 'Measured the Wi-Fi at the appliance')],
    work: [
      must(
        'paired',
        'Gerät verbunden, WLAN-Passwort vom Kunden eingetippt',
        'Appliance connected, Wi-Fi password typed by the customer'
      ),
      may('account', 'Konto vom Kunden angelegt', 'Account created by the customer'),
      may('update', 'Gerät aktualisiert', 'Updated the appliance'),
      must(
        'tested',
        'Status in der App stimmt, ein Programm aus der App ausgelöst',
        'Status in the app is right, one programme triggered from the app'
      ),
      may('alerts', 'Benachrichtigungen nach Wunsch', 'Notifications as wished')
    ],
    explain: [
      must(
        'shown',
        'Gezeigt: was aus der Ferne geht, was nicht, und Bedienung ohne App',
        'Shown: what works from afar, what does not, and use without the app'
      ),
      may(
        'privacy',
        'Gezeigt, wie Daten und Konto gelöscht werden',
        'Shown how to delete data and account'
      )
    ],
    handOver: []
  }
});
