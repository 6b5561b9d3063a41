import { may, must, section, text, writePackage } from './write-package.ts';

export const applianceConnect = writePackage({
  id: 'appliance-connect',
  skill: 'appliance',
  level: 3,
  durationMin: 60,
  prices: { DE: 69, CH: 109 },
  proOnly: true,
  addOn: true,
  title: text('Haushaltsgerät anschließen', 'Connect a household appliance'),
  summary: text(
    'Waschmaschine, Geschirrspüler oder Trockner aufstellen, dicht anschließen und einen Probelauf machen.',
    'Place a washing machine, dishwasher or dryer, connect it without leaks and run a trial.'
  ),
  scope: [
    text('Aufstellen und ausrichten', 'Place and level'),
    text('Zu- und Ablauf an vorhandene Anschlüsse', 'Connect supply and drain to existing points'),
    text('Probelauf mit Dichtheitsprüfung', 'Trial run with leak check'),
    text('Altgerät abklemmen', 'Disconnect the old appliance')
  ],
  notIncluded: [
    text(
      'Anschluss von Herden und Festanschluss an 400 V',
      'Connecting cookers and fixed 400 V wiring'
    ),
    text('Gasgeräte', 'Gas appliances'),
    text('Änderungen an Wasserleitungen', 'Changes to water pipes'),
    text('Entsorgung des Altgeräts', 'Disposal of the old appliance')
  ],
  tools: [
    text('Wasserpumpenzange, Maulschlüssel-Satz', 'Slip-joint pliers, set of open-end spanners'),
    text('Wasserwaage, Taschenlampe', 'Spirit level, torch'),
    text('Flachdichtungen 3/4 Zoll, Schlauchschellen', '3/4 inch flat washers, hose clips'),
    text('Eimer, Lappen, Sackkarre, Handschuhe', 'Bucket, cloths, hand truck, gloves')
  ],
  guide: [
    section(
      text('Zuerst Wasser und Strom', 'Water and power first'),
      text(
        'Eckventil zudrehen und prüfen, dass wirklich nichts mehr läuft; lässt es sich nicht bewegen, nicht mit Gewalt: Haupthahn suchen oder abbrechen. Gerät an eine eigene Schutzkontaktsteckdose, nie an Verlängerung oder Mehrfachstecker. Beschädigte Steckdose: nicht anschließen, Elektrofachbetrieb empfehlen.',
        'Close the angle valve and check that nothing runs any more; if it will not move, do not force it: find the main tap or stop. Plug the appliance into its own earthed socket, never an extension or multi-plug. Damaged socket: do not connect, recommend an electrician.'
      )
    ),
    section(
      text('Transportsicherung', 'Transit bolts'),
      text(
        'Bei Waschmaschinen hinten drei bis vier Schrauben: alle entfernen, Löcher mit den Kappen schließen, Schrauben dem Kunden geben. Mit Sicherung gestartet, wandert die Maschine durch das Bad und nimmt Schaden.',
        'Washing machines have three or four bolts at the back: remove all, close the holes with the caps, give the bolts to the customer. Started with the bolts in, the machine walks through the bathroom and is damaged.'
      )
    ),
    section(
      text('Zulauf und Ablauf', 'Supply and drain'),
      text(
        'Zulauf: Überwurfmutter 3/4 Zoll mit neuer Flachdichtung, von Hand und dann eine Achteldrehung. Aquastop gehört an den Hahn, sein Kabel nie kürzen. Ablauf: Bogen 60 bis 90 cm über dem Boden, am Siphon mit Schelle und ohne Verschlusskappe im Stutzen (häufigster Fehler: die Maschine pumpt nicht ab). Schläuche nicht knicken, höchstens 2,5 m.',
        'Supply: 3/4 inch nut with a new flat washer, hand-tight and then an eighth of a turn. A water-stop valve goes on the tap; never shorten its cable. Drain: bend 60 to 90 cm above the floor, on the trap with a clip and with the blanking cap removed from the spigot (the most frequent mistake: the machine does not pump out). Do not kink hoses, 2.5 m at most.'
      )
    ),
    section(
      text('Ausrichten und Probelauf', 'Levelling and trial run'),
      text(
        'Wasserwaage längs und quer, Füße kontern. Rütteln darf nichts bewegen. Kurzprogramm starten, beim Zulauf, beim Abpumpen und nach 10 Minuten alle Verbindungen mit trockenem Papier prüfen. Ein Tropfen genügt für einen Wasserschaden.',
        'Level lengthways and crossways, lock the feet. Shaking must move nothing. Start a short programme; at filling, pumping and after 10 minutes check all joints with dry paper. One drop is enough for water damage.'
      )
    ),
    section(
      text('Heben', 'Lifting'),
      text(
        'Waschmaschinen wiegen 60 bis 90 kg. Sackkarre, Gurte, zu zweit; Treppen nur zu zweit. Boden mit Karton schützen, vorhandene Schäden vorher fotografieren.',
        'Washing machines weigh 60 to 90 kg. Hand truck, straps, two people; stairs only in pairs. Protect the floor with cardboard, photograph existing damage first.'
      )
    )
  ],
  checklist: {
    prepare: [
      may(
        'space',
        'Beim Anruf nach Nischenmaßen, Stockwerk und Anschlüssen gefragt',
        'Asked on the phone about niche size, floor and connections'
      ),
      may(
        'second',
        'Geklärt, ob eine zweite Person nötig ist',
        'Clarified whether a second person is needed'
      )
    ],
    arrive: [
      may(
        'damage',
        'Boden und Gerät auf Vorschäden angesehen, Fotos gemacht',
        'Looked at floor and appliance for existing damage, took photos'
      )
    ],
    work: [
      must(
        'waterOff',
        'Wasser abgestellt, Steckdose auf Schäden geprüft',
        'Water off, socket checked for damage'
      ),
      must(
        'transit',
        'Transportsicherungen entfernt und übergeben (falls vorhanden)',
        'Transit bolts removed and handed over (if any)'
      ),
      may('level', 'Waagrecht ausgerichtet, Füße gekontert', 'Levelled, feet locked'),
      must(
        'tight',
        'Probelauf gemacht, alle Verbindungen trocken',
        'Trial run done, all joints dry'
      ),
      may('photo', 'Foto der Anschlüsse', 'Photo of the connections')
    ],
    explain: [
      must(
        'shown',
        'Gezeigt: Programm starten, Flusensieb reinigen, Wasserhahn zudrehen',
        'Shown: starting a programme, cleaning the filter, closing the tap'
      ),
      may(
        'first',
        'Ersten Waschgang ohne Wäsche empfohlen',
        'Recommended a first run without laundry'
      )
    ],
    handOver: [
      may(
        'papers',
        'Anleitung und Transportsicherungen beim Kunden gelassen',
        'Left manual and transit bolts with the customer'
      )
    ]
  }
});
