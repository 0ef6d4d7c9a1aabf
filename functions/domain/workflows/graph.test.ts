import { describe, expect, test } from 'vitest';
import { type DrawnMachine, drawWorkflow } from './graph.ts';

const machine: DrawnMachine = {
  StartAt: 'AskPerson',
  States: {
    AskPerson: { Type: 'Task', Next: 'Decide', Catch: [{ ErrorEquals: ['States.ALL'], Next: 'Stop' }] },
    Decide: { Type: 'Choice', Choices: [{ Next: 'Both' }], Default: 'Stop' },
    Both: {
      Type: 'Parallel',
      Branches: [
        { StartAt: 'Left', States: { Left: { Type: 'Pass', End: true } } },
        { StartAt: 'Right', States: { Right: { Type: 'Pass', End: true } } },
      ],
      End: true,
    },
    Stop: { Type: 'Fail' },
  },
};

const stateNames = (svg: string): readonly string[] =>
  [...svg.matchAll(/data-state="([^"]+)"/g)].map(([, name]) => name ?? '');

describe('the picture of a workflow', () => {
  test('shows every state, nested ones too, and both ends', () => {
    expect(
      stateNames(drawWorkflow(machine, { title: 't' }))
        .map((name) => name.trim())
        .toSorted(),
    ).toEqual(['AskPerson', 'Both', 'Decide', 'Left', 'Right', 'Stop', 'end', 'start'].toSorted());
  });

  test('draws one arrow per transition', () => {
    const arrows = drawWorkflow(machine, { title: 't' }).match(/marker-end/g) ?? [];
    // start, ask->decide, ask->stop, decide->both, decide->stop, both->left, both->right, left->join, right->join, join->end, stop->end
    expect(arrows).toHaveLength(11);
  });

  test('writes labels in the words it is given, escaped', () => {
    const svg = drawWorkflow(machine, {
      title: 'Rekrutacja <1>',
      labels: { AskPerson: 'Zapytaj osobę & czekaj' },
      words: { onError: 'gdy błąd' },
    });
    expect(svg).toContain('Zapytaj osobę &#38; czekaj');
    expect(svg).toContain('gdy błąd');
    expect(svg).toContain('aria-label="Rekrutacja &#60;1&#62;"');
    expect(svg).not.toContain('<1>');
  });

  test('marks where a run was, stands and failed by more than colour', () => {
    const svg = drawWorkflow(machine, {
      title: 't',
      visited: new Set(['AskPerson']),
      current: new Set(['Decide']),
      failed: new Set(['Stop']),
    });
    expect(svg).toContain('✓ Ask Person');
    expect(svg).toContain('▶ Decide');
    expect(svg).toContain('✗ Stop');
  });

  test('writes a failure path that many states share into the states instead of drawing it from each', () => {
    const failing = (next: string) => ({
      Type: 'Task',
      Next: next,
      Catch: [
        { ErrorEquals: ['A'], Next: 'Stop' },
        { ErrorEquals: ['States.ALL'], Next: 'Stop' },
      ],
    });
    const shared: DrawnMachine = {
      StartAt: 'A',
      States: {
        A: failing('B'),
        B: failing('C'),
        C: failing('Done'),
        Done: { Type: 'Succeed' },
        Stop: { Type: 'Fail' },
      },
    };
    const svg = drawWorkflow(shared, { title: 't', labels: { Stop: 'Zatrzymaj' } });
    expect(svg.match(/⚠ → Zatrzymaj/g)).toHaveLength(3);
    expect(svg).not.toContain('stroke-dasharray="5 4"');
  });

  test('holds no script, style or reference to elsewhere', () => {
    expect(drawWorkflow(machine, { title: 't' })).not.toMatch(/<script|<style|style=|href|url\((?!#arrow)/);
  });

  test('is the same each time', () => {
    expect(drawWorkflow(machine, { title: 't' })).toBe(drawWorkflow(machine, { title: 't' }));
  });

  test('runs backwards arrows of a loop too', () => {
    const loop: DrawnMachine = {
      StartAt: 'A',
      States: {
        A: { Type: 'Pass', Next: 'B' },
        B: { Type: 'Choice', Choices: [{ Next: 'A' }], Default: 'C' },
        C: { Type: 'Succeed' },
      },
    };
    expect(drawWorkflow(loop, { title: 't' }).match(/marker-end/g)).toHaveLength(5);
  });
});
