// Whether the pages are drawn for paper: long lists then stand whole in the page.

export const paper = $state({ isDrawn: false });
