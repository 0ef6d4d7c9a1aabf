/** Something the person who started the product can put right: its message is one clear Polish sentence, shown alone before exit code 1. */
export class StartProblem extends Error {
  override readonly name = 'StartProblem';
}

/** Prints a problem as one sentence (anything else with its stack, for it is a bug) and gives the exit code. */
export function tell(error: unknown): 1 {
  console.error(
    error instanceof StartProblem || (error instanceof Error && error.name === 'MasterKeyProblem')
      ? error.message
      : error,
  );
  return 1;
}
