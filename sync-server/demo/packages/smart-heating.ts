import { may, must, section, text, writePackage } from './write-package.ts';

export const smartHeating = writePackage({
  id: 'smart-heating',
  skill: 'smartHome',
  level: 3,
  durationMin: 90,
  prices: { DE: 89, CH: 139 },
  title: text('Smarte Heizung einrichten', 'Set up smart heating'),
  summary: text(
    'Smarte Thermostate montieren, Zeitpläne einstellen und die Bedienung von Hand und per App zeigen.',
    'Fit smart radiator thermostats, set schedules and show how to use them by hand and by app.'
  ),
  scope: [
    text('Bis zu fünf Heizkörperthermostate', 'Up to five radiator thermostats'),
    text('Zentrale mit dem Netz verbinden', 'Connect the hub to the network'),
    text('Zeitpläne für Werktag und Wochenende', 'Schedules for weekdays and weekends'),
    text('Alte Thermostate aufheben und beschriften', 'Keep and label the old thermostats')
  ],
  notIncluded: [
    text(
      'Arbeiten am Heizungswasser oder an Ventilunterteilen',
      'Work on the heating water or valve bodies'
    ),
    text('Anschluss von Wandthermostaten an 230 V', 'Connecting 230 V wall thermostats')
  ],
  tools: [
    text('Wasserpumpenzange mit Schutzbacken', 'Slip-joint pliers with soft jaws'),
    text(
      'Adaptersatz für Ventile (M30 × 1,5 und Klemmanschlüsse)',
      'Set of valve adapters (M30 × 1.5 and snap-on)'
    ),
    text('Batterien AA, kleiner Kreuzschlitz', 'AA batteries, small Phillips screwdriver'),
    text('Lappen', 'Cloth')
  ],
  guide: [
    section(
      text('Welches Ventil?', 'Which valve?'),
      text(
        'Die meisten Ventile haben das Gewinde M30 × 1,5. Klemmanschlüsse ohne Gewinde brauchen den passenden Adapter, der den meisten Sets beiliegt; messen: etwa 20 mm, 23 mm oder 34 mm Durchmesser. Beim Abschrauben des alten Kopfs auf ganz warm drehen, dann tritt kein Wasser aus: Es wird nur der Kopf gelöst. Nie die Stopfbuchse oder das Ventil selbst öffnen.',
        'Most valves have an M30 × 1.5 thread. Snap-on valves without thread need the right adapter, included in most sets; measure: about 20 mm, 23 mm or 34 mm across. Turn the old head fully warm before unscrewing; no water comes out, as only the head is removed. Never open the gland or the valve itself.'
      )
    ),
    section(
      text('Der Stift klemmt', 'The pin is stuck'),
      text(
        'Der Ventilstift muss sich 3 bis 4 mm eindrücken lassen und zurückfedern. Sitzt er nach dem Sommer fest: sanft mit der flachen Zange drücken und lösen, nie ziehen, kein Öl. Kommt er nicht frei oder tropft es, den alten Kopf wieder aufsetzen und einen Heizungsbetrieb empfehlen.',
        'The valve pin must go in by 3 to 4 mm and spring back. If it is stuck after the summer: press and release gently with flat pliers, never pull, no oil. If it does not come free, or drips, put the old head back and recommend a heating engineer.'
      )
    ),
    section(
      text('Anlernen', 'Pairing'),
      text(
        'Zuerst die Zentrale ans Netz und aktualisieren, dann die Thermostate einzeln, in 1 bis 2 m Abstand. Erst nach dem Montieren den Installationslauf starten („Adaptierfahrt“): Der Motor fährt hörbar ganz zu und auf. Meldet er einen Fehler, sitzt der Adapter schief oder die Überwurfmutter ist lose. Nur handfest anziehen.',
        'First connect and update the hub, then the thermostats one by one, 1 to 2 m away. Start the calibration run only after mounting: the motor audibly closes and opens fully. If it reports a fault, the adapter is crooked or the ring nut loose. Tighten by hand only.'
      )
    ),
    section(
      text('Gut einstellen', 'Good settings'),
      text(
        'Wohnräume 20 bis 21 °C, Schlafzimmer 17 bis 18 °C, nicht unter 16 °C wegen Schimmel. Absenken höchstens 3 bis 4 Grad, sonst dauert das Aufheizen zu lange. Der Fühler sitzt am warmen Heizkörper: Zeigt das Thermostat mehr als ein Raumthermometer, den Versatz (Offset) einstellen. Vorhänge und Sofas davor verfälschen alles.',
        'Living rooms 20 to 21 °C, bedrooms 17 to 18 °C, not below 16 °C because of mould. Lower by 3 to 4 degrees at most, otherwise heating up takes too long. The sensor sits on the warm radiator: if it shows more than a room thermometer, set the offset. Curtains and sofas in front falsify everything.'
      )
    ),
    section(
      text('Mietwohnung', 'Rented homes'),
      text(
        'Den Tausch der Köpfe erlauben die meisten Vermieter, die alten Köpfe gehören aber der Hausverwaltung: Raum und Datum darauf schreiben und beim Kunden lassen. Verdunstungsröhrchen und Wärmezähler am Heizkörper nie bewegen.',
        'Most landlords allow changing the heads, but the old ones belong to the building: write room and date on them and leave them with the customer. Never move heat meters on a radiator.'
      )
    )
  ],
  checklist: {
    prepare: [
      may(
        'valves',
        'Beim Anruf um Fotos der Ventile gebeten oder nach dem Hersteller gefragt',
        'Asked on the phone for photos of the valves or their maker'
      ),
      may(
        'count',
        'Anzahl der Heizkörper und Thermostate verglichen',
        'Compared number of radiators and thermostats'
      )
    ],
    arrive: [
      may(
        'rooms',
        'Wunschtemperaturen und Tagesablauf aufgenommen',
        'Noted wanted temperatures and daily routine'
      )
    ],
    work: [
      may(
        'hub',
        'Zentrale verbunden und aktualisiert, Passwort vom Kunden eingetippt',
        'Hub connected and updated, password typed by the customer'
      ),
      must(
        'pins',
        'Alle Ventilstifte geprüft: beweglich und trocken',
        'Checked every valve pin: moving and dry'
      ),
      must(
        'fitted',
        'Thermostate montiert, Installationslauf ohne Fehler',
        'Fitted the thermostats, calibration without fault'
      ),
      may('schedule', 'Zeitpläne eingestellt', 'Set the schedules'),
      must(
        'warm',
        'Jeden Heizkörper kurz warm und wieder zu gefahren',
        'Ran every radiator warm and closed again briefly'
      ),
      may('window', 'Fenster-offen-Erkennung geprüft', 'Checked open-window detection')
    ],
    explain: [
      must(
        'byHand',
        'Gezeigt: am Thermostat von Hand und in der App verstellen, Urlaub, Batterien wechseln',
        'Shown: changing it by hand and in the app, holiday mode, changing batteries'
      ),
      may(
        'outage',
        'Erklärt, dass die Thermostate auch ohne Internet weiterregeln',
        'Explained that the thermostats go on working without internet'
      )
    ],
    handOver: [
      may('oldHeads', 'Alte Köpfe beschriftet übergeben', 'Handed over the old heads, labelled')
    ]
  }
});
