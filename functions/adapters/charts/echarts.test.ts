import { expect, it } from 'vitest';
import { charts } from './echarts.ts';

it('draws bars as SVG without scripts, and says instead of drawing what is suppressed', async () => {
  const svg = await charts.bars({
    title: 'Czy funkcjonuje partnerstwo',
    bars: [{ label: 'tak', value: 12 }, { label: 'nie' }],
    suppressedText: 'mniej niż 5',
  });
  expect(svg).toMatch(/^<svg/);
  expect(svg).toContain('mniej niż 5');
  expect(svg).toContain('12');
  expect(svg).not.toMatch(/<script|href=|javascript:/i);
});
