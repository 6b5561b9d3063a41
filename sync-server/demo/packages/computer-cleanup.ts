import { may, must, section, text, writePackage } from './write-package.ts';

export const computerCleanup = writePackage({
  id: 'computer-cleanup',
  version: 2,
  skill: 'computer',
  level: 2,
  durationMin: 90,
  prices: { DE: 69, CH: 99 },
  earlierPrices: { '1': { DE: 59, CH: 95 } },
  title: text('Computer aufräumen und beschleunigen', 'Clean up and speed up a computer'),
  summary: text(
    'Updates, Speicherplatz und Autostart in Ordnung bringen, ohne dass etwas verloren geht.',
    'Put updates, disk space and start-up programs in order without losing anything.'
  ),
  scope: [
    text(
      'Zustand prüfen: Festplatte, Speicher, Temperatur',
      'Check the condition: disk, memory, temperature'
    ),
    text('Updates für System und Programme', 'Updates for system and programs'),
    text('Unnötige Programme nach Rücksprache entfernen', 'Remove needless programs after asking'),
    text('Speicherplatz schaffen', 'Free up disk space')
  ],
  notIncluded: [
    text('Ersatzteile und deren Einbau', 'Spare parts and fitting them'),
    text('Entfernen von Schadsoftware (eigenes Paket)', 'Removal of malware (a separate package)')
  ],
  tools: [
    text('USB-Stick mit Prüfprogrammen', 'USB stick with diagnostic tools'),
    text('Externe Festplatte für eine kurze Sicherung', 'External disk for a short backup'),
    text(
      'Kreuzschlitz-Schraubendreher, Druckluftspray',
      'Phillips screwdriver, compressed-air spray'
    )
  ],
  guide: [
    section(
      text('Erst die Festplatte', 'The disk first'),
      text(
        'Vor allem anderen die SMART-Werte lesen. Sind „neu zugewiesene“ oder „schwebende“ Sektoren größer als null oder meldet die SSD weniger als 10 % Lebensdauer: nicht aufräumen, sondern sofort die Daten sichern und das Ersetzen besprechen. Jede weitere Arbeit kann die letzte der Platte sein.',
        'Before anything else, read the SMART values. If “reallocated” or “pending” sectors are above zero, or an SSD reports less than 10 % life: do not clean up; back up the data at once and talk about replacing it. Any further work may be the disk’s last.'
      )
    ),
    section(
      text('Woran es meist liegt', 'What it usually is'),
      text(
        'Im Taskmanager oder in der Aktivitätsanzeige nach einer Minute Ruhe ansehen: Datenträger bei 100 % heißt oft noch eine mechanische Festplatte; hier hilft nur eine SSD. Speicher über 85 %: zu wenig RAM oder zu viele Browser-Tabs. Prozessor dauernd hoch: ein Update, das hängt, oder Schadsoftware. Weniger als 10 % freier Platz bremst jedes System.',
        'Look at the task manager or activity monitor after a minute of idling: disk at 100 % often means a mechanical drive; only an SSD helps. Memory above 85 %: too little RAM or too many browser tabs. Processor always high: a stuck update or malware. Less than 10 % free space slows every system.'
      )
    ),
    section(
      text('Nichts löschen ohne Frage', 'Delete nothing without asking'),
      text(
        'Ordner „Downloads“, Papierkorb und Desktop nur gemeinsam durchsehen. Vor dem Entfernen eines Programms fragen, wozu es dient: Banking, Steuer und Drucker sehen oft überflüssig aus. Keine „Registry-Reiniger“ und keine zwei Virenscanner: Der eingebaute Schutz genügt.',
        'Go through downloads, recycle bin and desktop only together. Before removing a program, ask what it is for: banking, tax and printer software often looks superfluous. No “registry cleaners” and no two virus scanners: the built-in protection is enough.'
      )
    ),
    section(
      text('Updates und Verschlüsselung', 'Updates and encryption'),
      text(
        'Vor BIOS- oder großen Updates: Netzteil anschließen, und bei BitLocker oder FileVault prüfen, dass der Kunde den Wiederherstellungsschlüssel hat (oft im eigenen Konto). Ohne ihn sind nach einem Fehler alle Daten verloren. Den Schlüssel nicht fotografieren. Ein großes Update kann eine Stunde dauern; das vorher sagen.',
        'Before BIOS or feature updates: connect the charger, and with BitLocker or FileVault make sure that the customer has the recovery key (often in their own account). Without it, all data are lost after a fault. Do not photograph the key. A feature update can take an hour; say so beforehand.'
      )
    )
  ],
  checklist: {
    prepare: [
      may(
        'power',
        'Beim Anruf gebeten, Netzteil und Anmeldedaten bereitzuhalten',
        'Asked on the phone to have charger and sign-in at hand'
      )
    ],
    arrive: [
      must(
        'backup',
        'Gefragt, ob es eine aktuelle Sicherung gibt; wenn nicht, Wichtiges zuerst gesichert',
        'Asked whether there is a recent backup; if not, saved what matters first'
      ),
      may('slow', 'Notiert, was genau langsam ist', 'Noted what exactly is slow')
    ],
    work: [
      must('health', 'Zustand der Festplatte geprüft', 'Checked the health of the disk'),
      may('startup', 'Autostart gemeinsam ausgedünnt', 'Thinned out start-up programs together'),
      may(
        'removed',
        'Nicht benötigte Programme nach Rücksprache entfernt',
        'Removed unneeded programs after asking'
      ),
      may('space', 'Mindestens 15 % Platz frei', 'At least 15 % of space free'),
      must(
        'updated',
        'System-Updates eingespielt und neu gestartet',
        'Installed system updates and restarted'
      ),
      may(
        'compared',
        'Startzeit vorher und nachher verglichen',
        'Compared start-up time before and after'
      )
    ],
    explain: [
      must(
        'told',
        'Erklärt, was geändert und entfernt wurde',
        'Explained what was changed and removed'
      ),
      may(
        'habits',
        'Gezeigt: Updates, Speicherplatz prüfen, sicher herunterfahren',
        'Shown: updates, checking free space, shutting down properly'
      )
    ],
    handOver: []
  }
});
