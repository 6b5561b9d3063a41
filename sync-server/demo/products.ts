// What a helper may sell at a visit (R18). Brands are invented; Nordhall is the house brand of one
// of the demo partners.
import type { LocalText, Product, Skill } from '#domain/catalog/service-package.ts';
import { text } from './packages/write-package.ts';

export const DEMO_PRODUCTS: readonly Product[] = [
  product(
    'mesh-duo',
    'Wabe',
    text('Mesh-Set mit zwei Punkten', 'Mesh set with two units'),
    129,
    149,
    800,
    ['wlan']
  ),
  product('mesh-single', 'Wabe', text('Mesh-Punkt einzeln', 'Single mesh unit'), 75, 89, 800, [
    'wlan'
  ]),
  product(
    'lan-cable-10',
    'Nordhall',
    text('LAN-Kabel Cat 6, 10 m', 'Cat 6 Ethernet cable, 10 m'),
    13,
    17,
    1500,
    ['wlan', 'computer', 'storage', 'tv']
  ),
  product(
    'hdmi-cable-3',
    'Nordhall',
    text('HDMI-Kabel Ultra High Speed, 3 m', 'Ultra High Speed HDMI cable, 3 m'),
    19,
    25,
    1500,
    ['tv', 'audio', 'computer']
  ),
  product(
    'wall-bracket-65',
    'Tragwerk',
    text('Wandhalterung bis 65 Zoll, neigbar', 'Tilting wall bracket up to 65 inches'),
    49,
    59,
    1000,
    ['tv']
  ),
  product(
    'streaming-stick',
    'Lumika',
    text('Streaming-Stick 4K', '4K streaming stick'),
    55,
    65,
    600,
    ['tv']
  ),
  product(
    'backup-disk-2tb',
    'Nordhall',
    text('Externe SSD, 2 TB', 'External SSD, 2 TB'),
    139,
    149,
    600,
    ['computer', 'storage']
  ),
  product(
    'ink-set',
    'Farbton',
    text('Tintenpatronen, Satz mit vier Farben', 'Ink cartridges, set of four colours'),
    45,
    55,
    800,
    ['printer']
  ),
  product(
    'radiator-thermostat',
    'Lumika',
    text('Smartes Heizkörperthermostat', 'Smart radiator thermostat'),
    59,
    69,
    800,
    ['smartHome']
  ),
  product(
    'door-chime',
    'Lumika',
    text('Funkgong für Videotürklingeln', 'Radio chime for video doorbells'),
    35,
    39,
    1000,
    ['security']
  ),
  product(
    'phone-case',
    'Tragwerk',
    text('Schutzhülle und Schutzglas', 'Protective case and glass'),
    29,
    35,
    1500,
    ['phone']
  ),
  product(
    'aqua-stop-hose',
    'Tragwerk',
    text('Zulaufschlauch mit Aquastop, 1,5 m', 'Water-stop supply hose, 1.5 m'),
    39,
    45,
    1000,
    ['appliance']
  )
];

function product(
  id: string,
  brand: string,
  title: LocalText,
  euros: number,
  francs: number,
  salesCommissionBps: number,
  goesWith: Skill[]
): Product {
  const prices = { DE: euros * 100, CH: francs * 100 };
  return {
    _id: `product:${id}`,
    type: 'product',
    id,
    version: 1,
    brand,
    title,
    prices,
    salesCommissionBps,
    goesWith,
    active: true
  };
}
