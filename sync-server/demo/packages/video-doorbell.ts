import { may, must, section, text, writePackage } from './write-package.ts';

export const videoDoorbell = writePackage({
  id: 'video-doorbell',
  skill: 'security',
  level: 3,
  durationMin: 90,
  prices: { DE: 89, CH: 139 },
  title: text('Videotürklingel montieren', 'Fit a video doorbell'),
  summary: text(
    'Klingel mit Kamera montieren, mit WLAN, Gong und Handy verbinden und rechtlich sauber ausrichten.',
    'Fit a doorbell with camera, connect it to Wi-Fi, chime and phone, and aim it within the law.'
  ),
  scope: [
    text(
      'Montage mit Akku oder an vorhandenem Klingeltrafo',
      'Mounting with battery or on an existing bell transformer'
    ),
    text(
      'Verbindung mit WLAN, Gong und bis zu drei Telefonen',
      'Connection to Wi-Fi, chime and up to three phones'
    ),
    text('Bildausschnitt und Bewegungszonen', 'Field of view and motion zones')
  ],
  notIncluded: [
    text('Neue Leitungen oder Klingeltrafos', 'New wiring or bell transformers'),
    text(
      'Umbau von Sprechanlagen im Mehrfamilienhaus',
      'Changes to intercoms in apartment buildings'
    )
  ],
  tools: [
    text('Akkuschrauber, Bohrer 6 mm für Stein', 'Cordless screwdriver, 6 mm masonry bit'),
    text('Multimeter bis 24 V Wechselspannung', 'Multimeter up to 24 V AC'),
    text('Lüsterklemmen, Wasserwaage, Keilplatte', 'Terminal blocks, spirit level, wedge plate')
  ],
  guide: [
    section(
      text('Strom an der Klingel', 'Power at the bell'),
      text(
        'Klingelleitungen führen Kleinspannung, meist 8 bis 24 V Wechselspannung. Trotzdem die Sicherung des Trafos ausschalten und messen. Videoklingeln brauchen oft 16 bis 24 V und 10 VA bis 30 VA; alte 8-V-Trafos reichen nicht, dann Akkubetrieb. Am Trafo selbst liegt Netzspannung: Gehäuse nicht öffnen.',
        'Bell wires carry low voltage, usually 8 to 24 V AC. Even so, switch off the transformer’s breaker and measure. Video doorbells often need 16 to 24 V and 10 VA to 30 VA; old 8 V transformers are not enough, so use the battery. The transformer itself carries mains voltage: do not open it.'
      )
    ),
    section(
      text('Was die Kamera sehen darf', 'What the camera may see'),
      text(
        'Nur das eigene Grundstück. Gehweg, Straße, Nachbartür und gemeinsames Treppenhaus müssen aus dem Bild oder als Privatzone geschwärzt sein. In der Mietwohnung und im Stockwerkeigentum braucht es die Zustimmung von Vermieter oder Gemeinschaft. Ton und Daueraufnahme aus, nur auf Klingeln. Ein Hinweisschild ist üblich. Sagen Sie, was Sie wissen, und raten Sie bei Zweifeln zu einer Auskunft; beraten Sie nicht juristisch.',
        'Only the customer’s own ground. Pavement, street, neighbour’s door and shared stairs must be out of view or blacked out as a privacy zone. In rented flats and shared ownership, the landlord or community has to agree. No sound and no continuous recording, only on ringing. A sign is customary. Say what you know and advise asking if in doubt; do not give legal advice.'
      )
    ),
    section(
      text('Höhe und Winkel', 'Height and angle'),
      text(
        'Linse auf 120 bis 140 cm. Neben einer Laibung oder auf der Stufe hilft die Keilplatte. Gegenlicht vermeiden. Vor dem Bohren das Gerät anhalten und das Livebild auf dem Telefon ansehen lassen, am Tag und mit geschlossener Tür.',
        'Lens at 120 to 140 cm. Next to a reveal or on a step, the wedge plate helps. Avoid back light. Before drilling, hold the device up and have the customer look at the live picture on the phone, in daylight and with the door closed.'
      )
    ),
    section(
      text('WLAN an der Haustür', 'Wi-Fi at the front door'),
      text(
        'An der Stelle der Klingel messen, bei geschlossener Tür: besser als −65 dBm. Metalltüren und gedämmte Wände kosten 10 bis 20 dB. Reicht es nicht, erst einen Verstärker einplanen. Die meisten Klingeln nutzen nur 2,4 GHz. Der Ton im Haus kommt über einen Funkgong auch dann, wenn das Telefon stumm ist.',
        'Measure where the bell will be, with the door closed: better than −65 dBm. Metal doors and insulated walls cost 10 to 20 dB. If that is not enough, plan an extender first. Most doorbells only use 2.4 GHz. A radio chime rings in the house even when the phone is silent.'
      )
    )
  ],
  checklist: {
    prepare: [
      may(
        'wiring',
        'Beim Anruf nach vorhandener Klingel, Trafo und Hausart gefragt',
        'Asked on the phone about existing bell, transformer and type of house'
      ),
      may(
        'permission',
        'Bei Miete oder Gemeinschaft nach der Zustimmung gefragt',
        'In rented or shared property, asked about permission'
      )
    ],
    arrive: [
      must(
        'signal',
        'WLAN an der Haustür bei geschlossener Tür gemessen',
        'Measured Wi-Fi at the front door with the door closed'
      )
    ],
    work: [
      must(
        'voltage',
        'Spannung gemessen oder Akkubetrieb gewählt, Sicherung vorher aus',
        'Measured the voltage or chose battery power, breaker off first'
      ),
      may(
        'view',
        'Bildausschnitt vor dem Bohren gezeigt',
        'Showed the field of view before drilling'
      ),
      must(
        'zones',
        'Fremder Grund ist nicht im Bild oder als Privatzone geschwärzt',
        'Other people’s ground is out of view or blacked out'
      ),
      may('update', 'Gerät aktualisiert', 'Updated the device'),
      must(
        'rings',
        'Klingeln geprüft: Gong im Haus und Telefone melden sich',
        'Tested ringing: chime in the house and phones respond'
      ),
      may(
        'account',
        'Konto vom Kunden angelegt, zweistufige Anmeldung eingeschaltet',
        'Account created by the customer, two-step sign-in on'
      )
    ],
    explain: [
      must(
        'shown',
        'Gezeigt: annehmen, Aufnahmen löschen, Akku laden, Zugriff eines Telefons entziehen',
        'Shown: answering, deleting recordings, charging, removing a phone’s access'
      ),
      may('law', 'Auf die Grenzen der Aufnahme hingewiesen', 'Pointed out the limits of recording')
    ],
    handOver: [
      may('oldBell', 'Alte Klingel beim Kunden gelassen', 'Left the old bell with the customer')
    ]
  }
});
