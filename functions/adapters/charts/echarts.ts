import type { Charts } from '../../domain/charts/charts.ts';

const ROW_HEIGHT = 44;
const WIDTH = 760;

/** Horizontal bars by ECharts' server-side SVG renderer; the library is loaded at the first chart, not at a cold start. */
export const charts: Charts = {
  async bars({ title, bars, suppressedText }) {
    const [{ init, use }, { BarChart }, { GridComponent, AriaComponent }, { SVGRenderer }] = await Promise.all([
      import('echarts/core'),
      import('echarts/charts'),
      import('echarts/components'),
      import('echarts/renderers'),
    ]);
    use([BarChart, GridComponent, AriaComponent, SVGRenderer]);
    const chart = init(null, null, { renderer: 'svg', ssr: true, width: WIDTH, height: 60 + bars.length * ROW_HEIGHT });
    chart.setOption({
      animation: false,
      aria: { enabled: true, label: { description: title } },
      grid: { left: 320, right: 90, top: 8, bottom: 28, outerBoundsMode: 'none' },
      xAxis: { type: 'value', minInterval: 1, splitLine: { lineStyle: { color: '#d0d7d9' } } },
      yAxis: {
        type: 'category',
        inverse: true,
        data: bars.map((bar) => bar.label),
        axisLabel: { width: 300, overflow: 'break', color: '#0b0c0c', fontSize: 15 },
      },
      series: [
        {
          type: 'bar',
          barWidth: 22,
          itemStyle: { color: '#1d5c63' },
          data: bars.map((bar) => bar.value ?? 0),
          label: {
            show: true,
            position: 'right',
            color: '#0b0c0c',
            fontSize: 15,
            formatter: ({ dataIndex }: { dataIndex: number }) => {
              const value = bars[dataIndex]?.value;
              return value === undefined ? suppressedText : String(value);
            },
          },
        },
      ],
    });
    const svg = chart.renderToSVGString();
    chart.dispose();
    return svg;
  },
};
