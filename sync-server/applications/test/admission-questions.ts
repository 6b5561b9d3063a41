// H1.9: the questions that come with the product, about the rules that customers rely on. Data, as an
// operator may bring their own; which answer is right stays on the server.
import type { TestQuestion } from '#domain/application/admission-test.ts';

type Both = readonly [de: string, en: string];
const said = ([de, en]: Both) => ({ de, en });

function question(
  id: string,
  [text, right, lesson]: readonly [Both, 'a' | 'b' | 'c', Both],
  answers: readonly [Both, Both, Both]
): TestQuestion {
  return {
    id,
    text: said(text),
    answers: (['a', 'b', 'c'] as const).map((key, at) => ({ id: key, text: said(answers[at]!) })),
    right,
    lesson: said(lesson)
  };
}

export const ADMISSION_QUESTIONS: readonly TestQuestion[] = [
  question(
    'call',
    [
      [
        'Sie haben einen Auftrag zugesagt. Was tun Sie zuerst?',
        'You have accepted an order. What do you do first?'
      ],
      'b',
      [
        'Rufen Sie innerhalb von 12 Stunden an und besprechen Sie Umfang, Preis, Termin und Ort.',
        'Call within 12 hours and go through scope, price, time and place.'
      ]
    ],
    [
      ['Ich warte, bis sich die Kundschaft meldet.', 'I wait for the customer to get in touch.'],
      ['Ich rufe innerhalb von 12 Stunden an.', 'I call within 12 hours.'],
      ['Ich schreibe am Tag des Besuchs eine E-Mail.', 'I write an email on the day of the visit.']
    ]
  ),
  question(
    'time',
    [
      [
        'Der vereinbarte Termin passt Ihnen nicht mehr. Was gilt?',
        'The agreed time no longer suits you. What holds?'
      ],
      'c',
      [
        'Ein Termin ändert sich nur auf Wunsch der Kundschaft; wer nicht kann, gibt den Auftrag zurück.',
        'A time changes only on the customer’s wish; who cannot come gives the order back.'
      ]
    ],
    [
      ['Ich verschiebe ihn in der App.', 'I move it in the app.'],
      ['Ich komme einfach später.', 'I simply come later.'],
      [
        'Ich gebe den Auftrag zurück: Termine ändern sich nur auf Wunsch der Kundschaft.',
        'I give the order back: times change only on the customer’s wish.'
      ]
    ]
  ),
  question(
    'confirm',
    [
      ['Wann bestätigen Sie einen Besuch in der App?', 'When do you confirm a visit in the app?'],
      'a',
      [
        'Bestätigen Sie in den 24 Stunden vor dem Besuch, sonst wird er anderen angeboten.',
        'Confirm within the 24 hours before the visit, or it is offered to others.'
      ]
    ],
    [
      ['In den 24 Stunden davor.', 'Within the 24 hours before it.'],
      ['Gar nicht, die Zusage genügt.', 'Not at all, accepting is enough.'],
      ['Eine Woche vorher.', 'A week before.']
    ]
  ),
  question(
    'cash',
    [
      [
        'Die Kundschaft möchte bar bezahlen. Was tun Sie?',
        'The customer wants to pay cash. What do you do?'
      ],
      'c',
      [
        'Bargeld gibt es nicht: Abgerechnet wird nach der Unterschrift über die Plattform.',
        'There is no cash: the platform bills after the signature.'
      ]
    ],
    [
      ['Ich nehme das Geld und quittiere es.', 'I take the money and give a receipt.'],
      ['Ich gebe einen kleinen Rabatt.', 'I give a small discount.'],
      [
        'Ich lehne freundlich ab: Bezahlt wird über die Plattform.',
        'I decline politely: payment goes through the platform.'
      ]
    ]
  ),
  question(
    'more',
    [
      [
        'Vor Ort zeigt sich, dass mehr zu tun ist. Wann dürfen Sie damit beginnen?',
        'On site there turns out to be more to do. When may you begin?'
      ],
      'b',
      [
        'Mehr Arbeit oder ein anderer Preis braucht vorher die Unterschrift der Kundschaft.',
        'More work or another price needs the customer’s signature first.'
      ]
    ],
    [
      ['Sofort, der Preis wird danach besprochen.', 'At once, the price is discussed afterwards.'],
      [
        'Wenn die Kundschaft vorher zugestimmt und unterschrieben hat.',
        'When the customer has agreed and signed beforehand.'
      ],
      ['Wenn der Support es erlaubt.', 'When support allows it.']
    ]
  ),
  question(
    'wlan',
    [
      [
        'Sie brauchen das WLAN-Passwort. Was geschieht damit?',
        'You need the WLAN password. What happens to it?'
      ],
      'a',
      [
        'Passwörter werden erfragt, benutzt und nie notiert oder fotografiert.',
        'Passwords are asked for, used, and never written down or photographed.'
      ]
    ],
    [
      ['Ich frage danach und speichere es nirgends.', 'I ask for it and store it nowhere.'],
      ['Ich notiere es in der App.', 'I note it in the app.'],
      ['Ich fotografiere den Router.', 'I photograph the router.']
    ]
  ),
  question(
    'sign',
    [
      ['Wann ist ein Auftrag abgeschlossen?', 'When is an order completed?'],
      'c',
      [
        'Gehen Sie den Preis noch einmal durch; die Kundschaft unterschreibt den Endbetrag in der App.',
        'Go through the price again; the customer signs the final amount in the app.'
      ]
    ],
    [
      ['Wenn alles läuft.', 'When everything works.'],
      [
        'Wenn ich zu Hause den Bericht geschrieben habe.',
        'When I have written the report at home.'
      ],
      [
        'Wenn die Kundschaft den Endbetrag in der App unterschrieben hat.',
        'When the customer has signed the final amount in the app.'
      ]
    ]
  ),
  question(
    'absent',
    [
      ['Niemand öffnet. Was tun Sie?', 'Nobody opens the door. What do you do?'],
      'b',
      [
        'Warten Sie zehn Minuten ab dem Termin oder Ihrer Ankunft, rufen Sie an und melden Sie es dann in der App.',
        'Wait ten minutes from the appointment or your arrival, call, then report it in the app.'
      ]
    ],
    [
      ['Ich fahre gleich weiter.', 'I drive on at once.'],
      [
        'Ich rufe an, warte zehn Minuten und melde es in der App.',
        'I call, wait ten minutes and report it in the app.'
      ],
      ['Ich werfe einen Zettel ein.', 'I leave a note.']
    ]
  ),
  question(
    'explain',
    [
      [
        'Das Gerät läuft. Was gehört noch zum Besuch?',
        'The device works. What else belongs to the visit?'
      ],
      'a',
      [
        'Erklären Sie die wichtigsten Funktionen und Einstellungen und räumen Sie auf.',
        'Explain the main functions and settings, and clean up.'
      ]
    ],
    [
      [
        'Kurz erklären, was es kann, und aufräumen.',
        'Briefly explain what it can do, and clean up.'
      ],
      ['Nichts, die Anleitung liegt bei.', 'Nothing, the manual is enclosed.'],
      ['Eine Bewertung mit fünf Sternen verlangen.', 'Demand a rating of five stars.']
    ]
  ),
  question(
    'sell',
    [
      [
        'Die Kundschaft möchte ein passendes Produkt. Was dürfen Sie anbieten?',
        'The customer would like a fitting product. What may you offer?'
      ],
      'b',
      [
        'Angeboten wird nur, was zum Besuch passt und im Katalog steht.',
        'Only what goes with the visit and is in the catalogue is offered.'
      ]
    ],
    [
      ['Was ich selbst übrig habe.', 'What I have left over myself.'],
      [
        'Was zum Besuch passt und im Katalog steht.',
        'What goes with the visit and is in the catalogue.'
      ],
      ['Alles, was etwas einbringt.', 'Anything that earns something.']
    ]
  )
];
