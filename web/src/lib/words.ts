// Numbers and days as people read them.

const THOUSANDS = new Intl.NumberFormat("en-GB");

export function count(value: number | null | undefined): string {
  return value === null || value === undefined ? "?" : THOUSANDS.format(value);
}

/** "164", "≥ 164", "≤ 8,000", "10–12"; "?" where neither end is known. */
export function bounds(low: number | null, high: number | null): string {
  if (low === null && high === null) return "?";
  if (low === null) return `≤ ${count(high)}`;
  if (high === null) return `≥ ${count(low)}`;
  return low === high ? count(low) : `${count(low)}–${count(high)}`;
}

export function plural(value: number, one: string, many = `${one}s`): string {
  return `${count(value)} ${value === 1 ? one : many}`;
}

/** Cuts a text at offsets that count code points, as all offsets of sayso do; JavaScript's count half of some. */
export class CodePoints {
  private readonly points: string[] | null;

  constructor(private readonly text: string) {
    this.points = /[\ud800-\udfff]/.test(text) ? Array.from(text) : null;
  }

  slice(start: number, end?: number): string {
    return this.points ? this.points.slice(start, end).join("") : this.text.slice(start, end);
  }

  get length(): number {
    return this.points ? this.points.length : this.text.length;
  }
}
