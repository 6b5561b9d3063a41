import { may, must, section, text, writePackage } from './write-package.ts';

export const tvSetup = writePackage({
  id: 'tv-setup',
  skill: 'tv',
  level: 2,
  durationMin: 60,
  prices: { DE: 49, CH: 79 },
  addOn: true,
  title: text('Fernseher und Sender einrichten', 'Set up TV and channels'),
  summary: text(
    'Fernseher anschließen, Sender suchen und sortieren, Bild und Ton angenehm einstellen.',
    'Connect the television, find and sort the channels, set picture and sound comfortably.'
  ),
  scope: [
    text(
      'Anschluss an Antenne, Kabel, Satellit oder TV-Box',
      'Connection to aerial, cable, satellite or TV box'
    ),
    text('Sendersuche und Favoritenliste', 'Channel search and list of favourites'),
    text('Bild- und Tonwerte für den Raum', 'Picture and sound to suit the room'),
    text('Einweisung in die Fernbedienung', 'Introduction to the remote control')
  ],
  notIncluded: [
    text('Wandmontage (eigenes Paket)', 'Wall mounting (a separate package)'),
    text('Ausrichten der Schüssel auf dem Dach', 'Aligning the dish on the roof')
  ],
  tools: [
    text('Antennenkabel und F-Stecker', 'Aerial cable and F connectors'),
    text('HDMI-Kabel 2 m', '2 m HDMI cable'),
    text('Batterien AAA und AA', 'AAA and AA batteries')
  ],
  guide: [
    section(
      text('Welcher Empfang?', 'Which reception?'),
      text(
        'Erkennbar am Stecker: F-Stecker zum Schrauben ist meist Satellit, der runde Steckstecker Kabel oder Antenne, HDMI eine Box des Anbieters. Im Menü entsprechend DVB-S2, DVB-C oder DVB-T2 wählen. Bei einer Box macht die Box die Senderliste, der Fernseher braucht nur den richtigen Eingang.',
        'The plug tells: a screw-on F connector is usually satellite, the round push-on plug cable or aerial, HDMI a provider’s box. Choose DVB-S2, DVB-C or DVB-T2 accordingly in the menu. With a box, the box makes the channel list and the TV only needs the right input.'
      )
    ),
    section(
      text('Sendersuche', 'Channel search'),
      text(
        'Region richtig wählen, dann stimmen Reihenfolge und Regionalprogramme. Bei Kabel die vollständige Suche, sonst fehlen Sender. Bei Satellit Astra 19,2° Ost; in einer Mehrteilnehmeranlage kann der Hausverteiler (Unicable) eine eigene Frequenz je Wohnung verlangen. Dann nichts raten, sondern die Hausverwaltung fragen: Ein falscher Kanal stört die Nachbarn.',
        'Choose the region correctly, then order and regional programmes are right. Use the full search on cable, otherwise channels are missing. For satellite Astra 19.2° East; in a shared system (Unicable) each flat may have its own frequency. Do not guess then but ask the building manager: a wrong channel disturbs the neighbours.'
      )
    ),
    section(
      text('Kein Signal', 'No signal'),
      text(
        'Die häufigsten Ursachen: falscher Eingang, gequetschtes Antennenkabel, an der Dose TV und Radio vertauscht, bei Satellit kein Strom am Multischalter. Das Signalmenü zeigt Stärke und Qualität: Stärke ohne Qualität heißt meist schlechtes Kabel oder falscher Satellit. Beides null heißt keine Verbindung.',
        'Most frequent causes: wrong input, squashed aerial cable, TV and radio jacks swapped, no power at the satellite multiswitch. The signal menu shows strength and quality: strength without quality usually means a bad cable or the wrong satellite. Both at zero means no connection.'
      )
    ),
    section(
      text('Bild und Ton', 'Picture and sound'),
      text(
        'Ladenmodus auf „Zuhause“ stellen. Bildmodus „Film“ oder „Filmmaker“ wirkt abends am natürlichsten. Zwischenbildberechnung auf niedrig oder aus, wenn Filme wie Seifenoper aussehen. Schlechte Sprachverständlichkeit: Modus „Sprache“ oder „Klare Stimme“, Raumklang aus.',
        'Switch shop mode to “Home”. Picture mode “Film” or “Filmmaker” looks most natural in the evening. Motion smoothing low or off if films look like soap operas. If speech is hard to follow: mode “Speech” or “Clear voice”, surround off.'
      )
    )
  ],
  checklist: {
    prepare: [
      may(
        'reception',
        'Beim Anruf nach Empfangsart und Anbieter gefragt',
        'Asked on the phone about the kind of reception and provider'
      )
    ],
    arrive: [
      may(
        'favourites',
        'Nach den wichtigsten Sendern und ihrer Reihenfolge gefragt',
        'Asked for the most important channels and their order'
      )
    ],
    work: [
      must(
        'picture',
        'Angeschlossen, Bild und Ton auf allen benutzten Eingängen geprüft',
        'Connected, checked picture and sound on every input in use'
      ),
      must(
        'channels',
        'Sender gefunden und Favoriten sortiert',
        'Found the channels and sorted the favourites'
      ),
      may('update', 'Nach Software-Updates gesucht', 'Looked for software updates'),
      may(
        'home',
        'Ladenmodus aus, Bildmodus gemeinsam gewählt',
        'Shop mode off, picture mode chosen together'
      ),
      may(
        'privacy',
        'Werbe- und Sprachaufzeichnung nach Wunsch ausgeschaltet',
        'Switched off advertising tracking and voice recording if wanted'
      )
    ],
    explain: [
      must(
        'remote',
        'Kunde hat selbst eingeschaltet, Sender gewechselt und den Eingang gewählt',
        'The customer has switched on, changed channel and chosen the input themselves'
      ),
      may(
        'text',
        'Untertitel, Videotext und Aufnahme gezeigt',
        'Shown subtitles, teletext and recording'
      )
    ],
    handOver: []
  }
});
