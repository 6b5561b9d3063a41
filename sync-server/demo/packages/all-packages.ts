import type { ServicePackage } from '#domain/catalog/service-package.ts';
import { applianceConnect } from './appliance-connect.ts';
import { applianceOnline } from './appliance-online.ts';
import { cameraSetup } from './camera-setup.ts';
import { computerBackup } from './computer-backup.ts';
import { computerCleanup } from './computer-cleanup.ts';
import { computerMove } from './computer-move.ts';
import { computerVirus } from './computer-virus.ts';
import { homeOffice } from './home-office.ts';
import { landlineVoip } from './landline-voip.ts';
import { multiroomAudio } from './multiroom-audio.ts';
import { nasSetup } from './nas-setup.ts';
import { phoneBasics } from './phone-basics.ts';
import { phoneMove } from './phone-move.ts';
import { printerSetup } from './printer-setup.ts';
import { projectorSetup } from './projector-setup.ts';
import { smartHeating } from './smart-heating.ts';
import { smartLighting } from './smart-lighting.ts';
import { tvMount } from './tv-mount.ts';
import { tvSetup } from './tv-setup.ts';
import { tvStreaming } from './tv-streaming.ts';
import { videoDoorbell } from './video-doorbell.ts';
import { wlanMesh } from './wlan-mesh.ts';
import { wlanSetup } from './wlan-setup.ts';

export const DEMO_PACKAGES: readonly ServicePackage[] = [
  wlanSetup,
  wlanMesh,
  landlineVoip,
  tvMount,
  tvSetup,
  tvStreaming,
  projectorSetup,
  printerSetup,
  computerCleanup,
  computerMove,
  computerBackup,
  computerVirus,
  homeOffice,
  smartHeating,
  smartLighting,
  videoDoorbell,
  cameraSetup,
  nasSetup,
  phoneMove,
  phoneBasics,
  multiroomAudio,
  applianceConnect,
  applianceOnline
];
