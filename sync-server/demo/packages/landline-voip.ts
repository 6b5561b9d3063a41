import { may, must, section, text, writePackage } from './write-package.ts';

export const landlineVoip = writePackage({
  id: 'landline-voip',
  skill: 'wlan',
  level: 2,
  durationMin: 45,
  prices: { DE: 45, CH: 69 },
  addOn: true,
  terms: {
    de: ['Festnetz', 'Telefonanschluss', 'Anschluss', 'VoIP', 'Fax'],
    en: ['landline', 'telephone', 'voip', 'fax']
  },
  title: text('Festnetztelefon einrichten', 'Set up the landline phone'),
  summary: text(
    'Telefon am Router anschließen, Rufnummern zuordnen, Anrufbeantworter und Sperren einstellen.',
    'Connect the phone to the router, assign numbers, set up the answering machine and call blocking.'
  ),
  scope: [
    text(
      'Bis zu drei Telefone anschließen oder anmelden',
      'Connect or register up to three phones'
    ),
    text('Rufnummern einrichten und zuordnen', 'Set up and assign phone numbers'),
    text(
      'Anrufbeantworter und Rufsperren nach Wunsch',
      'Answering machine and call blocking as wished'
    ),
    text('Testanrufe in beide Richtungen', 'Test calls in both directions')
  ],
  notIncluded: [
    text(
      'Rufnummernmitnahme beim Anbieter beantragen',
      'Applying to the provider for number porting'
    ),
    text(
      'Telefonanlagen mit mehr als zehn Nebenstellen',
      'Phone systems with more than ten extensions'
    )
  ],
  tools: [
    text('Telefonkabel RJ11 und TAE-Adapter', 'RJ11 phone cable and TAE adapter'),
    text('Einfaches analoges Telefon zum Prüfen', 'Simple analogue phone for testing'),
    text('Akkus AAA für Schnurlostelefone', 'AAA rechargeable batteries for cordless phones')
  ],
  guide: [
    section(
      text('Drei Wege zum Router', 'Three ways to the router'),
      text(
        'Analog: Buchse „Fon“ oder „Phone“ am Router. Schnurlos (DECT): Viele Router sind selbst Basisstation. Anmeldetaste am Router 3 bis 10 Sekunden halten, dann das Mobilteil innerhalb von 2 Minuten anmelden; die PIN ist oft 0000. Hausverkabelung: Die alte Telefondose ist an einem IP-Anschluss tot. Wer sie weiter nutzen will, verbindet sie mit der Fon-Buchse, nie mit der Leitung des Anbieters.',
        'Analogue: the “Fon” or “Phone” jack on the router. Cordless (DECT): many routers are base stations themselves. Hold the registration button for 3 to 10 seconds, then register the handset within 2 minutes; the PIN is often 0000. House wiring: the old phone socket is dead on an IP line. To go on using it, connect it to the router’s phone jack, never to the provider’s line.'
      )
    ),
    section(
      text('Rufnummern', 'Phone numbers'),
      text(
        'Am Anschluss des Anbieters kommen die Nummern meist von selbst, manchmal erst nach 15 Minuten. Sonst braucht es Benutzername, Kennwort und Server aus den Unterlagen. In der Liste der Rufnummern muss die Lampe grün sein („registriert“). Je Telefon festlegen: Welche Nummer zeigt es beim Anrufen, bei welchen klingelt es?',
        'On the provider’s own line, the numbers usually arrive by themselves, sometimes only after 15 minutes. Otherwise user name, password and server from the papers are needed. The list of numbers must show green (“registered”). For each phone decide: which number does it show when calling, and which make it ring?'
      )
    ),
    section(
      text('Einseitig stumm', 'Silence on one side'),
      text(
        'Hört nur eine Seite etwas, liegt es fast immer an zwei Routern hintereinander. Rauschen und Knacken: Kabel tauschen, Abstand zum Netzteil. Abbrüche nach genau derselben Zeit: Energiesparmodus oder Einstellungen hinter einem fremden Router.',
        'If only one side hears anything, it is nearly always two routers in a row. Hiss and crackle: swap the cable, move away from the power supply. Calls that drop after exactly the same time: energy saving or settings behind a third-party router.'
      )
    ),
    section(
      text('Notruf und Stromausfall', 'Emergency calls and power cuts'),
      text(
        'Ein Telefon am Router ist ohne Strom stumm. Das muss der Kunde wissen, besonders mit Hausnotruf oder Aufzugtelefon: Deren Funktion nach der Umstellung immer mit der Zentrale prüfen, nach vorheriger Ankündigung. Den Notruf selbst nie zum Test anrufen.',
        'A phone on the router is silent without electricity. The customer has to know this, above all with a medical alarm or a lift phone: after the change, always test these with their control centre, announced beforehand. Never call the emergency number as a test.'
      )
    )
  ],
  checklist: {
    prepare: [
      may(
        'papers',
        'Beim Anruf gebeten, Unterlagen mit Rufnummern und Zugang bereitzulegen',
        'Asked on the phone to have the papers with numbers and access ready'
      )
    ],
    arrive: [
      must(
        'alarm',
        'Gefragt, ob Hausnotruf, Alarmanlage oder Fax am Anschluss hängen',
        'Asked whether a medical alarm, burglar alarm or fax is on the line'
      )
    ],
    work: [
      must('registered', 'Rufnummern sind registriert (grün)', 'Numbers are registered (green)'),
      may(
        'assigned',
        'Jedem Telefon die gewünschten Nummern zugeordnet',
        'Assigned the wanted numbers to each phone'
      ),
      must(
        'calls',
        'Anruf hinaus und herein geprüft, beide Seiten hören gut',
        'Tested a call out and in, both sides hear well'
      ),
      may(
        'mailbox',
        'Anrufbeantworter eingerichtet, Ansage vom Kunden gesprochen',
        'Set up the answering machine, greeting spoken by the customer'
      ),
      may('blocking', 'Teure Vorwahlen auf Wunsch gesperrt', 'Blocked expensive prefixes if wanted')
    ],
    explain: [
      must(
        'power',
        'Erklärt, dass bei Stromausfall kein Anruf und kein Notruf über Festnetz möglich ist',
        'Explained that during a power cut no call, emergency calls included, works over the landline'
      ),
      may(
        'shown',
        'Gezeigt: Nachrichten abhören, Nummer sperren, Mobilteil anmelden',
        'Shown: listening to messages, blocking a number, registering a handset'
      )
    ],
    handOver: []
  }
});
