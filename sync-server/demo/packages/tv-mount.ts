import { may, must, section, text, writePackage } from './write-package.ts';

export const tvMount = writePackage({
  id: 'tv-mount',
  skill: 'tv',
  level: 3,
  durationMin: 90,
  prices: { DE: 99, CH: 149 },
  title: text('Fernseher an die Wand montieren', 'Mount a TV on the wall'),
  summary: text(
    'Wand prüfen, Halterung sicher befestigen, Fernseher einhängen und Kabel ordentlich führen.',
    'Check the wall, fix the bracket safely, hang the television and route the cables neatly.'
  ),
  scope: [
    text('Montage bis 65 Zoll und 35 kg', 'Mounting up to 65 inches and 35 kg'),
    text('Prüfung der Wand und der Leitungen darin', 'Check of the wall and the lines inside it'),
    text('Anschluss von bis zu drei Geräten', 'Connection of up to three devices'),
    text('Sichtbare Kabel bündeln', 'Bundling of visible cables')
  ],
  notIncluded: [
    text('Halterung und Kabelkanal als Material', 'Bracket and cable duct as material'),
    text(
      'Neue Steckdosen oder Leitungen (Elektrofachbetrieb)',
      'New sockets or wiring (licensed electrician)'
    ),
    text('Montage an Decken oder Schrägen', 'Mounting on ceilings or slopes')
  ],
  tools: [
    text(
      'Schlagbohrmaschine, Steinbohrer 8 und 10 mm, Holzbohrer',
      'Hammer drill, masonry bits 8 and 10 mm, wood bits'
    ),
    text('Leitungssucher für Strom, Metall und Balken', 'Detector for wiring, metal and studs'),
    text(
      'Wasserwaage 60 cm, Maßband, Bleistift, Abklebeband',
      '60 cm spirit level, tape measure, pencil, masking tape'
    ),
    text(
      'Dübel für Beton, Lochstein und Gipskarton',
      'Plugs for concrete, hollow brick and plasterboard'
    ),
    text('Schutzbrille, Staubsauger, Unterlage', 'Safety glasses, vacuum cleaner, floor cover')
  ],
  guide: [
    section(
      text('Nie bohren, ohne zu suchen', 'Never drill without searching'),
      text(
        'Leitungen laufen senkrecht und waagrecht von Dosen, Schaltern und Lampen weg, in Altbauten auch schräg. 15 cm um diese Linien herum nicht bohren. Mit dem Leitungssucher die Fläche in beide Richtungen abfahren, das Gerät vorher an einer bekannten Leitung prüfen. Über und unter Heizkörpern und an Bad und Küche auf Wasserrohre achten. Im Zweifel nicht bohren, sondern anrufen.',
        'Wiring runs straight up, down and sideways from sockets, switches and lamps, in old buildings also at an angle. Do not drill within 15 cm of these lines. Sweep the area with the detector in both directions; test the detector on a known cable first. Watch for water pipes above and below radiators and on walls to bathroom and kitchen. If in doubt, do not drill: call.'
      )
    ),
    section(
      text('Welche Wand, welcher Dübel', 'Which wall, which plug'),
      text(
        'Weißer Staub, schwerer Vortrieb: Beton, Dübel 8 mm oder 10 mm. Roter oder grauer Staub mit Ruck: Lochstein, ohne Schlag bohren, lange Dübel oder Injektion. Weicher weißer Staub und hohler Klang: Gipskarton. Dort tragen nur Ständer oder Hohlraumdübel mit Angabe des Herstellers; über 15 kg immer mindestens zwei Schrauben in den Ständer. Lose oder bröselnde Wände: Auftrag abbrechen und Fotos machen.',
        'White dust, hard going: concrete, 8 mm or 10 mm plugs. Red or grey dust with a jerk: hollow brick, drill without hammer, long plugs or chemical anchors. Soft white dust and a hollow sound: plasterboard. There only studs or cavity anchors rated by the maker will hold; above 15 kg always put at least two screws into a stud. Loose or crumbling walls: stop the job and take photos.'
      )
    ),
    section(
      text('Höhe und Abstand', 'Height and distance'),
      text(
        'Bildmitte auf Augenhöhe im Sitzen, meist 95 bis 110 cm über dem Boden. Sitzabstand bei 4K etwa das 1,2- bis 1,5-Fache der Diagonale. Vor dem Bohren den Umriss mit Klebeband an die Wand kleben und bestätigen lassen. Nicht über einen offenen Kamin. Bei VESA das Lochbild messen (z. B. 400 × 400 mm) und die Länge der Schrauben am Gerät prüfen: Zu lange Schrauben zerstören das Panel.',
        'Centre of the picture at eye level when seated, usually 95 to 110 cm above the floor. Viewing distance for 4K about 1.2 to 1.5 times the diagonal. Before drilling, mark the outline with tape and have it confirmed. Not above an open fireplace. Measure the VESA pattern (e.g. 400 × 400 mm) and check the screw length on the set: screws that are too long destroy the panel.'
      )
    ),
    section(
      text('Heben und einhängen', 'Lifting and hanging'),
      text(
        'Ab 20 kg oder 55 Zoll zu zweit, den Kunden nur bitten, wenn er das möchte und kann. Panel nie mit den Fingern drücken, nicht flach transportieren. Nach dem Einhängen Sicherungsschrauben anziehen, von Hand rütteln, Wasserwaage anlegen.',
        'From 20 kg or 55 inches on, lift with two people; ask the customer only if they want to and can. Never press on the panel, never carry it flat. After hanging, tighten the safety screws, shake by hand, check with the level.'
      )
    ),
    section(
      text('Kabel', 'Cables'),
      text(
        'HDMI bis 5 m ohne Verstärker, für 4K mit 120 Hz „Ultra High Speed“. eARC nutzt nur die so beschriftete Buchse. Kabel zu schwenkbaren Haltern brauchen eine Schlaufe. Netzkabel gehören nicht lose in die Wand.',
        'HDMI up to 5 m without amplifier; for 4K at 120 Hz “Ultra High Speed”. eARC works only on the jack labelled so. Cables to swivel brackets need a loop. Mains leads must not run loose inside a wall.'
      )
    )
  ],
  checklist: {
    prepare: [
      may(
        'size',
        'Beim Anruf nach Größe, Gewicht, Halterung und Wandart gefragt',
        'Asked on the phone about size, weight, bracket and wall'
      ),
      may(
        'second',
        'Geklärt, ob zum Heben eine zweite Person nötig ist',
        'Clarified whether a second person is needed for lifting'
      )
    ],
    arrive: [
      must(
        'outline',
        'Höhe und Umriss an der Wand markiert und bestätigen lassen',
        'Marked height and outline on the wall and had them confirmed'
      ),
      may(
        'undamaged',
        'Fernseher gemeinsam auf Schäden angesehen, Foto gemacht',
        'Looked the TV over for damage together, took a photo'
      )
    ],
    work: [
      must(
        'searched',
        'Bohrstellen mit dem Leitungssucher geprüft',
        'Checked the drilling points with the detector'
      ),
      must(
        'fixed',
        'Halterung waagrecht und mit passenden Dübeln befestigt, Zugprobe gemacht',
        'Fixed the bracket level with fitting plugs, pulled to test'
      ),
      must(
        'locked',
        'Fernseher eingehängt und gegen Ausheben gesichert',
        'Hung the TV and locked it against lifting off'
      ),
      may(
        'connected',
        'Geräte angeschlossen, Bild und Ton geprüft',
        'Connected the devices, checked picture and sound'
      ),
      may('photo', 'Foto der fertigen Montage', 'Photo of the finished mounting')
    ],
    explain: [
      must(
        'shown',
        'Gezeigt: Halterung schwenken, an Anschlüsse kommen, Eingang wechseln',
        'Shown: swivelling the bracket, reaching the jacks, changing the input'
      )
    ],
    handOver: [may('dust', 'Bohrstaub abgesaugt', 'Vacuumed the drilling dust')]
  }
});
