import { type Answers, type FieldView, type Form, viewPage } from '../../forms/index.ts';

const signaturesIn = (field: FieldView): readonly string[] => {
  switch (field.component) {
    case 'signature':
      return field.signOff === undefined ? [] : [field.signOff];
    case 'fieldset':
    case 'container':
    case 'panel':
      return field.fields.flatMap(signaturesIn);
    default:
      return [];
  }
};

/**
 * Roles for which a printed document has a place to sign, from the form's `signOff`. One marked `?` whose signature the answers hide
 * (the referrer of somebody who came alone) has none; the empty form has all.
 */
export function signersOnPaper(form: Form, answers: Answers | undefined): readonly string[] {
  const marked = (form.definition.properties?.signOff ?? '').split(/[\s>]+/).filter((role) => role !== '');
  const asked = form.nodes.flatMap(({ component }) => component.properties?.signOff ?? []);
  const shown = form.pages.flatMap(({ index }) =>
    viewPage(form, index, answers ?? {}, [], { language: 'pl', mode: 'print' }).fields.flatMap(signaturesIn),
  );
  return marked
    .filter((role) => {
      const name = role.replace('?', '');
      return !role.endsWith('?') || !asked.includes(name) || shown.includes(name);
    })
    .map((role) => role.replace('?', ''));
}
