// A long list, a window at a time: what is on screen is asked for, and what was shown stays until the new is there.

import { live } from "./live.svelte";
import { paper } from "./paper.svelte";
import { get, isDossier, type Params } from "./source";

/** Rows that one question asks for, on paper and where nothing else is said. */
const PRINTED = 200;
const SIZE = 50;

interface Reading<P, T> {
  /** The rows of an answer, and how many there are in all. */
  rows: (page: P) => readonly T[];
  total: (page: P) => number;
  /** Whether a row is among those asked for; a dossier holds the whole list, and what the server would leave out is left
   * out here. */
  keep?: (row: T, params: Params) => boolean;
  /** Rows that one question asks for on the screen. */
  size?: number;
}

export class Windows<P, T> {
  /** How many rows there are; null until that is known. */
  total = $state<number | null>(null);
  /** The newest answer, for what stands beside its rows. */
  page = $state.raw<P | null>(null);
  error = $state<string | null>(null);
  loading = $state(true);

  private rows = $state.raw<ReadonlyMap<number, T>>(new Map());
  private readonly size: number;
  private question: [path: string, params: Params] = ["", {}];
  private asked = new Set<number>();
  private stop = new AbortController();
  private shown: [first: number, last: number] = [0, 0];

  constructor(
    question: () => [path: string, params: Params],
    private readonly reading: Reading<P, T>,
  ) {
    this.size = paper.isDrawn ? PRINTED : (reading.size ?? SIZE);
    let before = "";
    $effect(() => {
      void live.edition;
      this.question = question();
      const now = JSON.stringify(this.question);
      if (now !== before) this.shown = [0, 0];
      before = now;
      this.begin();
      return () => this.stop.abort();
    });
  }

  /** The row at a place of the list; undefined until it is there. */
  at(place: number): T | undefined {
    return this.rows.get(place);
  }

  /** The rows that are there, in their order: those that were on screen. */
  get seen(): readonly T[] {
    return [...this.rows].sort(([one], [other]) => one - other).map(([, row]) => row);
  }

  /** Ask for the rows of these places, where that was not done yet. */
  want(first: number, last: number): void {
    this.shown = [first, last];
    this.ask();
  }

  private begin(): void {
    this.stop = new AbortController();
    this.asked = new Set();
    this.loading = true;
    this.ask();
  }

  private ask(): void {
    const [first, last] = isDossier ? [0, 0] : this.shown.map((place) => this.windowOf(place));
    for (let window = first ?? 0; window <= (last ?? 0); window++) if (!this.asked.has(window)) this.askFor(window);
  }

  private askFor(window: number): void {
    const { stop, asked } = this;
    asked.add(window);
    const [path, params] = this.question;
    const offset = window * this.size;
    get<P>(path, isDossier ? {} : { ...params, offset, limit: this.size }, stop.signal).then(
      (page) => {
        if (stop.signal.aborted) return;
        const all = this.reading.rows(page);
        const rows = isDossier ? all.filter((row) => this.reading.keep?.(row, params) ?? true) : all;
        const total = isDossier ? rows.length : this.reading.total(page);
        // Answers come in any order: what was shown before stays only where it is asked for anew, until that is there.
        const before = isDossier ? [] : [...this.rows].filter(([at]) => at < total && asked.has(this.windowOf(at)));
        this.rows = new Map([...before, ...rows.map((row, at) => [offset + at, row] as const)]);
        this.total = total;
        this.page = page;
        this.error = null;
        this.loading = false;
      },
      (reason: unknown) => {
        if (stop.signal.aborted) return;
        asked.delete(window);
        this.error = reason instanceof Error ? reason.message : String(reason);
        this.loading = false;
      },
    );
  }

  private windowOf(place: number): number {
    return Math.floor(place / this.size);
  }
}
