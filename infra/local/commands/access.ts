/**
 * Says why somebody may do something, or may not.
 *   npm run access -- explain WHO ACTION [WHAT] [--data DIR]
 * WHO: a role (kisManager) or, with data, a person's e-mail. ACTION: as in the table (document.approve). WHAT: a document's slug, or, with
 * data, the number of a case (LUB/2026/0007), or both as slug@case.
 *   npm run access -- table                          the whole table
 */
import { parseArgs } from 'node:util';
import {
  ACTIONS,
  type AccessObject,
  type Action,
  DOCUMENTS,
  explain,
  isAction,
  may,
  objectOfCase,
} from '../../../functions/domain/access/index.ts';
import { NETWORK_DOCUMENTS, PARTICIPANT_FILE, RESOURCES } from '../../../functions/domain/access/table.ts';
import { ROLE_TITLES } from '../../../functions/domain/directory/role-titles.ts';
import { ROLES, type RoleCode } from '../../../functions/domain/directory/roles.ts';
import { actorOf } from '../../../functions/use-cases/account/current-actor.ts';
import { rolesToday } from '../../../functions/use-cases/account/sessions.ts';
import { StartProblem, tell } from '../supervisor/sentence.ts';
import { openData } from './open-data.ts';

const isRole = (text: string): text is RoleCode => (ROLES as readonly string[]).includes(text);

function explainRole(role: RoleCode, action: Action, document: string | undefined): void {
  const grants = explain(role, action, document);
  console.log(`${ROLE_TITLES[role]} (${role}), ${action}${document === undefined ? '' : `, ${document}`}`);
  if (grants.length === 0) console.log('Nie: tabela tego nie przewiduje.');
  for (const grant of grants) console.log(`Tak, ${grant.text}\n  wiersz: ${grant.row}`);
}

async function explainPerson(email: string, action: Action, what: string, directory: string): Promise<void> {
  const data = await openData(directory);
  try {
    const { store } = data.ports;
    const person = (await store.list('person-by-email', { email })).items[0];
    if (person === undefined) throw new StartProblem(`Nie ma osoby z adresem ${email}.`);
    const [first = '', second] = what.split('@');
    const reference = second ?? (first.includes('/') ? first : undefined);
    const document = first.includes('/') ? undefined : first;
    const record =
      reference === undefined
        ? undefined
        : (await store.list('case-by-reference', { reference: reference.toUpperCase() })).items[0];
    if (reference !== undefined && record === undefined) throw new StartProblem(`Nie ma sprawy ${reference}.`);
    for (const role of await rolesToday(data.ports, person.personId, data.ports.now())) {
      const organisation = await store.read('organisation', { organisationId: role.organisationId });
      if (organisation === undefined) continue;
      const actor = actorOf(person, role, organisation, data.ports.now());
      const own = { organisationId: actor.organisationId, regionId: actor.regionId, personId: actor.personId };
      const object: AccessObject = {
        ...(record === undefined ? own : objectOfCase(record)),
        ...(document === undefined || document === '' ? {} : { document }),
      };
      const verdict = may(actor, action, object);
      console.log(`${ROLE_TITLES[role.role]}, ${organisation.name}: ${verdict.sentence}`);
      if (verdict.reason.row !== undefined) console.log(`  wiersz: ${verdict.reason.row}`);
      if (verdict.allowed && verdict.view !== undefined) console.log(`  tylko część: ${verdict.view}`);
      if (!verdict.allowed && verdict.hidden) console.log('  nie dowie się nawet, że to istnieje');
    }
  } finally {
    await data.close();
  }
}

try {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { data: { type: 'string', default: 'data' } },
  });
  const [command, who = '', action = '', what] = positionals;
  if (command === 'table') console.log(`${PARTICIPANT_FILE}\n${NETWORK_DOCUMENTS}\n${RESOURCES}`);
  else if (command !== 'explain' || who === '') {
    throw new StartProblem('Użycie: npm run access -- explain KTO CZYNNOŚĆ [CO] | table');
  } else if (!isAction(action)) {
    throw new StartProblem(`Nie ma czynności „${action}”. Są: ${ACTIONS.join(', ')}.`);
  } else if (isRole(who)) {
    if (what !== undefined && !DOCUMENTS.includes(what)) throw new StartProblem(`Nie ma dokumentu „${what}”.`);
    explainRole(who, action, what);
  } else if (who.includes('@')) await explainPerson(who, action, what ?? '', values.data);
  else throw new StartProblem(`Nie ma roli „${who}”. Są: ${ROLES.join(', ')}.`);
} catch (error) {
  process.exitCode = tell(error);
}
