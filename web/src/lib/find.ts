// Finding words in texts that a dossier holds: as the server does, without regard to case and accents, whole words.

import { heldAnswer, type Schemas } from "./source";
import { CodePoints } from "./words";

const REACH = 110;

/** One character for each code point, small and without accents, so that places are places in the text. */
function fold(text: string): string {
  return Array.from(text, (point) => {
    const bare = point.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
    return bare.length === 1 ? bare : (bare[0] ?? point[0] ?? " ");
  }).join("");
}

/** The phrases that are asked for: words, and words in double quotes together. */
function phrasesOf(words: string): RegExp[] {
  const phrases = [...words.matchAll(/"([^"]*)"|([^\s"]+)/g)].map((found) => found[1] ?? found[2] ?? "");
  return phrases
    .map((phrase) => fold(phrase).match(/[\p{L}\p{N}]+/gu) ?? [])
    .filter((parts) => parts.length)
    .map((parts) => new RegExp(`(?<![\\p{L}\\p{N}])${parts.join("[^\\p{L}\\p{N}]+")}(?![\\p{L}\\p{N}])`, "u"));
}

export interface Hit {
  quote: Schemas["Quote"] | null;
}

/** Where all the words are in a report of the dossier; null where they are not, a hit without a quote in its title. */
export function findIn(report: string, title: string | null, words: string): Hit | null {
  const phrases = phrasesOf(words);
  if (!phrases.length) return null;
  const text = heldAnswer<Schemas["ReportPage"]>(`/reports/${encodeURIComponent(report)}`)?.text ?? "";
  const folded = fold(text);
  const both = `${fold(title ?? "")}\n${folded}`;
  if (!phrases.every((phrase) => phrase.test(both))) return null;
  const found = phrases.map((phrase) => phrase.exec(folded)).find((one) => one !== null);
  if (!found) return { quote: null };
  const [start, end] = [found.index, found.index + found[0].length];
  const points = new CodePoints(text);
  const before = points.slice(Math.max(0, start - REACH), start);
  const after = points.slice(end, end + REACH);
  return {
    quote: {
      report,
      start,
      end,
      before: (start > REACH ? "…" : "") + before.replace(/\s+/g, " "),
      words: points.slice(start, end),
      after: after.replace(/\s+/g, " ") + (end + REACH < points.length ? "…" : ""),
    },
  };
}
