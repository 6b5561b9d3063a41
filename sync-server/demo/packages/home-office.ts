import { may, must, section, text, writePackage } from './write-package.ts';

export const homeOffice = writePackage({
  id: 'home-office',
  skill: 'computer',
  level: 3,
  durationMin: 90,
  prices: { DE: 79, CH: 119 },
  title: text('Arbeitsplatz zu Hause einrichten', 'Set up a home office'),
  summary: text(
    'Bildschirme, Dock, Kamera und Ton anschließen und prüfen, dass Videogespräche stabil laufen.',
    'Connect screens, dock, camera and sound and make sure that video calls run smoothly.'
  ),
  scope: [
    text('Bis zu zwei Bildschirme und ein Dock', 'Up to two screens and a dock'),
    text('Headset, Kamera, Tastatur und Maus', 'Headset, camera, keyboard and mouse'),
    text('Probe eines Videogesprächs', 'Trial video call'),
    text('Kabel ordnen', 'Tidy the cables')
  ],
  notIncluded: [
    text('Änderungen an gesperrten Firmengeräten', 'Changes to locked company devices'),
    text('Aufbau von Möbeln', 'Assembly of furniture')
  ],
  tools: [
    text('HDMI-, DisplayPort- und USB-C-Kabel', 'HDMI, DisplayPort and USB-C cables'),
    text('LAN-Kabel 5 m und 10 m', 'Ethernet cables 5 m and 10 m'),
    text('Klettband und Kabelbinder', 'Hook-and-loop tape and cable ties')
  ],
  guide: [
    section(
      text('USB-C ist nicht gleich USB-C', 'USB-C is not always USB-C'),
      text(
        'Bild kommt nur aus Buchsen mit DisplayPort-Zeichen oder Blitz (Thunderbolt/USB4). Ein Ladekabel überträgt oft kein Bild. Ein Dock braucht sein eigenes Netzteil; zum Laden des Laptops sollten 60 bis 100 W angegeben sein. Manche Laptops können nur einen äußeren Bildschirm: vor dem Kauf nachsehen.',
        'Video only comes from ports with a DisplayPort or lightning mark (Thunderbolt/USB4). A charging cable often carries no picture. A dock needs its own power supply; to charge the laptop look for 60 to 100 W. Some laptops drive only one external screen: check before buying.'
      )
    ),
    section(
      text('Zwei Bildschirme', 'Two screens'),
      text(
        'Erst einen, dann den zweiten anstecken. In den Anzeigeeinstellungen erweitern statt duplizieren, Reihenfolge wie auf dem Tisch. 4K mit 60 Hz braucht DisplayPort 1.2 oder HDMI 2.0. Flackern: kürzeres Kabel, anderer Anschluss, dann 30 Hz zum Eingrenzen.',
        'Plug in one, then the other. Choose “extend” rather than “duplicate” and arrange them as on the desk. 4K at 60 Hz needs DisplayPort 1.2 or HDMI 2.0. Flicker: a shorter cable, another port, then 30 Hz to narrow it down.'
      )
    ),
    section(
      text('Stabile Videogespräche', 'Stable video calls'),
      text(
        'Ein Gespräch braucht 3 bis 5 Mbit/s in beide Richtungen und eine Antwortzeit unter 100 ms. Wenn möglich LAN-Kabel. Ton und Mikrofon in System und Programm einzeln wählen. Echo: zwei Geräte im selben Raum oder Lautsprecher zu laut. Licht von vorn, nicht vom Fenster dahinter.',
        'A call needs 3 to 5 Mbit/s both ways and a response time under 100 ms. Use Ethernet where possible. Select speaker and microphone separately in system and program. Echo: two devices in one room or speakers too loud. Light from the front, not from a window behind.'
      )
    ),
    section(
      text('Firmengerät', 'Company device'),
      text(
        'VPN, Verschlüsselung und Programme der Firma nicht ändern und nichts installieren, was deren IT nicht erlaubt. Geht das VPN nicht: anderes Netz (Handy-Hotspot) probieren. Klappt es dort, liegt es am Router; sonst die IT des Arbeitgebers anrufen lassen.',
        'Do not change the company’s VPN, encryption or programs, and install nothing that its IT does not allow. If the VPN fails: try another network (phone hotspot). If it works there, the router is to blame; otherwise have the customer call the employer’s IT.'
      )
    ),
    section(
      text('Gesund sitzen', 'Sitting well'),
      text(
        'Oberkante des Bildschirms auf Augenhöhe oder etwas tiefer, Abstand eine Armlänge, Fenster seitlich. Steckerleisten nicht hintereinanderstecken.',
        'Top edge of the screen at eye level or a little lower, an arm’s length away, window to the side. Do not chain power strips.'
      )
    )
  ],
  checklist: {
    prepare: [
      may(
        'ports',
        'Beim Anruf nach Modell, Anschlüssen und Firmengerät gefragt',
        'Asked on the phone about model, ports and company device'
      )
    ],
    arrive: [
      may(
        'desk',
        'Tisch, Steckdosen und Netzwerk gemeinsam angesehen',
        'Looked at desk, sockets and network together'
      )
    ],
    work: [
      must(
        'screens',
        'Bildschirme in richtiger Anordnung und Auflösung',
        'Screens in the right order and resolution'
      ),
      may('wired', 'LAN-Kabel angeschlossen, wo möglich', 'Connected by Ethernet where possible'),
      must(
        'call',
        'Probegespräch geführt: Bild, Ton und Mikrofon gut',
        'Held a trial call: picture, sound and microphone good'
      ),
      may(
        'dock',
        'Dock aus- und eingesteckt, alles kommt wieder',
        'Unplugged and replugged the dock, everything comes back'
      ),
      may('cables', 'Kabel gebündelt, keine Stolperstellen', 'Cables bundled, nothing to trip over')
    ],
    explain: [
      must(
        'shown',
        'Gezeigt: Mikrofon und Lautsprecher wählen, Bildschirm teilen, an- und abstecken',
        'Shown: choosing microphone and speaker, sharing the screen, docking and undocking'
      ),
      may(
        'sitting',
        'Höhe und Abstand des Bildschirms angepasst',
        'Adjusted height and distance of the screen'
      )
    ],
    handOver: []
  }
});
