// How many answers are still to come, over all parts of what is shown.

import { untrack } from "svelte";

export const waiting = $state({ answers: 0 });

/** Count an answer until it is there, or is not going to be. */
export async function counted<T>(answer: Promise<T>): Promise<T> {
  untrack(() => (waiting.answers += 1));
  try {
    return await answer;
  } finally {
    waiting.answers -= 1;
  }
}
