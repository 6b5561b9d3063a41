// A map of borders and towns, without a tile server: Leaflet and the base map load when it is on
// screen.
import type { Layer, Map as LeafletMap, MapOptions } from 'leaflet';
import { BASE_MAP_PATH, type BaseMap } from './base-map.ts';
import './map.css';

const LETTER_PX = 8;
const LINE_PX = 18;

export interface OpenMap {
  L: typeof import('leaflet');
  map: LeafletMap;
  base: BaseMap;
}

/** The land alone; the caller sets the view before anything else. */
export async function openMap(
  element: HTMLElement,
  view: { at: [number, number]; zoom: number },
  options: MapOptions
): Promise<OpenMap> {
  const [L, { feature }, answer] = await Promise.all([
    import('leaflet'),
    import('topojson-client'),
    fetch(BASE_MAP_PATH),
    import('leaflet/dist/leaflet.css')
  ]);
  const base = (await answer.json()) as BaseMap;
  const map = L.map(element, { attributionControl: false, ...options });
  map.setView(view.at, view.zoom);
  L.geoJSON(feature(base.topology, base.topology.objects.countries), {
    interactive: false,
    style: { className: 'area-map-land', weight: 1, fillOpacity: 1 }
  }).addTo(map);
  return { L, map, base };
}

type Towns = readonly (readonly [name: string, lat: number, lon: number, ...rest: unknown[]])[];

/** Names of towns in view, the first ones first, as many as stand apart. */
export function showTowns({ L, map }: OpenMap, towns: Towns, most: number): Layer[] {
  return apart(towns, map)
    .slice(0, most)
    .map(([name, lat, lon]) => {
      const icon = L.divIcon({ className: 'area-map-town', html: '', iconSize: [0, 0] });
      const marker = L.marker([lat, lon], { interactive: false, keyboard: false, icon }).addTo(map);
      marker.getElement()?.append(name);
      return marker;
    });
}

function apart(towns: Towns, map: LeafletMap): Towns {
  const kept: { x: number; y: number; width: number }[] = [];
  return towns.filter(([name, lat, lon]) => {
    if (!map.getBounds().contains([lat, lon])) return false;
    const { x, y } = map.latLngToContainerPoint([lat, lon]);
    const width = name.length * LETTER_PX;
    const isFree = kept.every(
      (each) => Math.abs(each.y - y) > LINE_PX || Math.abs(each.x - x) > (each.width + width) / 2
    );
    if (isFree) kept.push({ x, y, width });
    return isFree;
  });
}

/** Svelte action: draws into the element and clears up; `onfail` where nothing could be loaded. */
export function drawn(
  element: HTMLElement,
  { draw, onfail }: { draw: (element: HTMLElement) => Promise<LeafletMap>; onfail: () => void }
) {
  let isGone = false;
  let shown: LeafletMap | undefined;
  draw(element).then((map) => {
    if (isGone) map.remove();
    else shown = map;
  }, onfail);
  return {
    destroy() {
      isGone = true;
      shown?.remove();
    }
  };
}
