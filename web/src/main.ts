import { mount } from "svelte";

import App from "./App.svelte";
import "./app.css";
import { openDossier } from "./lib/source";
import "./marks.css";

await openDossier();
const target = document.getElementById("app");
if (target) mount(App, { target });
