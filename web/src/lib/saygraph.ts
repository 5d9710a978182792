// Where parties and publishers stand when it is drawn who relies on whom: origins at the left.

import dagre from "@dagrejs/dagre";

import { cut } from "./figures";
import type { Schemas } from "./source";

export interface Spot {
  id: string;
  node: Schemas["Node"] | null;
  /** Of a publisher that only repeats: what it is called. */
  name: string;
  lines: string[];
  below: string;
  x: number;
  y: number;
  width: number;
  height: number;
}

export interface Arrow {
  id: string;
  source: string;
  target: string;
  /** How many things are said so; of a repetition how many reports. */
  weight: number;
  repeats: boolean;
  edge: Schemas["Edge"] | null;
  path: string;
  head: string;
  at: { x: number; y: number };
  width: number;
}

export interface Layout {
  spots: Spot[];
  arrows: Arrow[];
  width: number;
  height: number;
}

const LETTER = 8.2;
const SMALL = 6.4;
const PAD = 12;
const LINE = 24;
export const TOP = 34;

/** To the left of all who rely on nobody, so that they stand in one column. */
const ROOT = "[root]";
const MARGIN = 16;

interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

type Laid = InstanceType<typeof dagre.graphlib.Graph>;

export function keyOf(source: string, target: string): string {
  return JSON.stringify([source, target]);
}

/** What the layout calls a node: never nothing, as an unknown publisher's id is, which it would take for no node. */
function own(id: string): string {
  return `=${id}`;
}

export function layout(page: Schemas["SaySoPage"], expanded: ReadonlySet<string>): Layout {
  const graph = new dagre.graphlib.Graph({ multigraph: false });
  graph.setGraph({
    rankdir: "LR",
    nodesep: 10,
    ranksep: 90,
    edgesep: 8,
    marginx: MARGIN,
    marginy: MARGIN,
    ranker: "network-simplex",
  });
  graph.setDefaultEdgeLabel(() => ({}));
  const placed = (id: string): Box => graph.node(own(id)) as unknown as Box;
  const sized = page.nodes.map((node) => {
    const lines = wrapped(node.name);
    const below = belowOf(node);
    const width = Math.max(...lines.map((line) => line.length * LETTER), below.length * SMALL) + 2 * PAD;
    return { node, lines, below, width, height: lines.length * 16 + 26 };
  });
  for (const { node, width, height } of sized) graph.setNode(own(node.id), { width, height });
  for (const edge of page.edges)
    graph.setEdge(own(edge.source), own(edge.target), { weight: Math.log2(1 + weightOf(edge)) });
  const known = new Set(page.nodes.map((node) => node.id));
  const copiers: { id: string; of: string; name: string; reports: number }[] = [];
  for (const { node } of sized) {
    if (!expanded.has(node.id)) continue;
    for (const copier of node.copiers) {
      const shown = page.nodes.find((one) => one.name === copier.name);
      const id = shown?.id ?? JSON.stringify(["copier", node.id, copier.name]);
      if (!known.has(id)) {
        const lines = wrapped(copier.name);
        graph.setNode(own(id), {
          width: Math.max(...lines.map((line) => line.length * LETTER), 60) + 2 * PAD,
          height: lines.length * 16 + 26,
        });
      }
      copiers.push({ id, of: node.id, name: copier.name, reports: copier.reports });
      if (!graph.hasEdge(own(node.id), own(id))) graph.setEdge(own(node.id), own(id), {});
    }
  }
  const origins = page.nodes.filter((node) => !page.edges.some((edge) => edge.target === node.id));
  if (origins.length) {
    graph.setNode(ROOT, { width: 1, height: 1 });
    for (const origin of origins) graph.setEdge(ROOT, own(origin.id), { weight: 100 });
  }
  dagre.layout(graph);
  const boxes = graph
    .nodes()
    .filter((id) => id !== ROOT)
    .map((id) => graph.node(id) as unknown as Box);
  const left = Math.min(...boxes.map((box) => box.x - box.width / 2)) - MARGIN;
  const spots: Spot[] = sized.map(({ node, lines, below }) => ({
    id: node.id,
    node,
    name: node.name,
    lines,
    below,
    ...at(placed(node.id), left),
  }));
  for (const one of copiers) {
    if (known.has(one.id) || spots.some((spot) => spot.id === one.id)) continue;
    spots.push({
      id: one.id,
      node: null,
      name: one.name,
      lines: wrapped(one.name),
      below: "repeats",
      ...at(placed(one.id), left),
    });
  }
  const arrows: Arrow[] = page.edges.map((edge) => ({
    ...drawn(graph, edge.source, edge.target, left),
    id: keyOf(edge.source, edge.target),
    source: edge.source,
    target: edge.target,
    weight: weightOf(edge),
    repeats: false,
    edge,
    width: Math.min(9, 1 + Math.log2(weightOf(edge))),
  }));
  const taken = new Set(arrows.map((arrow) => arrow.id));
  for (const one of copiers) {
    const id = keyOf(one.of, one.id);
    if (taken.has(id)) continue;
    taken.add(id);
    arrows.push({
      ...drawn(graph, one.of, one.id, left),
      id,
      source: one.of,
      target: one.id,
      weight: one.reports,
      repeats: true,
      edge: null,
      width: 1.5,
    });
  }
  const { width = 0, height = 0 } = graph.graph();
  return { spots, arrows, width: Math.max(width - left, 320), height: Math.max(height, 60) + TOP };
}

function at(placed: Box, left: number): Box {
  return {
    width: placed.width,
    height: placed.height,
    x: placed.x - placed.width / 2 - left,
    y: placed.y - placed.height / 2 + TOP,
  };
}

export function weightOf(edge: Schemas["Edge"]): number {
  return edge.claims + edge.others;
}

function belowOf(node: Schemas["Node"]): string {
  const what = node.kind ?? (node.prints ? "publisher" : "party");
  return node.total_copiers ? `${what} · repeated by ${node.total_copiers}` : what;
}

function wrapped(name: string): string[] {
  if (name.length <= LINE) return [name];
  const space = name.lastIndexOf(" ", LINE);
  const first = space > 6 ? name.slice(0, space) : name.slice(0, LINE);
  return [first, cut(name.slice(first.length).trim(), LINE)];
}

/** A path through the points that the layout gives, and the head of an arrow at its end. */
function drawn(graph: Laid, source: string, target: string, left: number): Pick<Arrow, "path" | "head" | "at"> {
  const { points } = graph.edge(own(source), own(target)) as { points: { x: number; y: number }[] };
  const moved = points.map(({ x, y }) => ({ x: x - left, y: y + TOP }));
  sideways(
    moved,
    at(graph.node(own(source)) as unknown as Box, left),
    at(graph.node(own(target)) as unknown as Box, left),
  );
  const end = moved.at(-1) ?? { x: 0, y: 0 };
  const before = moved.at(-2) ?? end;
  let path = `M${moved[0]?.x ?? 0},${moved[0]?.y ?? 0}`;
  for (let index = 1; index < moved.length; index++) {
    const from = moved[index - 1] ?? end;
    const to = moved[index] ?? end;
    const middle = (from.x + to.x) / 2;
    path += `C${middle},${from.y} ${middle},${to.y} ${to.x},${to.y}`;
  }
  const way = end.x >= before.x ? 1 : -1;
  const head = `M${end.x - way * 9},${end.y - 5}L${end.x},${end.y}L${end.x - way * 9},${end.y + 5}Z`;
  return { path, head, at: moved[Math.floor(moved.length / 2)] ?? end };
}

/** Out of the right side of one and into the left side of the other, where that is the way to go. */
function sideways(points: { x: number; y: number }[], from: Box, to: Box): void {
  const first = points.at(0);
  const last = points.at(-1);
  if (!first || !last || from.x + from.width > to.x) return;
  Object.assign(first, { x: from.x + from.width, y: within(first.y, from) });
  Object.assign(last, { x: to.x, y: within(last.y, to) });
}

function within(y: number, box: Box): number {
  return Math.min(Math.max(y, box.y + box.height * 0.3), box.y + box.height * 0.7);
}
