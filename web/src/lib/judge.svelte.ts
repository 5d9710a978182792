// A person's word: written down at once, shown to all, undone with a key.

import { post, type Schemas } from "./source";

type Verdict = Schemas["Said"]["verdict"];
export type Values = Record<string, string | number | null>;

interface Done {
  judgement: string;
  told: string;
}

const NAME = "sayso:name";

export const judging = $state({
  name: localStorage.getItem(NAME) ?? "",
  /** What this window wrote down, oldest first. */
  done: [] as Done[],
  /** What was said last, for the status line. */
  told: "",
  failed: "",
});

export function called(name: string): void {
  judging.name = name;
  localStorage.setItem(NAME, name);
}

/** Whether it was written down. */
export async function judge(
  verdict: Verdict,
  ids: string[],
  because: string,
  told: string,
  values?: Values,
): Promise<boolean> {
  judging.failed = "";
  try {
    const said: Schemas["Said"] = { verdict, ids, because, by: judging.name || null, values: values ?? null };
    const written = await post<Schemas["Written"]>("/judgements", said);
    if (verdict === "undo") judging.done = judging.done.filter((one) => !ids.includes(one.judgement));
    else judging.done.push({ judgement: written.judgement, told });
    judging.told = told;
    return true;
  } catch (reason) {
    judging.failed = reason instanceof Error ? reason.message : String(reason);
    return false;
  }
}

export async function undo(): Promise<void> {
  const last = judging.done.at(-1);
  if (last) await judge("undo", [last.judgement], "taken back", `Undone: ${last.told}`);
}
