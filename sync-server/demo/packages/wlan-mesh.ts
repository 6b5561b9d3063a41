import { may, must, section, text, writePackage } from './write-package.ts';

export const wlanMesh = writePackage({
  id: 'wlan-mesh',
  skill: 'wlan',
  level: 3,
  durationMin: 90,
  prices: { DE: 79, CH: 119 },
  addOn: true,
  title: text('WLAN-Reichweite verbessern', 'Better Wi-Fi coverage'),
  summary: text(
    'Funklöcher finden, Mesh oder Verstärker richtig aufstellen und messen, dass es in jedem Raum reicht.',
    'Find dead spots, place mesh units or extenders well and measure that every room is covered.'
  ),
  scope: [
    text('Empfang in allen Räumen messen', 'Measure reception in every room'),
    text(
      'Bis zu drei Mesh-Punkte oder Verstärker einrichten',
      'Set up to three mesh units or extenders'
    ),
    text(
      'Kanäle und Bandbreite des Routers prüfen',
      'Check the router’s channels and channel width'
    ),
    text('Vergleich vorher und nachher', 'Comparison before and after')
  ],
  notIncluded: [
    text('Die Geräte selbst', 'The devices themselves'),
    text('LAN-Kabel in Wänden verlegen', 'Running Ethernet cables in walls')
  ],
  tools: [
    text(
      'Smartphone oder Laptop mit einer App zur WLAN-Messung',
      'Smartphone or laptop with a Wi-Fi survey app'
    ),
    text('LAN-Kabel 5 m und 10 m zum Probieren', 'Ethernet cables of 5 m and 10 m for trying out'),
    text('Verlängerungskabel', 'Extension lead')
  ],
  guide: [
    section(
      text('Erst messen, dann aufstellen', 'Measure first, place afterwards'),
      text(
        'In jedem Raum die Signalstärke ablesen: besser als −60 dBm ist sehr gut, bis −67 dBm reicht für Video, ab −75 dBm bricht die Verbindung ab. Türen schließen, wie im Alltag. Auch die Nachbarnetze ansehen: Viele auf demselben Kanal bremsen mehr als eine Wand.',
        'Read the signal strength in every room: better than −60 dBm is very good, up to −67 dBm is enough for video, from −75 dBm the connection drops. Close the doors as in daily life. Look at the neighbours’ networks as well: many on one channel slow things down more than a wall.'
      )
    ),
    section(
      text('Der Platz des Verstärkers', 'Where the extender goes'),
      text(
        'Auf halbem Weg zwischen Router und Funkloch, nicht im Funkloch selbst. Der Verstärker kann nur weitergeben, was er empfängt: Dort sollten noch −60 dBm ankommen. Stahlbeton, Fußbodenheizung, Spiegel und Lehmwände dämpfen stark; ein Treppenhaus hilft. Je Etappe halbiert sich die Geschwindigkeit, wenn beide Seiten auf demselben Band funken.',
        'Half-way between router and dead spot, not in the dead spot itself. An extender can only pass on what it receives: it should still get −60 dBm. Reinforced concrete, underfloor heating, mirrors and clay walls absorb a lot; a stairwell helps. Each hop halves the speed when both sides share one band.'
      )
    ),
    section(
      text('Kabel schlägt Funk', 'Cable beats radio'),
      text(
        'Wo ein LAN-Kabel oder eine Netzwerkdose liegt, den Mesh-Punkt damit anschließen. Das bringt volle Geschwindigkeit. LAN-Kabel dürfen bis 100 m lang sein. Powerline über die Stromleitung ist der Notbehelf: direkt in die Wandsteckdose, nie in eine Steckerleiste, am besten auf derselben Phase und nicht hinter einem Überspannungsschutz.',
        'Where there is an Ethernet cable or socket, use it to connect the mesh unit. That brings full speed. Ethernet cables may be up to 100 m long. Powerline over the mains is second best: straight into the wall socket, never into a power strip, ideally on the same phase and not behind a surge protector.'
      )
    ),
    section(
      text('Ein Netz, ein Name', 'One network, one name'),
      text(
        'Alle Punkte bekommen denselben Namen und dasselbe Passwort; nur einer verteilt Adressen (DHCP). Zwei Router hintereinander sind die häufigste Ursache für „verbunden, aber kein Internet“: den zweiten als Zugangspunkt (Bridge, Access Point) betreiben. Beim Koppeln per WPS-Taste haben Sie 2 Minuten. Danach WPS wieder abschalten.',
        'All units get the same name and password; only one hands out addresses (DHCP). Two routers in a row are the most frequent cause of “connected, but no internet”: run the second as an access point (bridge). When pairing with the WPS button you have 2 minutes. Switch WPS off again afterwards.'
      )
    )
  ],
  checklist: {
    prepare: [
      may(
        'plan',
        'Beim Anruf nach Stockwerken, Bauart und schwachen Räumen gefragt',
        'Asked on the phone about floors, construction and weak rooms'
      ),
      may(
        'hardware',
        'Geklärt, ob Geräte schon da sind und zum Router passen',
        'Clarified whether devices are already there and fit the router'
      )
    ],
    arrive: [
      must(
        'before',
        'Empfang vorher in allen Räumen gemessen, als Notiz festgehalten',
        'Measured reception in all rooms beforehand, kept as a note'
      )
    ],
    work: [
      may(
        'channels',
        'Kanäle gewählt: 2,4 GHz auf 1, 6 oder 11',
        'Chose channels: 2.4 GHz on 1, 6 or 11'
      ),
      must(
        'placed',
        'Mesh-Punkte aufgestellt und gekoppelt, alle Lampen zeigen gute Verbindung',
        'Placed and paired the units, all lights show a good connection'
      ),
      may(
        'wired',
        'Geprüft, ob ein Punkt per Kabel angebunden werden kann',
        'Checked whether a unit can be connected by cable'
      ),
      may('wps', 'WPS nach dem Koppeln abgeschaltet', 'Switched WPS off after pairing'),
      must(
        'after',
        'Empfang nachher in denselben Räumen gemessen und verglichen',
        'Measured reception in the same rooms afterwards and compared'
      )
    ],
    explain: [
      must(
        'shown',
        'Gezeigt: welcher Punkt wo steht, was die Lampen sagen, wie man ihn neu startet',
        'Shown: which unit is where, what the lights mean, how to restart one'
      ),
      may(
        'move',
        'Erklärt, dass Umstellen der Punkte das Netz verändert',
        'Explained that moving a unit changes the network'
      )
    ],
    handOver: []
  }
});
