import { may, must, section, text, writePackage } from './write-package.ts';

export const multiroomAudio = writePackage({
  id: 'multiroom-audio',
  skill: 'audio',
  level: 2,
  durationMin: 60,
  prices: { DE: 59, CH: 89 },
  addOn: true,
  title: text('Lautsprecher und Multiroom einrichten', 'Set up speakers and multi-room sound'),
  summary: text(
    'Soundbar, Stereoanlage oder Lautsprecher in mehreren Räumen verbinden und zusammen spielen lassen.',
    'Connect a soundbar, stereo or speakers in several rooms and have them play together.'
  ),
  scope: [
    text('Bis zu fünf Lautsprecher oder eine Soundbar', 'Up to five speakers or one soundbar'),
    text(
      'Verbindung mit WLAN, Fernseher und Musikdienst',
      'Connection to Wi-Fi, TV and music service'
    ),
    text('Gruppen und Einmessen', 'Groups and room calibration')
  ],
  notIncluded: [text('Wandmontage', 'Wall mounting'), text('Musikabos', 'Music subscriptions')],
  tools: [
    text('HDMI-Kabel, optisches Kabel', 'HDMI cable, optical cable'),
    text('Lautsprecherkabel, Abisolierzange', 'Speaker cable, wire stripper'),
    text('Maßband', 'Tape measure')
  ],
  guide: [
    section(
      text('Aufstellen', 'Placing'),
      text(
        'Stereo: gleichseitiges Dreieck mit dem Hörplatz, Hochtöner auf Ohrhöhe, 20 bis 50 cm von der Wand. In Ecken dröhnt es. Subwoofer frei vorn; in der Mietwohnung entkoppeln und abends leiser stellen. Soundbar bündig unter dem Bild, Sensor des Fernsehers nicht verdecken.',
        'Stereo: equilateral triangle with the listener, tweeters at ear height, 20 to 50 cm from the wall. Corners boom. Subwoofer free at the front; in flats decouple it and turn it down in the evening. Soundbar flush below the picture without covering the TV’s sensor.'
      )
    ),
    section(
      text('Mit dem Fernseher', 'With the television'),
      text(
        'Immer die Buchse „HDMI ARC“ oder „eARC“ an beiden Geräten. Im Fernseher HDMI-CEC einschalten und den Ton auf extern stellen. Kein Ton: Tonformat auf PCM, dann auf Automatik. Lippen und Ton versetzt: Audio-Verzögerung einstellen. Optisch geht auch, dann ohne Lautstärke über die TV-Fernbedienung.',
        'Always use the jack marked “HDMI ARC” or “eARC” on both devices. Switch on HDMI-CEC in the TV and set sound to external. No sound: set the format to PCM, then to automatic. Lips out of sync: adjust the audio delay. Optical works too, but without volume by the TV remote.'
      )
    ),
    section(
      text('Multiroom im WLAN', 'Multi-room on Wi-Fi'),
      text(
        'Alle Lautsprecher und das Telefon ins selbe Netz, kein Gast-WLAN. Bei Aussetzern: einen Lautsprecher per LAN-Kabel anschließen, WLAN-Kanal fest auf 1, 6 oder 11, Mesh-Punkt in die Nähe. Kabelschleifen vermeiden: Zwei Lautsprecher per LAN und gleichzeitig im Funkverbund legen manche Switches lahm.',
        'All speakers and the phone on the same network, not the guest Wi-Fi. For drop-outs: connect one speaker by Ethernet, fix the channel to 1, 6 or 11, place a mesh unit nearby. Avoid loops: two speakers on Ethernet and in a radio mesh at once bring some switches down.'
      )
    ),
    section(
      text('Kabel und Pole', 'Cables and polarity'),
      text(
        'Plus an Plus: Die markierte Ader gehört an Rot. Verpolt klingt der Bass dünn. Bis 5 m genügt 1,5 mm², darüber 2,5 mm². Keine Litze darf die Nachbarklemme berühren. Anschließen nur bei ausgeschaltetem Verstärker.',
        'Plus to plus: the marked wire goes to red. Reversed, the bass sounds thin. Up to 5 m 1.5 mm² is enough, beyond that 2.5 mm². No strand may touch the neighbouring terminal. Connect only with the amplifier off.'
      )
    )
  ],
  checklist: {
    prepare: [
      may(
        'devices',
        'Beim Anruf nach Geräten, Fernseher und Musikdienst gefragt',
        'Asked on the phone about devices, TV and music service'
      )
    ],
    arrive: [may('spots', 'Plätze gemeinsam gewählt', 'Chose the places together')],
    work: [
      must(
        'playing',
        'Jeder Lautsprecher spielt und ist nach Raum benannt',
        'Every speaker plays and is named after its room'
      ),
      may('update', 'Geräte aktualisiert', 'Updated the devices'),
      may(
        'tv',
        'Fernsehton geprüft, Lautstärke über eine Fernbedienung',
        'Checked TV sound, volume on one remote control'
      ),
      may(
        'groups',
        'Gruppen geprüft, zehn Minuten ohne Aussetzer',
        'Checked groups, ten minutes without drop-outs'
      ),
      may(
        'service',
        'Musikdienst verbunden; der Kunde meldet sich selbst an',
        'Connected the music service; the customer signs in'
      ),
      may(
        'microphones',
        'Mikrofone nach Wunsch ausgeschaltet',
        'Switched off microphones if wanted'
      )
    ],
    explain: [
      must(
        'shown',
        'Kunde hat selbst Musik gewählt, Räume verbunden und die Lautstärke geändert',
        'The customer has chosen music, joined rooms and changed the volume themselves'
      )
    ],
    handOver: []
  }
});
