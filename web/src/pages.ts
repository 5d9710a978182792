// The pages in the order of the navigation.

import type { Component } from "svelte";

import type { Route } from "./lib/route.svelte";
import { isDossier } from "./lib/source";
import Account from "./pages/Account.svelte";
import DisputeOf from "./pages/DisputeOf.svelte";
import Disputes from "./pages/Disputes.svelte";
import Event from "./pages/Event.svelte";
import Figures from "./pages/Figures.svelte";
import FiguresOf from "./pages/FiguresOf.svelte";
import MapPage from "./pages/MapPage.svelte";
import Missing from "./pages/Missing.svelte";
import Print from "./pages/Print.svelte";
import Report from "./pages/Report.svelte";
import Reports from "./pages/Reports.svelte";
import Timeline from "./pages/Timeline.svelte";
import Review from "./pages/Review.svelte";
import SaySo from "./pages/SaySo.svelte";

export interface PageProps {
  id: string | null;
  params: URLSearchParams;
}

export interface Page {
  /** In the address. */
  name: string;
  title: string;
  component: Component<PageProps>;
  /** For one thing, by its id. */
  ofOne?: boolean;
  inNavigation: boolean;
  inDossier: boolean;
}

export const PAGES: readonly Page[] = [
  { name: "", title: "Account", component: Account, inNavigation: true, inDossier: true },
  { name: "timeline", title: "Timeline", component: Timeline, inNavigation: true, inDossier: true },
  { name: "map", title: "Map", component: MapPage, inNavigation: true, inDossier: true },
  { name: "events", title: "Event", component: Event, ofOne: true, inNavigation: false, inDossier: true },
  { name: "figures", title: "Figures", component: Figures, inNavigation: true, inDossier: true },
  { name: "figures", title: "Figures", component: FiguresOf, ofOne: true, inNavigation: false, inDossier: true },
  { name: "disputes", title: "Disputes", component: Disputes, inNavigation: true, inDossier: true },
  { name: "disputes", title: "Dispute", component: DisputeOf, ofOne: true, inNavigation: false, inDossier: true },
  { name: "sayso", title: "Say-so", component: SaySo, inNavigation: true, inDossier: true },
  { name: "reports", title: "Reports", component: Reports, inNavigation: true, inDossier: true },
  { name: "reports", title: "Report", component: Report, ofOne: true, inNavigation: false, inDossier: true },
  { name: "print", title: "Print", component: Print, inNavigation: isDossier, inDossier: true },
  { name: "review", title: "Review", component: Review, inNavigation: true, inDossier: false },
];

const MISSING: Page = {
  name: "missing",
  title: "No such page",
  component: Missing,
  inNavigation: false,
  inDossier: true,
};

export function pageOf(route: Route): Page {
  const named = PAGES.filter((page) => page.name === route.page);
  return named.find((page) => Boolean(page.ofOne) === Boolean(route.id)) ?? named.at(0) ?? MISSING;
}
