import { may, must, section, text, writePackage } from './write-package.ts';

export const smartLighting = writePackage({
  id: 'smart-lighting',
  skill: 'smartHome',
  level: 2,
  durationMin: 60,
  prices: { DE: 59, CH: 89 },
  addOn: true,
  title: text('Smartes Licht einrichten', 'Set up smart lighting'),
  summary: text(
    'Smarte Lampen, Steckdosen und Taster verbinden, Szenen und Zeiten einstellen.',
    'Connect smart bulbs, plugs and buttons, set scenes and times.'
  ),
  scope: [
    text('Bis zu zehn Lampen, Steckdosen oder Taster', 'Up to ten bulbs, plugs or buttons'),
    text('Räume, Szenen und Zeitpläne', 'Rooms, scenes and schedules'),
    text('Sprachassistent auf Wunsch', 'Voice assistant if wanted')
  ],
  notIncluded: [
    text(
      'Arbeiten an Lampenauslässen und Unterputzdosen',
      'Work on ceiling outlets and in-wall boxes'
    ),
    text('Lampen und Zubehör', 'Bulbs and accessories')
  ],
  tools: [
    text('Trittleiter', 'Step ladder'),
    text('Spannungsprüfer', 'Voltage tester'),
    text('Smartphone mit 2,4-GHz-WLAN', 'Smartphone on 2.4 GHz Wi-Fi')
  ],
  guide: [
    section(
      text('Nur stecken und schrauben', 'Plug and screw in only'),
      text(
        'Lampen tauschen, Steckdosenadapter stecken und Funktaster kleben darf jeder. Alles hinter der Wandabdeckung gehört dem Elektrofachbetrieb. Vor dem Tausch Licht aus, Lampe abkühlen lassen, Leiter sicher stellen. Auf Fassung (E27, E14, GU10) und zulässige Leistung achten; smarte Lampen nie hinter einem Dimmer betreiben: Sie flackern und gehen kaputt.',
        'Anyone may change bulbs, plug in adapters and stick on radio buttons. Everything behind the wall plate is for a licensed electrician. Before changing, light off, let the bulb cool, ladder stable. Mind the socket (E27, E14, GU10) and the permitted power; never run smart bulbs behind a dimmer: they flicker and fail.'
      )
    ),
    section(
      text('Funkarten', 'Kinds of radio'),
      text(
        'WLAN-Lampen brauchen 2,4 GHz und hängen einzeln am Router. Zigbee- und Thread-Lampen brauchen eine Zentrale und reichen das Signal untereinander weiter: von der Zentrale nach außen anlernen. Zigbee und WLAN stören einander; WLAN-Kanal 1 und Zigbee-Kanal 25 vertragen sich gut. Matter-Geräte haben einen QR-Code: aufheben, nicht wegwerfen.',
        'Wi-Fi bulbs need 2.4 GHz and hang on the router one by one. Zigbee and Thread bulbs need a hub and pass the signal on: pair from the hub outwards. Zigbee and Wi-Fi disturb each other; Wi-Fi channel 1 and Zigbee channel 25 get on well. Matter devices carry a QR code: keep it, do not throw it away.'
      )
    ),
    section(
      text('Anlernen klappt nicht', 'Pairing fails'),
      text(
        'Lampe zurücksetzen: je nach Hersteller fünf- bis sechsmal an- und ausschalten, bis sie blinkt. Das Telefon muss im selben 2,4-GHz-Netz sein, Bluetooth, Ortung und lokales Netzwerk für die App erlaubt, VPN aus. Gebrauchte Lampen sind oft noch an ein fremdes Konto gebunden.',
        'Reset the bulb: depending on the maker switch on and off five or six times until it blinks. The phone must be on the same 2.4 GHz network; allow Bluetooth, location and local network for the app; VPN off. Used bulbs are often still tied to somebody else’s account.'
      )
    ),
    section(
      text('Der Lichtschalter', 'The light switch'),
      text(
        'Schaltet jemand an der Wand aus, ist die Lampe nicht mehr erreichbar. Deshalb vorher klären: Schalter abkleben, Funktaster daneben oder das Verhalten nach Stromausfall auf „letzter Zustand“ stellen. Für Gäste und Kinder muss das Licht auch ohne Telefon angehen.',
        'If someone switches off at the wall, the bulb cannot be reached. So decide beforehand: cover the switch, put a radio button next to it, or set the behaviour after power loss to “last state”. Guests and children must be able to switch on the light without a phone.'
      )
    )
  ],
  checklist: {
    prepare: [
      may(
        'sockets',
        'Beim Anruf nach Fassungen, Anzahl und vorhandener Zentrale gefragt',
        'Asked on the phone about sockets, number and existing hub'
      )
    ],
    arrive: [
      may(
        'wishes',
        'Je Raum aufgenommen, wer wann Licht braucht',
        'Noted for each room who needs light when'
      )
    ],
    work: [
      may('hub', 'Zentrale aktualisiert', 'Updated the hub'),
      must(
        'paired',
        'Alle Lampen und Taster angelernt und benannt',
        'Paired and named all bulbs and buttons'
      ),
      may('scenes', 'Szenen und Zeiten eingestellt', 'Set scenes and times'),
      must(
        'offGrid',
        'Geprüft: Licht lässt sich ohne Telefon schalten',
        'Checked: the light can be switched without a phone'
      ),
      may(
        'voice',
        'Sprachassistent verbunden; der Kunde meldet sich selbst an',
        'Connected the voice assistant; the customer signs in'
      ),
      may(
        'codes',
        'Kopplungscodes beim Kunden gelassen',
        'Left the pairing codes with the customer'
      )
    ],
    explain: [
      must(
        'shown',
        'Gezeigt: Szene ändern, Lampe hinzufügen, was nach einem Stromausfall geschieht',
        'Shown: changing a scene, adding a bulb, what happens after a power cut'
      )
    ],
    handOver: []
  }
});
