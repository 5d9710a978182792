// A page's data: asked for when its address changes or the case does, with what was shown before kept until it is there.

import { live } from "./live.svelte";
import { get, type Params } from "./source";

export class Asked<T> {
  value = $state<T | null>(null);
  error = $state<string | null>(null);
  loading = $state(true);

  constructor(question: () => [path: string, params?: Params] | null) {
    $effect(() => {
      void live.edition;
      const asked = question();
      if (!asked) return;
      const stop = new AbortController();
      this.loading = true;
      get<T>(asked[0], asked[1], stop.signal).then(
        (value) => {
          this.value = value;
          this.error = null;
          this.loading = false;
        },
        (reason: unknown) => {
          if (stop.signal.aborted) return;
          this.error = reason instanceof Error ? reason.message : String(reason);
          this.loading = false;
        },
      );
      return () => stop.abort();
    });
  }
}
