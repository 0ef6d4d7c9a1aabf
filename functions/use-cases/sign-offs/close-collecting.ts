import type { Task } from '../../domain/tasks/task.ts';
import { byOf } from '../acting.ts';
import type { CaseChanges } from '../cases/case-changes.ts';
import type { Ports } from '../ports.ts';
import { finishTask } from '../tasks/close-task.ts';

/** Where every institution signs for itself, a refusal ends nothing: the collecting closes when the last one has signed or declined. */
export async function closeWhenAllHaveSpoken(
  ports: Pick<Ports, 'store'>,
  changes: CaseChanges,
  collector: Task,
): Promise<void> {
  if (collector.roles === undefined) return;
  for (const taskId of Object.values(changes.current().open ?? {})) {
    const other = await ports.store.read('task', { taskId });
    if (other?.parent === collector.taskId) return;
  }
  finishTask(changes, collector, { outcome: 'closed', by: byOf('system') });
}
