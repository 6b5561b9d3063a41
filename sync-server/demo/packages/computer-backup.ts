import { may, must, section, text, writePackage } from './write-package.ts';

export const computerBackup = writePackage({
  id: 'computer-backup',
  skill: 'computer',
  level: 2,
  durationMin: 60,
  prices: { DE: 59, CH: 89 },
  addOn: true,
  title: text('Datensicherung einrichten', 'Set up a backup'),
  summary: text(
    'Eine Sicherung, die von selbst läuft, und eine Probe, dass sich daraus etwas zurückholen lässt.',
    'A backup that runs by itself, and a trial that something can be brought back from it.'
  ),
  scope: [
    text('Sicherungsplan für Fotos und Dokumente', 'Backup plan for photos and documents'),
    text(
      'Automatische Sicherung auf Festplatte oder Cloud',
      'Automatic backup to a disk or the cloud'
    ),
    text('Erste Sicherung starten', 'Start the first backup'),
    text('Eine Datei zur Probe zurückholen', 'Bring one file back as a trial')
  ],
  notIncluded: [
    text('Festplatten und Speicherabos', 'Disks and storage subscriptions'),
    text('Rettung bereits verlorener Daten', 'Rescue of data already lost')
  ],
  tools: [
    text('Externe Festplatte zum Vorführen', 'External disk for demonstration'),
    text('USB-A- und USB-C-Kabel', 'USB-A and USB-C cables'),
    text('Etiketten und Stift', 'Labels and a pen')
  ],
  guide: [
    section(
      text('3-2-1 in einem Satz', '3-2-1 in one sentence'),
      text(
        'Drei Kopien, auf zwei verschiedenen Medien, eine davon außer Haus. Für die meisten Haushalte heißt das: der Computer, eine externe Festplatte und eine Cloud oder eine zweite Platte bei Verwandten. Synchronisation (Cloud-Ordner) ist keine Sicherung: Was dort gelöscht wird, ist überall gelöscht.',
        'Three copies, on two kinds of media, one of them away from home. For most households that means: the computer, an external disk and a cloud or a second disk at a relative’s. Synchronisation (a cloud folder) is not a backup: what is deleted there is deleted everywhere.'
      )
    ),
    section(
      text('Größe und Dauer', 'Size and time'),
      text(
        'Die Platte sollte doppelt so groß sein wie die Daten. Die erste Sicherung dauert bei 500 GB an USB 3 zwei bis vier Stunden; sie darf nach dem Besuch weiterlaufen. Laptop dabei am Netzteil lassen und Ruhezustand aussetzen. In die Cloud dauern 100 GB bei 10 Mbit/s Upload rund einen Tag.',
        'The disk should be twice as large as the data. The first backup of 500 GB over USB 3 takes two to four hours; it may go on after the visit. Keep the laptop on its charger and suspend sleep. To the cloud, 100 GB take about a day at 10 Mbit/s upload.'
      )
    ),
    section(
      text('Vor dem Einrichten', 'Before setting up'),
      text(
        'Eine fabrikneue oder leere Platte nehmen. Manche Programme (zum Beispiel Time Machine) formatieren sie neu: Vorher nachsehen, was darauf liegt, und fragen. Verschlüsseln nur, wenn der Kunde das Passwort selbst wählt, eintippt und sicher verwahrt. Ohne Passwort ist die Sicherung wertlos.',
        'Take a new or empty disk. Some programs (Time Machine, for instance) reformat it: look what is on it first, and ask. Encrypt only if the customer chooses, types and keeps the password themselves. Without it the backup is worthless.'
      )
    ),
    section(
      text('Schutz vor Erpressung', 'Protection from ransomware'),
      text(
        'Eine Platte, die immer angesteckt ist, wird mitverschlüsselt. Deshalb nach der Sicherung abziehen oder zwei Platten im Wechsel benutzen. Vor dem Abziehen immer „Auswerfen“.',
        'A disk that is always plugged in will be encrypted too. So unplug it after the backup, or use two disks in turn. Always “eject” before unplugging.'
      )
    )
  ],
  checklist: {
    prepare: [
      may(
        'space',
        'Beim Anruf nach Datenmenge und vorhandenen Festplatten gefragt',
        'Asked on the phone about amount of data and available disks'
      )
    ],
    arrive: [
      may(
        'what',
        'Gemeinsam festgelegt, was auf keinen Fall verloren gehen darf',
        'Agreed what must not be lost under any circumstances'
      )
    ],
    work: [
      must(
        'target',
        'Ziel der Sicherung geprüft; vor dem Formatieren gefragt',
        'Checked the backup target; asked before formatting'
      ),
      must(
        'automatic',
        'Sicherung läuft nach Plan von selbst',
        'The backup runs by itself on a schedule'
      ),
      may(
        'first',
        'Erste Sicherung gestartet, Fortschritt gesehen',
        'Started the first backup, saw it progress'
      ),
      must(
        'restored',
        'Eine Datei zur Probe zurückgeholt und geöffnet',
        'Brought one file back as a trial and opened it'
      ),
      may('label', 'Festplatte mit Datum beschriftet', 'Labelled the disk with the date')
    ],
    explain: [
      must(
        'shown',
        'Gezeigt: woran man sieht, dass die letzte Sicherung gelang, und wie man etwas zurückholt',
        'Shown: how to see that the last backup worked and how to bring something back'
      ),
      may(
        'rhythm',
        'Gewohnheit verabredet: anstecken, warten, auswerfen',
        'Agreed on a habit: plug in, wait, eject'
      )
    ],
    handOver: []
  }
});
