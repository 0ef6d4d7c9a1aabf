/** What every execution of the fault run does: calls, a person's answer, a timer, branches and iterations. */
export const definition = JSON.stringify({
  QueryLanguage: 'JSONata',
  TimeoutSeconds: 86_400,
  StartAt: 'Open',
  States: {
    Open: {
      Type: 'Task',
      Resource: 'arn:aws:states:::lambda:invoke',
      Arguments: { FunctionName: 'work', Payload: { run: '{% $states.context.Execution.Name %}', place: 'Open' } },
      Next: 'Ask',
    },
    Ask: {
      Type: 'Task',
      Resource: 'arn:aws:states:::lambda:invoke.waitForTaskToken',
      Arguments: {
        FunctionName: 'ask',
        Payload: {
          run: '{% $states.context.Execution.Name %}',
          place: 'Ask',
          token: '{% $states.context.Task.Token %}',
        },
      },
      TimeoutSeconds: 80_000,
      Assign: { answer: '{% $states.result %}' },
      Next: 'Rest',
    },
    Rest: { Type: 'Wait', Seconds: 1, Next: 'Both' },
    Both: {
      Type: 'Parallel',
      Branches: ['Left', 'Right'].map((place) => ({
        StartAt: place,
        States: {
          [place]: {
            Type: 'Task',
            Resource: 'arn:aws:states:::lambda:invoke',
            Arguments: { FunctionName: 'work', Payload: { run: '{% $states.context.Execution.Name %}', place } },
            Output: place,
            End: true,
          },
        },
      })),
      Next: 'Each',
    },
    Each: {
      Type: 'Map',
      Items: '{% [1, 2, 3] %}',
      MaxConcurrency: 2,
      ItemProcessor: {
        StartAt: 'One',
        States: {
          One: {
            Type: 'Task',
            Resource: 'arn:aws:states:::lambda:invoke',
            Arguments: {
              FunctionName: 'work',
              Payload: {
                run: '{% $states.context.Execution.Name %}',
                place: "{% 'One' & $string($states.context.Map.Item.Index) %}",
              },
            },
            Output: '{% $states.context.Map.Item.Value * 2 %}',
            End: true,
          },
        },
      },
      Output: { answer: '{% $answer %}', doubled: '{% $states.result %}' },
      End: true,
    },
  },
});

/** How many times a run of the workload reaches into the world. */
export const effectsPerRun = 7;
