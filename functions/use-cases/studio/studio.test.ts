import { beforeEach, describe, expect, it } from 'vitest';
import { memoryStore } from '../../adapters/table/memory.ts';
import { definitionChain } from '../../domain/audit/chains.ts';
import { componentOfQuestion } from '../../domain/definitions/new-question.ts';
import type { Actor } from '../../domain/directory/directory.ts';
import type { FormDefinition, OverlayOperation } from '../../domain/forms/index.ts';
import type { OrganisationId, PersonId, RegionId } from '../../domain/ids.ts';
import { instant } from '../../domain/time.ts';
import { formLibrary } from '../definitions/form-library.ts';
import { publishShipped } from '../definitions/publish-shipped.ts';
import { listStudioForms } from './list-forms.ts';
import { addOperation, openWorkpiece, removeOperation } from './overlay-draft.ts';
import { mergeWithNewBase, previewMerge, publishForm, returnToVersion } from './publish-form.ts';

const admin = (region: string, role: Actor['role'] = 'regionalDefinitionsAdmin'): Actor => ({
  personId: `admin-${region}` as PersonId,
  name: 'Irena Zalewska',
  organisationId: 'rops' as OrganisationId,
  regionId: region as RegionId,
  role,
  at: instant(0),
});
const EAST = admin('east');
const WEST = admin('west');

const definition = (reasonLabel = 'Uzasadnienie', more: FormDefinition['components'] = []): FormDefinition => ({
  title: 'Skierowanie do KIS',
  name: 'referral',
  path: 'referral',
  type: 'form',
  display: 'form',
  properties: { slug: 'referral', catalogue: 'A1', level: 'special' },
  components: [
    {
      type: 'textarea',
      key: 'reason',
      label: reasonLabel,
      input: true,
      validate: { required: true },
      properties: { id: 'A1.reason', source: 'derived' },
    },
    { type: 'textfield', key: 'note', label: 'Notatka', input: true, properties: { id: 'A1.note', source: 'derived' } },
    ...more,
  ],
});

function home() {
  let clock = Date.parse('2026-04-03T08:00:00Z');
  const now = () => instant(clock++);
  const store = memoryStore({ now });
  const ports = { store, now, forms: formLibrary(store) };
  const ship = (form: FormDefinition) =>
    publishShipped(ports, [{ slug: 'referral', definition: form, translations: {} }]);
  const opened = async (actor: Actor) => {
    const result = await openWorkpiece(ports, actor, 'referral');
    if (!result.ok) throw new Error(JSON.stringify(result.failure));
    return result.value;
  };
  const apply = async (actor: Actor, operation: OverlayOperation) =>
    addOperation(ports, actor, { slug: 'referral', operation, seen: (await opened(actor)).draftVersion });
  const publish = async (actor: Actor) =>
    publishForm(ports, actor, { slug: 'referral', seen: (await opened(actor)).draftVersion });
  return { ports, ship, opened, apply, publish };
}

let house: ReturnType<typeof home>;
beforeEach(async () => {
  house = home();
  await house.ship(definition());
});

const RELABEL: OverlayOperation = { op: 'relabel', at: 'A1.reason', label: 'Dlaczego ta osoba?' };
const labelOf = (form: { definition: FormDefinition } | undefined, index = 0): string | undefined =>
  form?.definition.components[index]?.label;
const current = (region: string) => house.ports.forms.current('referral', region);

describe('a shipped form', () => {
  it('becomes the next national version only when it differs', async () => {
    expect(await house.ship(definition())).toEqual({ ok: true, value: [] });
    expect(await house.ship(definition('Powód'))).toEqual({ ok: true, value: ['referral@national.2'] });
    expect(labelOf(await house.ports.forms.version({ slug: 'referral', scope: 'national', number: 1 }))).toBe(
      'Uzasadnienie',
    );
  });
});

describe('a region’s overlay', () => {
  it('shows to that region alone, and only after it is published', async () => {
    await house.apply(EAST, RELABEL);
    expect(labelOf(await current('east'))).toBe('Uzasadnienie');
    expect(await house.publish(EAST)).toEqual({ ok: true, value: { reference: 'referral@east.1' } });
    expect(labelOf(await current('east'))).toBe('Dlaczego ta osoba?');
    expect(labelOf(await current('west'))).toBe('Uzasadnienie');
  });

  it('keeps every earlier version as it was', async () => {
    await house.apply(EAST, RELABEL);
    await house.publish(EAST);
    await house.apply(EAST, { op: 'relabel', at: 'A1.reason', label: 'Skąd to skierowanie?' });
    await house.publish(EAST);
    expect(labelOf(await house.ports.forms.version({ slug: 'referral', scope: 'east', number: 1 }))).toBe(
      'Dlaczego ta osoba?',
    );
    expect(labelOf(await current('east'))).toBe('Skąd to skierowanie?');
  });

  it('can go back to an earlier version or to the national form without losing any', async () => {
    await house.apply(EAST, RELABEL);
    await house.publish(EAST);
    expect((await returnToVersion(house.ports, EAST, { slug: 'referral', number: 0 })).ok).toBe(true);
    expect(labelOf(await current('east'))).toBe('Uzasadnienie');
    expect((await returnToVersion(house.ports, EAST, { slug: 'referral', number: 1 })).ok).toBe(true);
    expect(labelOf(await current('east'))).toBe('Dlaczego ta osoba?');
  });

  it('adds a question of its own, with a stable id that names the region', async () => {
    const component = componentOfQuestion(
      { kind: 'one-choice', label: 'Gmina', hint: '', required: true, options: ['Chełm', 'Sawin'] },
      'A1.east',
      'ab12cd34',
    );
    const added = await house.apply(EAST, { op: 'add-after', after: 'A1.reason', component });
    expect(added.ok).toBe(true);
    await house.publish(EAST);
    expect(labelOf(await current('east'), 1)).toBe('Gmina');
    expect((await current('east'))?.definition.components[1]?.properties?.id).toBe('A1.east.addedab12cd34');
  });

  it('takes a change back by its place', async () => {
    await house.apply(EAST, RELABEL);
    const { draftVersion } = await house.opened(EAST);
    await removeOperation(house.ports, EAST, { slug: 'referral', index: 0, seen: draftVersion });
    expect((await house.opened(EAST)).operations).toEqual([]);
  });

  it('refuses to hide a required question', async () => {
    expect(await house.apply(EAST, { op: 'hide-optional', at: 'A1.reason' })).toMatchObject({ ok: false });
    expect((await house.apply(EAST, { op: 'hide-optional', at: 'A1.note' })).ok).toBe(true);
  });

  it('refuses a change made on a page that is no longer the newest', async () => {
    await house.apply(EAST, RELABEL);
    const late = await addOperation(house.ports, EAST, { slug: 'referral', operation: RELABEL, seen: 0 });
    expect(late).toMatchObject({ ok: false, failure: { code: 'conflict' } });
  });

  it('leaves a link in the chain of definitions when it is published', async () => {
    await house.apply(EAST, RELABEL);
    await house.publish(EAST);
    const { items } = await house.ports.store.list('events-of-case', { caseId: definitionChain('east') });
    expect(items.map(({ type, by, data }) => [type, by.who, data.reference])).toEqual([
      ['form-published', 'admin-east', 'referral@east.1'],
    ]);
  });

  it('is published once when two people press the button together', async () => {
    await house.apply(EAST, RELABEL);
    const { draftVersion } = await house.opened(EAST);
    const both = await Promise.all(
      [1, 2].map(() => publishForm(house.ports, EAST, { slug: 'referral', seen: draftVersion })),
    );
    expect(both.filter((one) => one.ok)).toHaveLength(1);
  });

  it('says in words what a publish would change', async () => {
    await house.apply(EAST, RELABEL);
    expect((await house.opened(EAST)).changes.join(' ')).toContain('Dlaczego ta osoba?');
  });
});

describe('a new national version', () => {
  it('waits for the region, then carries the region’s changes', async () => {
    await house.apply(EAST, RELABEL);
    await house.publish(EAST);
    const extra = {
      type: 'textfield',
      key: 'phone',
      label: 'Telefon',
      input: true,
      properties: { id: 'A1.phone', source: 'derived' },
    } as const;
    await house.ship(definition('Uzasadnienie', [extra]));
    expect((await current('east'))?.definition.components).toHaveLength(2);

    const before = await house.opened(EAST);
    expect(before.newerBase?.number).toBe(2);
    expect(previewMerge(before).conflicts).toEqual([]);
    const merged = await mergeWithNewBase(house.ports, EAST, { slug: 'referral', seen: before.draftVersion, keep: [] });
    expect(merged.ok).toBe(true);
    expect(await house.publish(EAST)).toMatchObject({ ok: true });
    expect(labelOf(await current('east'))).toBe('Dlaczego ta osoba?');
    expect((await current('east'))?.definition.components).toHaveLength(3);
  });

  it('asks the region about a question that both have changed', async () => {
    await house.apply(EAST, RELABEL);
    await house.publish(EAST);
    await house.ship(definition('Powód skierowania'));
    const { conflicts } = previewMerge(await house.opened(EAST));
    expect(conflicts).toHaveLength(1);
    const before = await house.opened(EAST);
    const merged = await mergeWithNewBase(house.ports, EAST, {
      slug: 'referral',
      seen: before.draftVersion,
      keep: [0],
    });
    expect(merged).toMatchObject({ ok: true });
    expect(labelOf((await house.opened(EAST)).working)).toBe('Dlaczego ta osoba?');
  });

  it('is what a region without changes of its own sees at once', async () => {
    await house.ship(definition('Powód'));
    expect(labelOf(await current('west'))).toBe('Powód');
    expect(await listStudioForms(house.ports, WEST)).toMatchObject([
      { slug: 'referral', nationalNumber: 2, hasDraft: false, behindBase: false },
    ]);
  });

  it('comes from a national admin too, by the same operations', async () => {
    const national = admin('any', 'nationalDefinitionsAdmin');
    await house.apply(national, RELABEL);
    expect(await house.publish(national)).toEqual({ ok: true, value: { reference: 'referral@national.2' } });
    expect(labelOf(await current('west'))).toBe('Dlaczego ta osoba?');
  });
});
