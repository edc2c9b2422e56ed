import { defineConfig } from 'vite';

export default defineConfig({
  build: { target: 'chrome109', sourcemap: false, modulePreload: { polyfill: false } },
});
