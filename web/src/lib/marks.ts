// What was read in a report's text, as it is drawn: kinds, the text cut at the marks, and characters that deceive.

import type { Schemas } from "./source";
import { CodePoints } from "./words";

export type Mark = Schemas["Mark"];
export type Kind = Mark["kind"];

/** In the order of the legend, the most telling first; of several marks of one length the first here is meant. */
export const KINDS: readonly { kind: Kind; one: string; many: string; sign: string }[] = [
  { kind: "claim", one: "figure", many: "figures", sign: "#" },
  { kind: "violation", one: "alleged violation", many: "alleged violations", sign: "!" },
  { kind: "attribution", one: "attribution", many: "attributions", sign: "“" },
  { kind: "event", one: "event", many: "events", sign: "*" },
  { kind: "when", one: "date", many: "dates", sign: "@" },
  { kind: "where", one: "place", many: "places", sign: "⌖" },
];

export const ALL: readonly Kind[] = KINDS.map((one) => one.kind);

export function nameOf(kind: Kind): string {
  return KINDS.find((one) => one.kind === kind)?.one ?? kind;
}

/** A run of text with everything that lies over it. */
export interface Stretch {
  start: number;
  text: string;
  marks: Mark[];
  /** Whether it is part of the words that were asked for. */
  shown: boolean;
}

/** The text cut wherever a mark begins or ends; `start` is where in the report it begins. */
export function cut(
  text: string,
  start: number,
  marks: readonly Mark[],
  shown: readonly [number, number] | null,
): Stretch[] {
  const points = new CodePoints(text);
  const end = start + points.length;
  const edges = new Set([start, end]);
  for (const one of [...marks.map((mark) => [mark.start, mark.end] as const), ...(shown ? [shown] : [])])
    for (const edge of one) if (edge > start && edge < end) edges.add(edge);
  const sorted = [...edges].sort((one, other) => one - other);
  const opening = [...marks].sort((one, other) => one.start - other.start);
  let next = 0;
  let open: Mark[] = [];
  return sorted.slice(0, -1).map((from, index) => {
    const to = sorted[index + 1] ?? end;
    while (next < opening.length && (opening[next]?.start ?? 0) <= from) open.push(opening[next++] as Mark);
    open = open.filter((mark) => mark.end > from);
    return {
      start: from,
      text: seen(points.slice(from - start, to - start)),
      marks: [...open],
      shown: shown !== null && from >= shown[0] && from < shown[1],
    };
  });
}

/** The mark that is meant where several lie over one another: the shortest, then the most telling. */
export function innermost(marks: readonly Mark[]): Mark | undefined {
  return inOrder(marks)[0];
}

export function inOrder(marks: readonly Mark[]): Mark[] {
  return [...marks].sort(
    (one, other) => one.end - one.start - (other.end - other.start) || ALL.indexOf(one.kind) - ALL.indexOf(other.kind),
  );
}

/** Names a mark on its page. */
export function keyOf(mark: Mark): string {
  return `${mark.kind}-${mark.part ?? ""}-${mark.start}-${mark.end}-${mark.id ?? ""}`;
}

// Controls, and marks that turn the reading direction of what follows: a reader sees that something is there.
// eslint-disable-next-line no-control-regex
const DECEIVING = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g;

export function seen(text: string): string {
  return text.replace(DECEIVING, "\ufffd");
}
