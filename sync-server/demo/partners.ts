// Companies that send orders. All of them are invented.
import type { Market } from '#domain/policy/policy.ts';
import type { Requirement } from '#domain/order/order.ts';

/** People database: `partner:<id>`. */
export interface Partner {
  _id: string;
  _rev?: string;
  type: 'partner';
  id: string;
  name: string;
  markets: Market[];
  /** Products of these brands earn sales commission on this partner's jobs (R18). */
  brands: string[];
  /** Asked of whoever does their jobs, beyond what the package asks. */
  requirement: Pick<Requirement, 'proOnly' | 'tests' | 'papers'>;
  /** Where devices are handed out (R19). */
  branches: { name: string; address: string; openingHours: string }[];
}

export const DEMO_PARTNERS: readonly Partner[] = [
  partner('nordhall', 'Nordhall Elektronik', ['DE'], ['Nordhall'], {}, [
    {
      name: 'Nordhall Berlin Südkreuz',
      address: 'Naumannstraße 81, 10829 Berlin',
      openingHours: 'Mo–Sa 9:30–20:00'
    },
    {
      name: 'Nordhall Hamburg Mitte',
      address: 'Spaldingstraße 152, 20097 Hamburg',
      openingHours: 'Mo–Sa 10:00–20:00'
    }
  ]),
  partner('alpentel', 'Alpentel', ['CH'], ['Wabe'], { tests: ['alpentel-fibre'] }, [
    {
      name: 'Alpentel Center Basel',
      address: 'Güterstrasse 140, 4053 Basel',
      openingHours: 'Mo–Fr 9:00–18:30, Sa 9:00–17:00'
    }
  ]),
  partner('lumika', 'Lumika Smart Home', ['DE', 'CH'], ['Lumika'], {}, []),
  partner(
    'hellmarkt',
    'Hellmarkt Küchen & Geräte',
    ['DE'],
    ['Tragwerk'],
    { proOnly: true, papers: ['tradeLicence', 'subcontractorContract'] },
    []
  ),
  partner(
    'waechter',
    'Wächter Sicherheit',
    ['DE', 'CH'],
    [],
    { proOnly: true, tests: ['security'], papers: ['subcontractorContract'] },
    []
  )
];

/** @throws RangeError where there is none of that id. */
export function demoPartner(id: string): Partner {
  const found = DEMO_PARTNERS.find((each) => each.id === id);
  if (!found) throw new RangeError(`no demo partner ${id}`);
  return found;
}

function partner(
  id: string,
  name: string,
  markets: Market[],
  brands: string[],
  requirement: Partial<Partner['requirement']>,
  branches: Partner['branches']
): Partner {
  const asked = { proOnly: false, tests: [], papers: [], ...requirement };
  return {
    _id: `partner:${id}`,
    type: 'partner',
    id,
    name,
    markets,
    brands,
    requirement: asked,
    branches
  };
}
