import type {
  GeometryCollection,
  GeometryObject,
  MultiPolygon,
  Polygon,
  Topology
} from 'topojson-specification';

/** west, south, east, north in degrees. */
export type Box = readonly [number, number, number, number];

type Land = Polygon | MultiPolygon;

/** Only the polygons that touch the box, with only the arcs that they need. */
export function cutTopology(
  topology: Topology<{ countries: GeometryCollection }>,
  box: Box
): Topology<{ countries: GeometryCollection }> {
  const kept = new Map<number, number>();
  const arcs: Topology['arcs'] = [];
  const renumber = (arc: number): number => {
    const index = arc < 0 ? ~arc : arc;
    let next = kept.get(index);
    if (next === undefined) {
      next = arcs.push(topology.arcs[index] ?? []) - 1;
      kept.set(index, next);
    }
    return arc < 0 ? ~next : next;
  };
  const touches = (ring: number[]) =>
    ring.some((arc) => arcTouches(topology, arc < 0 ? ~arc : arc, box));
  const polygonsOf = (land: Land) => (land.type === 'Polygon' ? [land.arcs] : land.arcs);

  const geometries = topology.objects.countries.geometries.flatMap((geometry: GeometryObject) => {
    if (geometry.type !== 'Polygon' && geometry.type !== 'MultiPolygon') return [];
    const polygons = polygonsOf(geometry).filter((polygon) => polygon[0] && touches(polygon[0]));
    if (polygons.length === 0) return [];
    const renumbered = polygons.map((polygon) => polygon.map((ring) => ring.map(renumber)));
    return [{ type: 'MultiPolygon' as const, arcs: renumbered }];
  });
  const { transform } = topology;
  return {
    type: 'Topology',
    ...(transform ? { transform } : {}),
    arcs,
    objects: { countries: { type: 'GeometryCollection', geometries } }
  };
}

function arcTouches({ arcs, transform }: Topology, index: number, box: Box): boolean {
  const [scaleX, scaleY] = transform?.scale ?? [1, 1];
  const [moveX, moveY] = transform?.translate ?? [0, 0];
  let [x, y] = [0, 0];
  return (arcs[index] ?? []).some(([dx = 0, dy = 0]) => {
    x += dx;
    y += dy;
    const [lon, lat] = [x * scaleX + moveX, y * scaleY + moveY];
    return lon >= box[0] && lat >= box[1] && lon <= box[2] && lat <= box[3];
  });
}
