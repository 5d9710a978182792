import { svelte } from "@sveltejs/vite-plugin-svelte";
import { defineConfig } from "vite";

// One script and one style, under fixed names: the server sends them as they are, and the dossier holds them in itself.
export default defineConfig({
  plugins: [svelte()],
  base: "/built/",
  build: {
    outDir: "../sayso/web/built",
    emptyOutDir: true,
    target: "es2022",
    cssCodeSplit: false,
    modulePreload: false,
    assetsInlineLimit: 100_000,
    chunkSizeWarningLimit: 1200,
    rollupOptions: {
      output: {
        codeSplitting: false,
        entryFileNames: "app.js",
        assetFileNames: "app[extname]",
      },
    },
  },
});
