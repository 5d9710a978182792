// The step chart of one toll: who says how many, and when. Everything is in the picture, so that it can be read alone.

import * as Plot from "@observablehq/plot";

import type { Schemas } from "./source";
import { bounds, count as told } from "./words";

type Counted = Schemas["Counted"];
type Line = Schemas["Line"];

export interface Colours {
  ink: string;
  quiet: string;
  line: string;
  paper: string;
  focus: string;
  hues: readonly string[];
}

export interface Drawing {
  lines: readonly Line[];
  counts: readonly Counted[];
  /** Places of the lines that stand out, each with its hue's number. */
  shown: ReadonlyMap<number, number>;
  log: boolean;
  width: number;
  height: number;
  title: string;
  /** Of a row of small charts: no words but the axes'. */
  small?: boolean;
  /** What all charts of a row have in common. */
  frame?: Frame;
  colours: Colours;
}

export interface Frame {
  first: number;
  last: number;
  most: number;
  least: number;
  undated: boolean;
}

export const HUES = 7;
const DASHES = ["", "7 3", "2 3", "9 3 2 3", "4 2", "1 2", "12 4"];
const DAY = 86_400_000;
const STRIP = 46;
const SVG = "http://www.w3.org/2000/svg";

export function sizeOf(count: Counted): number | null {
  return count.value ?? count.low ?? count.high;
}

export function stillCounts(count: Counted): boolean {
  return count.state === "stands" || count.state === "overtaken";
}

/** What became of a count, in words. */
export function became(count: Counted): string {
  const revised = { up: "revised up", down: "revised down", same: "the same again", revised: "revised" };
  const first = count.revised ? revised[count.revised] : null;
  const state = {
    stands: "stands",
    overtaken: "replaced by a later count",
    "set aside": "set aside",
    "judged wrong": "judged wrong",
    withdrawn: "in a withdrawn report",
  };
  return [first, state[count.state]].filter(Boolean).join(", ");
}

export function frameOf(counts: readonly Counted[]): Frame {
  const days = counts.flatMap((one) => (one.day ? [Date.parse(one.day)] : []));
  const sizes = counts.flatMap((one) => [one.low, one.high, one.value]).filter((one) => one !== null);
  const positive = sizes.filter((one) => one > 0);
  return {
    first: Math.min(...days),
    last: Math.max(...days),
    most: Math.max(1, ...sizes),
    least: Math.min(...positive, 1e12),
    undated: counts.some((one) => !one.day),
  };
}

/** Whether small counts would be lost beside the largest. */
export function isWide(frame: Frame): boolean {
  return frame.least > 0 && frame.most / frame.least >= 30;
}

function make<K extends keyof SVGElementTagNameMap>(
  name: K,
  attributes: Record<string, string | number>,
  words?: string,
): SVGElementTagNameMap[K] {
  const element = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, String(value));
  if (words !== undefined) element.textContent = words;
  return element;
}

const CROSS = "M-5,-5L5,5M-5,5L5,-5";
const SHAPES = {
  first: "M-5,0A5,5 0 1,1 5,0A5,5 0 1,1 -5,0Z",
  up: "M0,-6L6,5L-6,5Z",
  down: "M0,6L6,-5L-6,-5Z",
  same: "M-4.5,-4.5H4.5V4.5H-4.5Z",
  revised: "M0,-6.5L6.5,0L0,6.5L-6.5,0Z",
};

function shapeOf(one: Counted): string {
  return one.state === "judged wrong" || one.state === "withdrawn" ? CROSS : SHAPES[one.revised ?? "first"];
}

const LEGEND: readonly [path: string, filled: boolean, words: string][] = [
  [SHAPES.first, true, "first count"],
  [SHAPES.up, true, "revised up"],
  [SHAPES.down, true, "revised down"],
  [SHAPES.first, false, "no longer stands, or set aside"],
  [CROSS, false, "judged wrong or withdrawn"],
];

interface Placed {
  one: Counted;
  x: number;
  y: number;
}

export function draw(drawing: Drawing): SVGSVGElement {
  const { lines, counts, shown, log, width, height, small, colours } = drawing;
  const frame = drawing.frame ?? frameOf(counts);
  const dated = Number.isFinite(frame.first);
  const span = dated ? Math.max(frame.last - frame.first, 2 * DAY) : DAY;
  const first = (dated ? frame.first : 0) - span * 0.03;
  const last = (dated ? frame.last : DAY) + span * 0.05;
  const bottom = log ? frame.least * 0.6 : 0;
  const top = log ? frame.most * 1.6 : frame.most * 1.12;
  /** Ticks of days that have room; a day is never cut. */
  const most = Math.max(2, Math.round((width - 60) / 110));
  const labelled = !small && width >= 560;
  const legendRows = small ? 0 : width >= 820 ? 1 : width >= 480 ? 2 : 5;
  const marginTop = small ? 10 : 34;
  const marginBottom = 38 + legendRows * 20;
  const marginRight = labelled ? Math.min(210, width * 0.27) : 30;
  const strip = frame.undated ? STRIP : 0;

  const hue = (line: number): string => {
    const at = shown.get(line);
    return at === undefined ? colours.quiet : (colours.hues[at % HUES] ?? colours.ink);
  };

  const svg = Plot.plot({
    width,
    height,
    marginTop,
    marginBottom,
    marginRight,
    marginLeft: 52,
    insetLeft: strip,
    style: { fontSize: "12px", color: colours.ink, background: "transparent", overflow: "visible" },
    x: { type: "utc", domain: [new Date(first), new Date(last)], label: null, axis: dated ? undefined : null },
    y: { type: log ? "log" : "linear", domain: [bottom, top], label: null, grid: false, clamp: true },
    marks: [
      Plot.gridY(log ? logTicks(bottom, top) : undefined, {
        stroke: colours.line,
        strokeOpacity: 1,
        ticks: small ? 3 : 6,
      }),
      Plot.axisY(log ? logTicks(bottom, top) : undefined, {
        tickFormat: (value: number) => told(value),
        ticks: small ? 3 : 6,
        tickSize: 0,
      }),
      ...(dated ? [Plot.axisX({ ticks: span / DAY <= most ? "day" : most })] : []),
      (_index, scales, _channels, dimensions) => {
        const across = scales.x as unknown as (value: Date) => number;
        const up = scales.y as unknown as (value: number) => number;
        const right = dimensions.width - dimensions.marginRight;
        const ground = dimensions.height - dimensions.marginBottom;
        const group = make("g", {});
        const undated = place(counts, across, up);
        if (strip) group.append(...stripOf(ground, dimensions.marginTop, colours, small));
        const ends: { line: number; x: number; y: number }[] = [];
        const order = lines.map((_, at) => at).sort((a, b) => Number(shown.has(a)) - Number(shown.has(b)));
        for (const line of order) {
          const mine = undated.filter(({ one }) => one.line === line && stillCounts(one) && one.day);
          const end = lineOf(group, mine, {
            colour: hue(line),
            isShown: shown.has(line),
            dash: DASHES[(shown.get(line) ?? 0) % DASHES.length] ?? "",
            right,
            up,
            ceiling: dimensions.marginTop,
            ground,
          });
          const lone = undated.filter(({ one }) => one.line === line).at(-1);
          const at = end ?? (lone && { x: lone.x, y: lone.y });
          if (at && shown.has(line) && lines[line]?.counts) ends.push({ line, ...at });
        }
        group.append(...turnsOf(undated, shown, colours));
        for (const { one, x, y } of undated) {
          if (one.day || !stillCounts(one) || !shown.has(one.line)) continue;
          group.append(
            ...bandOf(one, x - 6, x + 6, y, { colour: hue(one.line), up, ceiling: dimensions.marginTop, ground }),
          );
        }
        for (const { one, x, y } of [...undated].sort(
          (a, b) => Number(shown.has(a.one.line)) - Number(shown.has(b.one.line)),
        )) {
          group.append(pointOf(one, lines[one.line], x, y, hue(one.line), shown.has(one.line), colours));
        }
        if (labelled)
          group.append(...labelsOf(ends, lines, right, dimensions.marginTop, ground, hue, marginRight, colours));
        return group;
      },
    ],
  }) as unknown as SVGSVGElement;
  svg.querySelector("style")?.remove();
  svg.setAttribute("role", "group");
  svg.removeAttribute("font-family");
  svg.setAttribute("font-family", "system-ui, sans-serif");
  svg.removeAttribute("text-anchor");
  if (!small) {
    svg.append(
      make(
        "text",
        { x: 4, y: 18, "font-size": 14, "font-weight": 600, fill: colours.ink },
        cut(drawing.title, width / 8),
      ),
    );
    svg.append(legendOf(width, height - legendRows * 20 + 4, legendRows, colours));
  }
  return svg;
}

function logTicks(bottom: number, top: number): number[] {
  const from = Math.floor(Math.log10(bottom));
  const to = Math.ceil(Math.log10(top));
  const steps = to - from > 3 ? [1] : [1, 2, 5];
  const all = Array.from({ length: to - from + 1 }, (_, at) => steps.map((step) => step * 10 ** (from + at))).flat();
  return all.filter((tick) => tick >= 1 && tick >= bottom && tick <= top);
}

/** Where each count stands; those without a day beside the axis, those on one spot a little apart. */
function place(counts: readonly Counted[], across: (value: Date) => number, up: (value: number) => number): Placed[] {
  const taken = new Map<string, number>();
  return counts.flatMap((one) => {
    const size = sizeOf(one);
    if (size === null) return [];
    const y = up(size);
    const base = one.day ? across(new Date(one.day)) : 52 + STRIP / 2 - 8;
    const spot = `${Math.round(base / 8)}/${Math.round(y / 8)}`;
    const before = taken.get(spot) ?? 0;
    taken.set(spot, before + 1);
    return [{ one, x: base + (before % 4) * 7, y: y - Math.floor(before / 4) * 7 }];
  });
}

function stripOf(ground: number, top: number, colours: Colours, small = false): SVGElement[] {
  const rule = make("line", {
    x1: 52 + STRIP - 4,
    x2: 52 + STRIP - 4,
    y1: top,
    y2: ground,
    stroke: colours.quiet,
    "stroke-dasharray": "2 3",
  });
  const words = make("text", {
    x: 52 + STRIP / 2 - 2,
    y: ground + 14,
    "text-anchor": "middle",
    "font-size": small ? 10 : 11,
    fill: colours.quiet,
  });
  words.append(
    make("tspan", { x: 52 + STRIP / 2 - 2 }, "day"),
    make("tspan", { x: 52 + STRIP / 2 - 2, dy: 12 }, "unknown"),
  );
  return [rule, words];
}

/** Where a party goes on under another of its names. */
function turnsOf(placed: readonly Placed[], shown: ReadonlyMap<number, number>, colours: Colours): SVGElement[] {
  const at = new Map(placed.map((spot) => [spot.one.at, spot]));
  return placed.flatMap(({ one, x, y }) => {
    const old = typeof one.replaces !== "number" ? undefined : at.get(one.replaces);
    if (!old || old.one.line === one.line || !(shown.has(one.line) || shown.has(old.one.line))) return [];
    return [
      make("path", {
        d: `M${old.x},${old.y}L${x},${y}`,
        fill: "none",
        stroke: colours.quiet,
        "stroke-dasharray": "1 4",
      }),
    ];
  });
}

interface BandStyle {
  colour: string;
  up: (value: number) => number;
  ceiling: number;
  ground: number;
}

interface LineStyle extends BandStyle {
  isShown: boolean;
  dash: string;
  right: number;
}

/** Draws the steps of one line with its bounds, and gives where it ends. */
function lineOf(group: SVGElement, mine: readonly Placed[], style: LineStyle): { x: number; y: number } | null {
  const points = [...mine].sort((a, b) => a.x - b.x || a.one.at - b.one.at);
  const newest = points.at(-1);
  if (!newest) return null;
  const end = newest.one.state === "stands" ? style.right - 6 : newest.x;
  points.forEach(({ one, x, y }, at) => {
    const until = points[at + 1]?.x ?? end;
    if (style.isShown) group.append(...bandOf(one, x, Math.max(until, x + 8), y, style));
  });
  const path = points.map(({ x, y }, at) => (at ? `H${x}V${y}` : `M${x},${y}`)).join("") + `H${end}`;
  group.append(
    make("path", {
      d: path,
      fill: "none",
      stroke: style.colour,
      "stroke-width": style.isShown ? 2 : 1,
      "stroke-opacity": style.isShown ? 1 : 0.45,
      ...(style.dash && style.isShown ? { "stroke-dasharray": style.dash } : {}),
    }),
  );
  return { x: end, y: newest.y };
}

/** What the words allow: a band between the bounds; where one end is open it fades out, with an arrow. */
function bandOf(one: Counted, x: number, until: number, y: number, style: BandStyle): SVGElement[] {
  const width = until - x;
  const box = (from: number, to: number, opacity: number): SVGElement =>
    make("rect", {
      x,
      width,
      y: Math.min(from, to),
      height: Math.abs(to - from),
      fill: style.colour,
      "fill-opacity": opacity,
    });
  if (one.low !== null && one.high !== null) {
    return one.low === one.high ? [] : [box(style.up(one.high), style.up(Math.max(one.low, 0)), 0.16)];
  }
  if (one.low === null && one.high === null) return [];
  const way = one.high === null ? -1 : 1;
  const room = way < 0 ? y - style.ceiling : style.ground - y;
  const reach = Math.min(38, room);
  const slices = 6;
  const fading = Array.from({ length: slices }, (_, at) =>
    box(y + (way * reach * at) / slices, y + (way * reach * (at + 1)) / slices, 0.26 * (1 - at / slices)),
  );
  const middle = x + Math.min(width / 2, 30);
  const tip = y + way * Math.min(reach, 20);
  const arrow = make("path", {
    d: `M${middle},${y}V${tip}M${middle - 4},${tip - way * 5}L${middle},${tip}L${middle + 4},${tip - way * 5}`,
    fill: "none",
    stroke: style.colour,
    "stroke-width": 1.5,
  });
  return [...fading, arrow];
}

export function spoken(one: Counted, line: Line | undefined): string {
  const who = line ? `${line.name}${line.named ? "" : ", naming nobody"}` : "?";
  const day = one.when === "?" ? "day unknown" : one.when;
  return `${who}, ${day}: ${bounds(one.low, one.high)}, ${became(one)}`;
}

function pointOf(
  one: Counted,
  line: Line | undefined,
  x: number,
  y: number,
  colour: string,
  isShown: boolean,
  colours: Colours,
): SVGElement {
  const cross = one.state === "judged wrong" || one.state === "withdrawn";
  const group = make("g", {
    transform: `translate(${x},${y})`,
    class: "point",
    role: "button",
    tabindex: -1,
    "data-at": one.at,
    "aria-label": spoken(one, line),
    opacity: isShown ? 1 : 0.6,
  });
  group.append(
    make("circle", { r: 12, fill: "transparent" }),
    make("path", {
      d: shapeOf(one),
      fill: cross ? "none" : one.state === "stands" ? colour : colours.paper,
      stroke: colour,
      "stroke-width": cross ? 2.5 : 1.75,
      ...(isShown ? {} : { transform: "scale(.75)" }),
      ...(one.state === "set aside" ? { "stroke-dasharray": "2.5 1.5" } : {}),
    }),
  );
  return group;
}

function labelsOf(
  ends: { line: number; x: number; y: number }[],
  lines: readonly Line[],
  right: number,
  top: number,
  ground: number,
  hue: (line: number) => string,
  room: number,
  colours: Colours,
): SVGElement[] {
  const sorted = [...ends].sort((a, b) => a.y - b.y);
  const spots = sorted.map((end) => end.y);
  for (let at = 1; at < spots.length; at++) spots[at] = Math.max(spots[at] ?? 0, (spots[at - 1] ?? 0) + 28);
  const over = (spots.at(-1) ?? 0) - (ground - 14);
  if (over > 0) {
    let limit = ground - 14;
    for (let at = spots.length - 1; at >= 0; at--) {
      spots[at] = Math.max(top + 4, Math.min(spots[at] ?? 0, limit));
      limit = (spots[at] ?? 0) - 28;
    }
  }
  return sorted.flatMap((end, at) => {
    const line = lines[end.line];
    const y = spots[at] ?? end.y;
    const leader = make("path", {
      d: `M${end.x + 7},${end.y}H${right}L${right + 10},${y}`,
      fill: "none",
      stroke: hue(end.line),
      "stroke-opacity": 0.6,
      "stroke-dasharray": "1 3",
    });
    const most = (room - 16) / 6.4;
    const name = make(
      "text",
      { x: right + 13, y: y + 1, fill: hue(end.line), "font-size": 12, "font-weight": 600 },
      cut(line?.name ?? "?", most),
    );
    const says = make(
      "text",
      { x: right + 13, y: y + 14, fill: colours.quiet, "font-size": 11 },
      `${line?.named ? "" : "naming nobody · "}${line?.says ?? ""}`,
    );
    return [leader, name, says];
  });
}

function legendOf(width: number, y: number, rows: number, colours: Colours): SVGElement {
  const group = make("g", { "aria-hidden": "true" });
  const columns = Math.ceil(LEGEND.length / rows);
  LEGEND.forEach(([path, filled, words], at) => {
    const room = (width - 20) / columns;
    const x = 16 + (rows === 1 ? ([0, 100, 210, 335, 560][at] ?? 0) : (at % columns) * room);
    const cell = make("g", { transform: `translate(${x},${y + Math.floor(at / columns) * 20})` });
    cell.append(
      make("path", { d: path, fill: filled ? colours.quiet : "none", stroke: colours.quiet, "stroke-width": 1.75 }),
      make("text", { x: 12, y: 4, "font-size": 11, fill: colours.quiet }, words),
    );
    group.append(cell);
  });
  return group;
}

export function cut(words: string, most: number): string {
  return words.length <= most ? words : `${words.slice(0, Math.max(1, Math.floor(most) - 1)).trimEnd()}…`;
}
