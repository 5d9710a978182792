// What changed in the case since it was drawn: judgements of others, a build that went on.

import { isDossier } from "./source";

export const live = $state({ edition: "", connected: false });

/** Listen to the server; pages that read `live.edition` draw themselves anew when it changes. */
export function listen(): void {
  if (isDossier) return;
  const events = new EventSource("/api/changes");
  events.addEventListener("edition", (event) => {
    live.edition = (event as MessageEvent<string>).data;
    live.connected = true;
  });
  events.onerror = () => (live.connected = false);
}
