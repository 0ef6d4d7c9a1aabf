import { defineConfig } from 'vitest/config';

// `unit` runs beside the source without any process; `home` starts real servers and browsers; `pages` shows pages of a world in memory to a browser.
export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          include: [
            'functions/**/*.test.ts',
            'infra/**/*.test.ts',
            'forms/**/*.test.ts',
            'workflows/**/*.test.ts',
            'templates/**/*.test.ts',
            'test/{join,contract,property,infra}/**/*.test.ts',
          ],
          testTimeout: 20_000,
        },
      },
      {
        test: {
          name: 'home',
          include: ['test/end-to-end/**/*.test.ts'],
          testTimeout: 120_000,
          hookTimeout: 120_000,
          fileParallelism: false,
        },
      },
      {
        test: {
          name: 'pages',
          include: ['test/pages/**/*.test.ts'],
          testTimeout: 120_000,
          hookTimeout: 120_000,
          fileParallelism: false,
        },
      },
    ],
    coverage: {
      provider: 'v8',
      include: ['functions/domain/**/*.ts'],
      exclude: ['**/*.test.ts'],
      thresholds: { lines: 100 },
    },
  },
});
