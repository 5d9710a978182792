// Names on a map: each beside its point where it touches no other name and no circle, or not at all.

export interface Named {
  name: string;
  x: number;
  y: number;
  /** Of its circle, in pixels. */
  radius: number;
  size: number;
}

export interface Label extends Named {
  /** Where its text begins or ends. */
  at: [x: number, y: number];
  anchor: "start" | "end" | "middle";
}

type Rectangle = [left: number, top: number, right: number, bottom: number];

/** Of the size of letters: what a line takes in Noto Sans, the tallest of the usual fonts, with the light around it. */
const LINE = 1.6;

/** The labels that there is room for; those that come first have the first choice. */
export function placed(named: readonly Named[], width: number, height: number, taken: Rectangle[]): Label[] {
  const labels: Label[] = [];
  for (const one of named) {
    const long = one.name.length * one.size * 0.58;
    const high = one.size * LINE;
    const off = one.radius + 3;
    const sides: [Label["anchor"], number, number, number][] = [
      ["start", one.x + off, one.y, one.x + off],
      ["end", one.x - off, one.y, one.x - off - long],
      ["middle", one.x, one.y - off - high / 2, one.x - long / 2],
      ["middle", one.x, one.y + off + high / 2, one.x - long / 2],
    ];
    for (const [anchor, x, y, left] of sides) {
      const box: Rectangle = [left, y - high / 2, left + long, y + high / 2];
      const isInside = box[0] >= 0 && box[1] >= 0 && box[2] <= width && box[3] <= height;
      if (!isInside || taken.some((other) => touch(box, other))) continue;
      taken.push(box);
      labels.push({ ...one, at: [x, y], anchor });
      break;
    }
  }
  return labels;
}

export function around(x: number, y: number, radius: number): Rectangle {
  return [x - radius, y - radius, x + radius, y + radius];
}

function touch(one: Rectangle, other: Rectangle): boolean {
  return one[0] < other[2] && one[2] > other[0] && one[1] < other[3] && one[3] > other[1];
}
