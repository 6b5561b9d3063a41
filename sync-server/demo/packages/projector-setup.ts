import { may, must, section, text, writePackage } from './write-package.ts';

export const projectorSetup = writePackage({
  id: 'projector-setup',
  skill: 'tv',
  level: 3,
  durationMin: 90,
  prices: { DE: 89, CH: 129 },
  title: text('Beamer und Leinwand einrichten', 'Set up projector and screen'),
  summary: text(
    'Beamer richtig aufstellen, Bild gerade und scharf einstellen, Ton und Quellen verbinden.',
    'Place the projector well, make the picture straight and sharp, connect sound and sources.'
  ),
  scope: [
    text('Abstand und Platz bestimmen', 'Work out distance and place'),
    text('Aufstellen oder an vorhandene Halterung hängen', 'Set up or hang on an existing bracket'),
    text('Bild, Ton und bis zu zwei Quellen', 'Picture, sound and up to two sources')
  ],
  notIncluded: [
    text(
      'Deckenmontage mit neuen Bohrungen über 2,5 m',
      'Ceiling mounting with new holes above 2.5 m'
    ),
    text('Neue Stromleitungen', 'New mains wiring')
  ],
  tools: [
    text('Maßband 8 m oder Laser-Entfernungsmesser', '8 m tape measure or laser distance meter'),
    text('Langes HDMI-Kabel (10 m, aktiv)', 'Long HDMI cable (10 m, active)'),
    text('Wasserwaage, Mikrofasertuch', 'Spirit level, microfibre cloth')
  ],
  guide: [
    section(
      text('Abstand rechnen', 'Working out the distance'),
      text(
        'Abstand = Bildbreite × Projektionsverhältnis. Beispiel: 2,2 m breites Bild und Verhältnis 1,5 ergeben 3,3 m. Das Verhältnis steht im Datenblatt („throw ratio“). Kurzdistanz liegt bei 0,4 bis 1, Ultrakurzdistanz steht 10 bis 40 cm vor der Wand und braucht eine ebene Fläche.',
        'Distance = picture width × throw ratio. Example: 2.2 m wide and ratio 1.5 make 3.3 m. The ratio is in the data sheet. Short throw is 0.4 to 1; ultra-short throw stands 10 to 40 cm from the wall and needs a flat surface.'
      )
    ),
    section(
      text('Gerade durch Aufstellen, nicht durch Rechnen', 'Straight by placing, not by computing'),
      text(
        'Erst waagrecht und mittig stellen, dann Lens-Shift benutzen, die Trapezkorrektur nur zuletzt: Sie kostet Schärfe und erhöht die Verzögerung beim Spielen. Am Fernrand und in der Mitte scharfstellen, nach 15 Minuten Aufwärmen noch einmal.',
        'First stand it level and centred, then use lens shift, and keystone correction only last: it costs sharpness and adds delay when gaming. Focus at the edge and in the middle, and again after 15 minutes of warming up.'
      )
    ),
    section(
      text('Kabelwege', 'Cable runs'),
      text(
        'HDMI passiv bis 5 m, darüber aktive oder optische Kabel; die haben eine Richtung (Pfeil „Display“ zum Beamer). Kein Bild: Auflösung der Quelle auf 1080p senken, Stecker tauschen, direkt verbinden. Der Ton kommt meist nicht vom Beamer: Lautsprecher an die Quelle oder per ARC.',
        'Passive HDMI up to 5 m, beyond that active or optical cables; those have a direction (arrow “display” to the projector). No picture: lower the source to 1080p, swap ends, connect directly. Sound rarely comes from the projector: connect speakers to the source or by ARC.'
      )
    ),
    section(
      text('Wärme und Licht', 'Heat and light'),
      text(
        'Rund um die Lüftung 30 cm frei lassen. Nach dem Ausschalten nachlaufen lassen, nicht den Stecker ziehen. Nie in die Linse sehen, besonders bei Lasergeräten; auf Kinderaugenhöhe achten. Grauer Schleier bei Tag ist normal: abdunkeln, nicht die Lampe auf Höchstleistung.',
        'Keep 30 cm free around the vents. Let it run on after switching off, do not pull the plug. Never look into the lens, above all with lasers; mind children’s eye level. A grey haze by day is normal: darken the room rather than running the lamp at full power.'
      )
    )
  ],
  checklist: {
    prepare: [
      may(
        'room',
        'Beim Anruf nach Raumlänge, Bildgröße und Modell gefragt',
        'Asked on the phone about room length, picture size and model'
      )
    ],
    arrive: [
      may(
        'position',
        'Platz und Bildgröße gemeinsam festgelegt',
        'Fixed place and picture size together'
      )
    ],
    work: [
      must(
        'picture',
        'Bild gerade, formatfüllend und an allen Ecken scharf',
        'Picture straight, filling the screen and sharp in every corner'
      ),
      may('sources', 'Quellen angeschlossen und benannt', 'Connected and named the sources'),
      may('sound', 'Ton läuft synchron', 'Sound runs in sync'),
      must(
        'firm',
        'Gerät steht oder hängt sicher, Lüftung frei',
        'Device stands or hangs safely, vents free'
      ),
      may('cables', 'Kabel ohne Stolperstellen geführt', 'Cables routed without tripping hazards')
    ],
    explain: [
      must(
        'shown',
        'Gezeigt: einschalten, Quelle wählen, scharfstellen, nachlaufen lassen',
        'Shown: switching on, choosing the source, focusing, letting it cool'
      ),
      may('filter', 'Filter und Lampenstunden erklärt', 'Explained filter and lamp hours')
    ],
    handOver: []
  }
});
