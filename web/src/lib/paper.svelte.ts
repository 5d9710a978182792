// Whether the pages are drawn for paper: long lists then stand in the page as far as paper is for them.

import { isDossier } from "./source";

/** Entries of one list on paper; a dossier has them at hand, a server is asked for them. */
export const MOST_ON_PAPER = isDossier ? 5000 : 1000;

export const paper = $state({ isDrawn: false });
