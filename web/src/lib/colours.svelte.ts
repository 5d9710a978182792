// The colours of the page as a picture needs them: resolved, for the scheme that is shown now.

import { HUES, type Colours } from "./figures";

const dark = matchMedia("(prefers-color-scheme: dark)");
const scheme = $state({ now: dark.matches });
dark.addEventListener("change", () => (scheme.now = dark.matches));

export function colours(within: Element): Colours {
  void scheme.now;
  const probe = document.createElement("span");
  within.append(probe);
  const resolved = (name: string): string => {
    probe.style.color = `var(--${name})`;
    return getComputedStyle(probe).color;
  };
  const found = {
    ink: resolved("ink"),
    quiet: resolved("quiet"),
    line: resolved("line"),
    paper: resolved("paper"),
    focus: resolved("focus"),
    hues: Array.from({ length: HUES }, (_, at) => resolved(`hue-${at + 1}`)),
  };
  probe.remove();
  return found;
}
