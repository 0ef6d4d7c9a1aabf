/**
 * Rights of one person, on a home that runs or rests. PERSON: the number or id of a case.
 *   npm run privacy -- export PERSON [--to DIR]
 *   npm run privacy -- erase PERSON --yes
 *   npm run privacy -- retention [--apply]            without --apply a dry run
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { handlebarsTemplates } from '../../../functions/adapters/templates/handlebars-templates.ts';
import { BACKUP_HORIZON_DAYS, erasePerson } from '../../../functions/use-cases/privacy/erase-person.ts';
import { exportPerson } from '../../../functions/use-cases/privacy/export-person.ts';
import { applyRetention, overdueDocuments } from '../../../functions/use-cases/privacy/retention.ts';
import { StartProblem, tell } from '../supervisor/sentence.ts';
import { type OpenData, openData } from './open-data.ts';

const USE = 'Użycie: npm run privacy -- export OSOBA [--to KATALOG] | erase OSOBA --yes | retention [--apply]';

async function exportCopy({ ports }: OpenData, person: string, to: string): Promise<void> {
  const { specifications } = await import('#templates');
  const templates = handlebarsTemplates(specifications);
  const made = await exportPerson({ ...ports, templates }, 'system', person);
  if (!made.ok) throw new StartProblem(`Nie ma sprawy ${person}.`);
  mkdirSync(to, { recursive: true, mode: 0o700 });
  writeFileSync(join(to, 'kopia-danych.json'), JSON.stringify(made.value.machine, null, 2), { mode: 0o600 });
  writeFileSync(join(to, 'kopia-danych.html'), made.value.human, { mode: 0o600 });
  console.log(`Kopia danych: ${join(to, 'kopia-danych.html')} i ${join(to, 'kopia-danych.json')}.`);
}

async function erase({ ports }: OpenData, person: string): Promise<void> {
  const done = await erasePerson(ports, 'system', { person });
  if (!done.ok) {
    const open = done.failure.reason === 'case-open';
    throw new StartProblem(open ? `Sprawa ${person} jeszcze trwa; najpierw ją zakończ.` : `Nie ma sprawy ${person}.`);
  }
  console.log(JSON.stringify(done.value, null, 2));
  console.log(
    `Zapieczętowane dane nie otworzą się już nigdzie, także w kopiach; ostatnia kopia zniknie najpóźniej po ${BACKUP_HORIZON_DAYS} dniach.`,
  );
}

async function retention({ ports }: OpenData, apply: boolean): Promise<void> {
  let count = 0;
  for (const { regionId } of (await ports.store.list('all-regions', {})).items) {
    const organisations = await ports.store.list('organisations-of-region', { regionId }, { limit: 1000 });
    for (const { organisationId } of organisations.items) {
      for await (const overdue of overdueDocuments(ports, organisationId)) {
        count += 1;
        console.log(
          `${overdue.reference}  ${overdue.document.form.slug}  ${overdue.retention}  do ${overdue.keptUntil}`,
        );
        if (!apply) continue;
        const done = await applyRetention(ports, 'system', overdue);
        if (!done.ok) throw new StartProblem(`Nie udało się usunąć: ${done.failure.code}.`);
      }
    }
  }
  console.log(
    apply
      ? `Usunięto treść dokumentów: ${count}.`
      : `Dokumentów po okresie: ${count}. Nic nie zmieniono; usuwa --apply.`,
  );
}

try {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      data: { type: 'string', default: 'data' },
      to: { type: 'string', default: 'kopia-danych' },
      yes: { type: 'boolean', default: false },
      apply: { type: 'boolean', default: false },
    },
  });
  const [command, person] = positionals;
  const needsPerson = command === 'export' || command === 'erase';
  if ((!needsPerson && command !== 'retention') || (needsPerson && person === undefined)) throw new StartProblem(USE);
  if (command === 'erase' && !values.yes) throw new StartProblem('Usunięcia nie da się cofnąć; potwierdź opcją --yes.');
  const data = await openData(values.data);
  try {
    if (command === 'retention') await retention(data, values.apply);
    else if (command === 'export') await exportCopy(data, person ?? '', resolve(values.to));
    else await erase(data, person ?? '');
  } finally {
    await data.close();
  }
} catch (error) {
  process.exitCode = tell(error);
}
