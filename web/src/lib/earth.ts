// The earth on the screen: Mercator's projection, a view that is moved and zoomed, and what lies in it.

import type { FeatureCollection, Geometry, MultiPolygon, Polygon, Position } from "geojson";
import { feature, mesh } from "topojson-client";
import type { GeometryCollection, Topology } from "topojson-specification";
import world from "world-atlas/countries-110m.json";

import type { Schemas } from "./source";

export type Box = Schemas["Box"];
type Regions = GeometryCollection<{ name: string | null }>;

/** Middle of the map in degrees, and how many degrees of longitude are as wide as the map. */
export interface Middle {
  longitude: number;
  latitude: number;
  span: number;
}

export const WIDEST = 360;
export const NARROWEST = 0.05;
const HIGHEST = 85;
const RADIAN = Math.PI / 180;

function up(latitude: number): number {
  const bounded = Math.min(Math.max(latitude, -HIGHEST), HIGHEST);
  return Math.log(Math.tan(Math.PI / 4 + (bounded * RADIAN) / 2)) / RADIAN;
}

function down(y: number): number {
  return (2 * Math.atan(Math.exp(y * RADIAN)) - Math.PI / 2) / RADIAN;
}

/** A part of the earth on a map of so many pixels. */
export class View {
  private readonly scale: number;
  private readonly top: number;

  constructor(
    readonly middle: Middle,
    readonly width: number,
    readonly height: number,
  ) {
    this.scale = width / middle.span;
    this.top = up(middle.latitude) + height / 2 / this.scale;
  }

  point(longitude: number, latitude: number): [x: number, y: number] {
    return [(longitude - this.middle.longitude) * this.scale + this.width / 2, (this.top - up(latitude)) * this.scale];
  }

  get box(): Box {
    const half = this.middle.span / 2;
    return {
      west: Math.max(this.middle.longitude - half, -180),
      east: Math.min(this.middle.longitude + half, 180),
      north: down(this.top),
      south: down(this.top - this.height / this.scale),
    };
  }

  /** The middle after the map is moved by so many pixels. */
  moved(x: number, y: number): Middle {
    return bounded({
      ...this.middle,
      longitude: this.middle.longitude - x / this.scale,
      latitude: down(up(this.middle.latitude) + y / this.scale),
    });
  }

  /** Shapes in pixels; those outside the map are left out. */
  draw(shapes: readonly Geometry[]): FeatureCollection {
    const features = shapes.filter((shape) => this.meets(shape)).map((shape) => this.projected(shape));
    return {
      type: "FeatureCollection",
      features: features.map((geometry) => ({ type: "Feature", properties: null, geometry })),
    };
  }

  private meets(shape: Geometry): boolean {
    const box = boxOf(shape);
    const { west, south, east, north } = this.box;
    return box[0] <= east && box[2] >= west && box[1] <= north && box[3] >= south;
  }

  private projected(shape: Geometry): Geometry {
    const line = (points: Position[]): Position[] => points.map((point) => this.point(point[0] ?? 0, point[1] ?? 0));
    if (shape.type === "MultiPolygon")
      return { type: "MultiPolygon", coordinates: shape.coordinates.map((one) => one.map(line)) };
    if (shape.type === "Polygon" || shape.type === "MultiLineString")
      return { ...shape, coordinates: shape.coordinates.map(line) };
    return shape;
  }
}

export function bounded(middle: Middle): Middle {
  return {
    longitude: Math.min(Math.max(middle.longitude, -180), 180),
    latitude: Math.min(Math.max(middle.latitude, -80), 80),
    span: Math.min(Math.max(middle.span, NARROWEST), WIDEST),
  };
}

/** The middle of a map of this shape that shows a whole part of the earth. */
export function around(box: Box, ratio: number): Middle {
  const across = box.east - box.west;
  const high = up(box.north) - up(box.south);
  return bounded({
    longitude: (box.west + box.east) / 2,
    latitude: down((up(box.north) + up(box.south)) / 2),
    span: Math.max(across, high * ratio),
  });
}

export function holds(outer: Box, inner: Box): boolean {
  return (
    outer.west <= inner.west && outer.south <= inner.south && outer.east >= inner.east && outer.north >= inner.north
  );
}

const BOXES = new WeakMap<Geometry, [number, number, number, number]>();

function boxOf(shape: Geometry): [number, number, number, number] {
  let box = BOXES.get(shape);
  if (!box) {
    box = [Infinity, Infinity, -Infinity, -Infinity];
    for (const [x = 0, y = 0] of points(shape)) {
      box = [Math.min(box[0], x), Math.min(box[1], y), Math.max(box[2], x), Math.max(box[3], y)];
    }
    BOXES.set(shape, box);
  }
  return box;
}

function points(shape: Geometry): Position[] {
  if (shape.type === "MultiPolygon") return shape.coordinates.flat(2);
  return shape.type === "Polygon" || shape.type === "MultiLineString" ? shape.coordinates.flat() : [];
}

export interface Coarse {
  numeric: string;
  shape: Polygon | MultiPolygon;
}

/** The countries of the whole world, coarsely; each polygon by itself, so that far islands are not drawn in vain. */
export const COARSE: readonly Coarse[] = (() => {
  const topology = world as unknown as Topology<{ countries: GeometryCollection }>;
  const countries = feature(topology, topology.objects.countries) as FeatureCollection<Polygon | MultiPolygon>;
  return countries.features.map((one) => ({ numeric: String(one.id ?? ""), shape: unwrapped(one.geometry) }));
})();

/** A shape with what crosses the 180th meridian drawn on either side of the map, and not across it. */
function unwrapped(shape: Polygon | MultiPolygon): MultiPolygon {
  const polygons = shape.type === "Polygon" ? [shape.coordinates] : shape.coordinates;
  return { type: "MultiPolygon", coordinates: polygons.flatMap(onBothSides) };
}

function onBothSides(rings: Position[][]): Position[][][] {
  const steady = rings.map((ring) => {
    let turns = 0;
    return ring.map(([x = 0, y = 0], at) => {
      const step = x - (ring[at - 1]?.[0] ?? x);
      turns += step > 180 ? -360 : step < -180 ? 360 : 0;
      return [x + turns, y];
    });
  });
  const moved = (by: number): Position[][] => steady.map((ring) => ring.map(([x = 0, y = 0]) => [x + by, y]));
  const all = steady.flat().map(([x = 0]) => x);
  const [west, east] = [Math.min(...all), Math.max(...all)];
  return [steady, ...(east > 180 ? [moved(-360)] : []), ...(west < -180 ? [moved(360)] : [])];
}

/** A country finely: its regions, the borders between them, and its own. */
export interface Fine {
  numeric: string;
  isWhole: boolean;
  regions: readonly Geometry[];
  inner: Geometry;
  outer: Geometry;
}

export function fine(land: Schemas["Land"]): Fine {
  const topology = land.topology as unknown as Topology<{ regions: Regions }>;
  const { regions } = topology.objects;
  return {
    numeric: land.numeric,
    isWhole: land.is_whole,
    regions: feature(topology, regions).features.map((one) => one.geometry),
    inner: mesh(topology, regions, (one, other) => one !== other),
    outer: mesh(topology, regions, (one, other) => one === other),
  };
}
