import { may, must, section, text, writePackage } from './write-package.ts';

export const phoneBasics = writePackage({
  id: 'phone-basics',
  skill: 'phone',
  level: 1,
  durationMin: 60,
  prices: { DE: 39, CH: 59 },
  addOn: true,
  title: text('Smartphone-Grundkurs zu Hause', 'Smartphone basics at home'),
  summary: text(
    'In Ruhe am eigenen Gerät üben: telefonieren, schreiben, fotografieren, sicher bleiben.',
    'Practise calmly on your own device: calling, writing, taking photos, staying safe.'
  ),
  scope: [
    text(
      'Eine Stunde Üben am eigenen Telefon oder Tablet',
      'One hour of practice on the customer’s own phone or tablet'
    ),
    text('Themen nach Wahl', 'Topics of the customer’s choice'),
    text('Schrift, Ton und Startbildschirm anpassen', 'Adjust text size, sound and home screen'),
    text('Merkblatt in eigenen Worten', 'A memo in the customer’s own words')
  ],
  notIncluded: [
    text(
      'Einrichten eines neuen Geräts (eigenes Paket)',
      'Setting up a new device (a separate package)'
    ),
    text('Bankgeschäfte im Namen des Kunden', 'Banking on the customer’s behalf')
  ],
  tools: [
    text('Papier und dicker Stift', 'Paper and a thick pen'),
    text('Eingabestift für Touchscreens', 'Stylus for touch screens'),
    text('Lupe oder Lesehilfe', 'Magnifier or reading aid')
  ],
  guide: [
    section(
      text('So lernt es sich leicht', 'How learning becomes easy'),
      text(
        'Der Kunde hält das Gerät, Sie zeigen mit dem Finger daneben. Eine Sache nach der anderen, dreimal wiederholen, dann vom Kunden erklären lassen. Fachwörter vermeiden. Fehler sind Übungen: gemeinsam zurückgehen. Nach 20 Minuten eine kurze Pause anbieten.',
        'The customer holds the device; you point beside it. One thing at a time, repeat three times, then have the customer explain it. Avoid jargon. Mistakes are practice: go back together. Offer a short break after 20 minutes.'
      )
    ),
    section(
      text('Zuerst bequem machen', 'Make it comfortable first'),
      text(
        'Schriftgröße, Fettschrift, Kontrast und Zoom stehen unter „Bedienungshilfen“ oder „Anzeige“. Berührungsdauer verlängern, wenn die Hand zittert. Klingelton laut, Vibration an, Hörgerät koppeln. Startbildschirm: Telefon, Nachrichten, Kamera und drei Favoriten, der Rest auf die zweite Seite.',
        'Text size, bold text, contrast and zoom are under “Accessibility” or “Display”. Lengthen the touch time if the hand trembles. Ringtone loud, vibration on, pair hearing aids. Home screen: phone, messages, camera and three favourites, the rest on the second page.'
      )
    ),
    section(
      text('Sicherheit in drei Sätzen', 'Safety in three sentences'),
      text(
        'Niemand Seriöses fragt am Telefon oder per Nachricht nach Codes. „Hallo Mama, neue Nummer“ und Paket-SMS sind fast immer Betrug: nicht tippen, die alte Nummer anrufen. Apps nur aus dem Store und nur, was man gesucht hat.',
        'No reputable caller asks for codes by phone or message. “Hi Mum, new number” and parcel texts are nearly always fraud: do not tap, call the old number. Install apps only from the store, and only what you were looking for.'
      )
    ),
    section(
      text('Notfall', 'Emergency'),
      text(
        'Notruf 112 geht in Deutschland und in der Schweiz, auch gesperrt und ohne Guthaben. Notfallkontakt und medizinische Angaben trägt der Kunde selbst ein, wenn er möchte. Ein- und Ausschalten, Neustart und Flugmodus üben: Das löst die meisten Sorgen.',
        'Emergency number 112 works in Germany and Switzerland, also when locked and without credit. The customer enters emergency contact and medical details themselves, if they wish. Practise switching on and off, restarting and flight mode: that solves most worries.'
      )
    )
  ],
  checklist: {
    prepare: [
      may(
        'topics',
        'Beim Anruf gefragt, was geübt werden soll',
        'Asked on the phone what to practise'
      )
    ],
    arrive: [
      may('comfort', 'Gut sichtbarer, ruhiger Platz gewählt', 'Chose a quiet, well-lit place')
    ],
    work: [
      may(
        'display',
        'Schrift, Ton und Startbildschirm angepasst',
        'Adjusted text, sound and home screen'
      ),
      must('call', 'Anrufen und Auflegen geübt', 'Practised calling and hanging up'),
      may('message', 'Nachricht mit Foto verschickt', 'Sent a message with a photo'),
      may('updates', 'Updates und freien Speicher angesehen', 'Looked at updates and free storage'),
      may(
        'emergency',
        'Notfallkontakt auf Wunsch vom Kunden eingetragen',
        'Emergency contact entered by the customer if wanted'
      )
    ],
    explain: [
      must(
        'alone',
        'Kunde hat die gewählten Themen einmal ganz allein geschafft',
        'The customer has managed the chosen topics once all alone'
      ),
      must(
        'scams',
        'Beispiele für Betrugsnachrichten gezeigt',
        'Shown examples of fraudulent messages'
      )
    ],
    handOver: [
      may('memo', 'Merkblatt in großer Schrift dagelassen', 'Left a memo in large writing')
    ]
  }
});
