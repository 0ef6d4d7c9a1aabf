/** A task has one draft, whoever fills it: the person by link and the worker on the desk go on from each other's answers. */
export const draftIdOfTask = (taskId: string): string => `task-${taskId}`;
