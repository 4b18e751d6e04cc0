import { defineConfig } from 'vite';

const SERVER = 'http://localhost:2567';

export default defineConfig({
  root: import.meta.dirname,
  base: '/',
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    target: 'es2023',
    // The game engine is one chunk of this size, loaded while somebody logs in.
    chunkSizeWarningLimit: 1500,
    rolldownOptions: {
      output: {
        // Apart from our own code, so that an update of ours does not fetch them anew.
        codeSplitting: {
          groups: [
            { name: 'phaser', test: /node_modules[\\/]phaser/ },
            { name: 'network', test: /node_modules[\\/](@colyseus|msgpackr|zod)/ },
          ],
        },
      },
    },
  },
  server: {
    proxy: {
      '/api': SERVER,
      '/matchmake': SERVER,
      // Seats: /<process>/<room>?sessionId=…
      '^/[\\w-]+/[\\w-]+\\?.*sessionId=': { target: SERVER, ws: true },
    },
  },
});
