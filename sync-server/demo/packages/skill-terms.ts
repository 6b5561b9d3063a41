import type { Skill } from '#domain/catalog/service-package.ts';

/** What people call these things, brands that stand for them, and how they say what is wrong. */
export const SKILL_TERMS: Record<Skill, { de: string[]; en: string[] }> = {
  wlan: {
    de: 'Wifi Wi-Fi WLAN Internet Router Fritzbox Modem Speedport Netzwerk DSL Glasfaser Kabel Empfang Verbindung Repeater Hotspot Internetbox langsam offline'.split(
      ' '
    ),
    en: 'wifi wi-fi internet router modem network broadband fibre signal connection repeater hotspot slow offline'.split(
      ' '
    )
  },
  tv: {
    de: 'TV Fernseher Fernsehen Glotze Smart-TV Bildschirm Sender Receiver Satellit Beamer Streaming Netflix HDMI Fernbedienung'.split(
      ' '
    ),
    en: 'tv television telly smart-tv screen channels receiver satellite projector streaming netflix hdmi remote'.split(
      ' '
    )
  },
  printer: {
    de: 'Drucker Druckgerät Scanner Kopierer Multifunktionsgerät drucken scannen Tinte Toner Patrone HP Canon Epson Brother Papierstau'.split(
      ' '
    ),
    en: 'printer scanner copier printing scan ink toner cartridge hp canon epson brother paper jam'.split(
      ' '
    )
  },
  computer: {
    de: 'Computer PC Rechner Laptop Notebook Mac MacBook iMac Windows Virus Trojaner langsam Absturz Update Datensicherung Homeoffice E-Mail Outlook Passwort'.split(
      ' '
    ),
    en: 'computer pc laptop notebook mac macbook imac windows virus malware slow crash update backup email outlook password'.split(
      ' '
    )
  },
  smartHome: {
    de: 'Smarthome Thermostat Heizung Licht Lampe Beleuchtung Hue Alexa Homekit Steckdose Rollladen Sprachassistent'.split(
      ' '
    ),
    en: 'smarthome thermostat heating light lamp lighting hue alexa homekit socket blinds voice assistant'.split(
      ' '
    )
  },
  security: {
    de: 'Kamera Überwachung Überwachungskamera Klingel Türklingel Alarm Alarmanlage Einbruch Sicherheit Bewegungsmelder Ring'.split(
      ' '
    ),
    en: 'camera surveillance cctv doorbell alarm burglar security motion ring'.split(' ')
  },
  storage: {
    de: 'NAS Festplatte Speicher Cloud Backup Datensicherung Synology Server Fotos Daten'.split(
      ' '
    ),
    en: 'nas hard drive disk storage cloud backup synology server photos data'.split(' ')
  },
  phone: {
    de: 'Handy Smartphone iPhone Android Mobiltelefon Natel Telefon Tablet iPad WhatsApp Kontakte SIM'.split(
      ' '
    ),
    en: 'mobile smartphone iphone android cell phone tablet ipad whatsapp contacts sim'.split(' ')
  },
  audio: {
    de: 'Lautsprecher Boxen Musik Musikanlage Stereoanlage Sonos Soundbar Bluetooth Multiroom Ton'.split(
      ' '
    ),
    en: 'speaker speakers music stereo hifi sonos soundbar bluetooth multiroom sound'.split(' ')
  },
  appliance: {
    de: 'Waschmaschine Trockner Spülmaschine Geschirrspüler Backofen Herd Kühlschrank Haushaltsgerät anschließen'.split(
      ' '
    ),
    en: 'washing machine dryer dishwasher oven cooker fridge appliance connect'.split(' ')
  }
};
