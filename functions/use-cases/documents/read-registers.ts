import type { Case } from '../../domain/cases/case.ts';
import type { Option, Registers } from '../../domain/forms/index.ts';
import { localDateOf } from '../../domain/time.ts';
import type { Ports } from '../ports.ts';

/** Options of fields that name somebody or something of the case's surroundings: staff of the club, institutions of the network. */
export async function readRegisters(
  ports: Pick<Ports, 'store' | 'now'>,
  { organisationId, networkId }: Pick<Case, 'organisationId' | 'networkId'>,
): Promise<Registers> {
  const today = localDateOf(ports.now());
  const [memberships, institutions] = await Promise.all([
    ports.store.list('memberships-of-organisation', { organisationId }, { limit: 1_000 }),
    networkId === undefined
      ? { items: [] }
      : ports.store.list('organisations-of-network', { networkId }, { limit: 1_000 }),
  ]);
  const active = memberships.items.filter(({ from, to }) => from <= today && (to === undefined || today <= to));
  const people = await Promise.all(
    [...new Set(active.map(({ personId }) => personId))].map(async (personId): Promise<Option> => {
      const person = await ports.store.read('person', { personId });
      return { value: personId, label: person?.name ?? '' };
    }),
  );
  const byLabel = (a: Option, b: Option): number => a.label.localeCompare(b.label, 'pl');
  return {
    people: people.filter(({ label }) => label !== '').sort(byLabel),
    institutions: institutions.items.map((one) => ({ value: one.organisationId, label: one.name })).sort(byLabel),
  };
}
