import { may, must, section, text, writePackage } from './write-package.ts';

export const tvStreaming = writePackage({
  id: 'tv-streaming',
  skill: 'tv',
  level: 1,
  durationMin: 45,
  prices: { DE: 39, CH: 59 },
  addOn: true,
  title: text('Streaming und Mediatheken einrichten', 'Set up streaming and catch-up TV'),
  summary: text(
    'Mediatheken und Streaming-Dienste auf Fernseher oder Stick einrichten und die Bedienung üben.',
    'Set up catch-up TV and streaming services on the television or a stick and practise using them.'
  ),
  scope: [
    text(
      'Fernseher, Box oder Stick mit dem WLAN verbinden',
      'Connect TV, box or stick to the Wi-Fi'
    ),
    text('Bis zu vier Dienste einrichten', 'Set up to four services'),
    text('Profile und Kindersicherung', 'Profiles and parental control')
  ],
  notIncluded: [
    text('Kosten und Abschluss von Abonnements', 'Cost and purchase of subscriptions'),
    text('Umgehen von Ländersperren', 'Getting around country restrictions')
  ],
  tools: [
    text('Smartphone für die Anmeldung per QR-Code', 'Smartphone for signing in by QR code'),
    text('HDMI-Verlängerung für Sticks', 'HDMI extension for sticks'),
    text('LAN-Kabel 5 m', '5 m Ethernet cable')
  ],
  guide: [
    section(
      text('Genug Tempo?', 'Fast enough?'),
      text(
        'HD braucht etwa 5 Mbit/s, 4K etwa 25 Mbit/s am Gerät selbst. Vor dem Einrichten am Fernseher messen, viele haben einen Netzwerktest im Menü. Ruckelt es, zuerst 5 GHz oder LAN-Kabel versuchen. Viele Fernseher haben nur einen LAN-Anschluss mit 100 Mbit/s; das genügt.',
        'HD needs about 5 Mbit/s, 4K about 25 Mbit/s at the device itself. Measure at the TV before setting up; many have a network test in the menu. If it stutters, try 5 GHz or an Ethernet cable first. Many TVs only have a 100 Mbit/s Ethernet port; that is enough.'
      )
    ),
    section(
      text('Anmelden ohne Passwort am Fernseher', 'Sign in without typing on the TV'),
      text(
        'Fast jeder Dienst zeigt einen Code oder QR-Code: Der Kunde meldet sich am eigenen Telefon an und gibt den Code dort frei. So sehen Sie das Passwort nie. Hat der Kunde es vergessen, über die E-Mail des Kunden zurücksetzen; der Kunde tippt selbst.',
        'Nearly every service shows a code or QR code: the customer signs in on their own phone and approves the code there. That way you never see the password. If it is forgotten, reset it through the customer’s e-mail; the customer types.'
      )
    ),
    section(
      text('Ältere Fernseher', 'Older televisions'),
      text(
        'Fehlt eine App oder wird sie nicht mehr unterstützt, hilft ein Stick oder eine Box am HDMI-Anschluss. Den Stick mit seinem eigenen Netzteil betreiben: Der USB-Anschluss des Fernsehers liefert oft zu wenig Strom, dann startet er immer wieder neu. Mit HDMI-CEC schaltet eine Fernbedienung beides.',
        'If an app is missing or no longer supported, a stick or box on HDMI helps. Power the stick with its own supply: the TV’s USB port often delivers too little and the stick keeps restarting. With HDMI-CEC one remote control handles both.'
      )
    ),
    section(
      text('Kosten im Blick', 'Keep an eye on costs'),
      text(
        'Vor jedem Probeabo laut sagen, ab wann es kostet und wie man kündigt. Auf Wunsch eine Kauf-PIN setzen (Kunde tippt selbst). Mediatheken der öffentlichen Sender sind kostenlos und brauchen keine Anmeldung.',
        'Before every trial, say aloud from when it costs money and how to cancel. Set a purchase PIN if wanted (typed by the customer). Public broadcasters’ catch-up services are free and need no sign-in.'
      )
    )
  ],
  checklist: {
    prepare: [
      may(
        'services',
        'Beim Anruf gefragt, welche Dienste genutzt werden und ob Zugänge da sind',
        'Asked on the phone which services are used and whether accounts exist'
      )
    ],
    arrive: [],
    work: [
      must(
        'connected',
        'Gerät im WLAN oder per Kabel verbunden, Netzwerktest bestanden',
        'Device connected by Wi-Fi or cable, network test passed'
      ),
      must(
        'signedIn',
        'Dienste eingerichtet, der Kunde hat sich selbst angemeldet',
        'Services set up, the customer signed in themselves'
      ),
      may('played', 'Je Dienst eine Sendung gestartet', 'Started a programme in each service'),
      may(
        'profiles',
        'Profile und Kindersicherung nach Wunsch eingerichtet',
        'Set up profiles and parental control as wished'
      ),
      may(
        'purchasePin',
        'Kauf-PIN auf Wunsch gesetzt, vom Kunden eingetippt',
        'Set a purchase PIN if wanted, typed by the customer'
      )
    ],
    explain: [
      must(
        'practised',
        'Kunde hat selbst eine Sendung gesucht, gestartet und beendet',
        'The customer has found, started and stopped a programme themselves'
      ),
      may(
        'costs',
        'Erklärt, was kostenlos ist und was nicht',
        'Explained what is free and what is not'
      )
    ],
    handOver: []
  }
});
