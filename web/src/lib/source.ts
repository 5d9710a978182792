// Where pages come from: the server, or, in a dossier, the answers that it holds in itself.

import type { components } from "../api";
import { counted } from "./waiting.svelte";

export type Schemas = components["schemas"];
export type Params = Record<string, string | number | boolean | null | undefined>;

export class Refused extends Error {
  constructor(
    readonly status: number,
    message: string,
  ) {
    super(message);
  }
}

interface Held {
  answers: Record<string, unknown>;
  /** What is to be known of the names in it: whether they are masked, and that somebody must look. */
  names: string;
}

const element = document.getElementById("dossier");

/** Whether this is a dossier, and no server is asked. */
export const isDossier = element !== null;

/** What a dossier holds, once it is opened. */
let held: Held | null = null;

/** Read what a dossier holds, before anything is drawn; a large one is packed. */
export async function openDossier(): Promise<void> {
  if (!element) return;
  const text = element.textContent ?? "";
  held = JSON.parse(element.dataset.packed === undefined ? text : await unpacked(text)) as Held;
  element.remove();
}

function unpacked(text: string): Promise<string> {
  const bytes = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Response(stream).text();
}

/** The address of a page's data: names of parameters sorted, unset ones left out, so that one question has one address. */
export function address(path: string, params: Params = {}): string {
  const given = Object.entries(params).filter(([, value]) => value !== null && value !== undefined && value !== "");
  const query = new URLSearchParams(given.map(([name, value]) => [name, String(value)])).toString();
  return query ? `${path}?${query}` : path;
}

export async function get<T>(path: string, params: Params = {}, signal?: AbortSignal): Promise<T> {
  if (held) {
    const answer = held.answers[address(path, params)] ?? held.answers[path];
    if (answer === undefined) throw new Refused(404, "This dossier does not hold that page.");
    return answer as T;
  }
  return counted(asked<T>(address(path, params), signal));
}

async function asked<T>(where: string, signal?: AbortSignal): Promise<T> {
  return answered<T>(await fetch(`/api${where}`, { signal, headers: { Accept: "application/json" } }));
}

export async function post<T>(path: string, body: unknown): Promise<T> {
  const response = await fetch(`/api${path}`, {
    method: "POST",
    headers: { "Content-Type": "application/json", "X-CSRFToken": csrfToken() },
    body: JSON.stringify(body),
  });
  return answered<T>(response);
}

async function answered<T>(response: Response): Promise<T> {
  if (response.ok) return (await response.json()) as T;
  let message = `The server answers ${response.status}.`;
  try {
    message = ((await response.json()) as { detail?: string }).detail ?? message;
  } catch {
    // No JSON: the status says it.
  }
  throw new Refused(response.status, message);
}

function csrfToken(): string {
  const name = document.cookie.split("; ").find((one) => one.startsWith("sayso-csrf-"));
  return name?.slice(name.indexOf("=") + 1) ?? "";
}

/** An answer that the dossier holds; undefined where it does not, or where there is a server to ask. */
export function heldAnswer<T>(path: string): T | undefined {
  return held?.answers[path] as T | undefined;
}

/** What a dossier says of the names in it; null where there is a server to ask. */
export function heldOnNames(): string | null {
  return held?.names ?? null;
}
