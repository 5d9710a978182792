// What a view shows, as a file: CSV and JSON with their citations, charts as SVG and PNG.

export type Row = Record<string, unknown>;

export function save(name: string, type: string, content: BlobPart): void {
  const address = URL.createObjectURL(new Blob([content], { type }));
  const anchor = document.createElement("a");
  anchor.href = address;
  anchor.download = name;
  anchor.click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}

export function toJson(rows: readonly Row[]): string {
  return JSON.stringify(rows, null, 2);
}

/** One column a scalar, nested ones joined by a dot; a cell that a spreadsheet would run as a formula is made text. */
export function toCsv(rows: readonly Row[]): string {
  const flat = rows.map((row) => flatten(row));
  const columns = [...new Set(flat.flatMap((row) => [...row.keys()]))];
  const lines = flat.map((row) => columns.map((column) => cell(row.get(column))).join(","));
  return [columns.map(cell).join(","), ...lines, ""].join("\r\n");
}

function flatten(value: unknown, name = "", into = new Map<string, unknown>()): Map<string, unknown> {
  if (value !== null && typeof value === "object") {
    const entries = Array.isArray(value) ? value.map((one, at) => [String(at), one] as const) : Object.entries(value);
    for (const [key, one] of entries) flatten(one, name ? `${name}.${key}` : key, into);
  } else {
    into.set(name, value);
  }
  return into;
}

function cell(value: unknown): string {
  if (value === null || value === undefined) return "";
  let text = String(value);
  if (typeof value === "string" && /^[=+\-@\t\r]/.test(text)) text = `'${text}`;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** The chart as it is drawn, with the style it is drawn in. */
export function toSvg(chart: SVGSVGElement): string {
  const copy = chart.cloneNode(true) as SVGSVGElement;
  const shown = getComputedStyle(chart);
  copy.setAttribute("xmlns", "http://www.w3.org/2000/svg");
  copy.style.color = shown.color;
  copy.style.background = getComputedStyle(document.body).backgroundColor;
  copy.style.font = shown.font;
  const drawn = chart.querySelectorAll("*");
  copy.querySelectorAll("*").forEach((element, at) => {
    for (const name of ["fill", "stroke"] as const) {
      const original = drawn[at];
      if (original && element.getAttribute(name)?.startsWith("var(")) {
        element.setAttribute(name, getComputedStyle(original)[name]); // a file knows nothing of the page's colours
      }
    }
  });
  const whole = wholeOf(chart);
  if (whole) {
    copy.setAttribute("viewBox", whole.box);
    copy.setAttribute("width", String(whole.width));
    copy.setAttribute("height", String(whole.height));
  }
  return new XMLSerializer().serializeToString(copy);
}

/** What a chart of which a part is shown is as a whole. */
function wholeOf(chart: SVGSVGElement): { box: string; width: number; height: number } | null {
  const box = chart.dataset["whole"];
  const [, , width = 0, height = 0] = box?.split(" ").map(Number) ?? [];
  return box ? { box, width, height } : null;
}

export async function toPng(chart: SVGSVGElement, scale = 2): Promise<Blob> {
  const { width, height } = wholeOf(chart) ?? chart.getBoundingClientRect();
  const most = Math.min(scale, 12_000 / Math.max(width, height));
  const picture = new Image();
  picture.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(toSvg(chart))}`;
  await picture.decode();
  const canvas = document.createElement("canvas");
  canvas.width = width * most;
  canvas.height = height * most;
  canvas.getContext("2d")?.drawImage(picture, 0, 0, canvas.width, canvas.height);
  return new Promise((done, failed) =>
    canvas.toBlob((blob) => (blob ? done(blob) : failed(new Error("no picture"))), "image/png"),
  );
}
