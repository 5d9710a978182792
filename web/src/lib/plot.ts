// Charts as Plot draws them, without the <style> that the pages' policy forbids: app.css has its rules.

import * as Plot from "@observablehq/plot";

export function drawn(options: Plot.PlotOptions): SVGSVGElement & Plot.Plot {
  const chart = Plot.plot({ ...options, className: "plot" }) as SVGSVGElement & Plot.Plot;
  chart.querySelector("style")?.remove();
  // Plot names its groups of marks ("dot", "geo") for readers, who have no use for it, and for whom a group needs a role.
  for (const group of chart.querySelectorAll("g[aria-label]:not([role])")) {
    group.setAttribute("class", group.getAttribute("aria-label") ?? "");
    group.removeAttribute("aria-label");
  }
  return chart;
}

/** What tells kinds apart, beside their words: Okabe and Ito's colours, one for each scheme of the page. */
export const COLOURS = {
  event: "var(--accent)",
  statement: "var(--good)",
  violation: "var(--warn)",
} as const;
