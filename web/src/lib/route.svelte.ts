// Which page is shown: the part of the address behind "#", so that a dossier opened from disk has addresses too.

export interface Route {
  /** "reports", or "" for the first page. */
  page: string;
  /** What of it: a report's id, say. */
  id: string | null;
  params: URLSearchParams;
}

export const route: Route = $state(read());

function read(): Route {
  const [path = "", query = ""] = location.hash.replace(/^#\/?/, "").split("?", 2);
  const [page = "", ...rest] = path.split("/");
  return { page, id: rest.length ? decodeURIComponent(rest.join("/")) : null, params: new URLSearchParams(query) };
}

window.addEventListener("hashchange", () => Object.assign(route, read()));

export function link(page: string, id?: string | null, params: Record<string, string | number | null> = {}): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(params))
    if (value !== null && value !== "") query.set(name, String(value));
  const tail = query.size ? `?${query}` : "";
  return `#/${page}${id ? `/${encodeURIComponent(id)}` : ""}${tail}`;
}

/** The sentence that words stand in: the report, opened there. */
export function toWords(quote: { report: string; start: number; end: number }): string {
  return link("reports", quote.report, { at: `${quote.start}-${quote.end}` });
}

export function go(to: string): void {
  location.hash = to;
}

/** Another address in place of this one: no step back in the browser's history, and nothing scrolls. */
export function instead(to: string): void {
  history.replaceState(history.state, "", to);
  Object.assign(route, read());
}

/** Another address for what is shown already. */
export function amend(params: Record<string, string | number | null>): void {
  instead(link(route.page, route.id, { ...Object.fromEntries(route.params), ...params }));
}
