interface Test {
  readonly name: string;
  readonly operator: string;
  readonly value: string;
}

const HIDDEN = 'rf-off';

/** Shows and hides fields as answers change, with the conditions that the server wrote beside them. */
export function followConditions(form: HTMLFormElement): void {
  const fields = [...form.querySelectorAll<HTMLElement>('[data-when]')];
  if (fields.length === 0) return;
  const update = (): void => {
    // A field that disappears counts as empty for those that ask about it; a few rounds settle every chain.
    for (let round = 0; round < 6; round += 1) {
      const changed = fields.filter((field) => settle(form, field));
      if (changed.length === 0) return;
    }
  };
  form.addEventListener('input', update);
  form.addEventListener('change', update);
  update();
}

function settle(form: HTMLFormElement, field: HTMLElement): boolean {
  const tests = testsOf(field);
  const answers = tests.map((test) => valuesOf(form, test.name));
  if (answers.some((values) => values === undefined)) return false; // asked on another page: the server has decided
  const results = tests.map((test, at) => passes(test, answers[at] ?? []));
  const met = field.dataset.join === 'any' ? results.some(Boolean) : results.every(Boolean);
  const visible = met === (field.dataset.show !== 'false');
  if (visible === !field.classList.contains(HIDDEN)) return false;
  field.classList.toggle(HIDDEN, !visible);
  return true;
}

const testsOf = (field: HTMLElement): readonly Test[] =>
  (field.dataset.when ?? '')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => {
      const [name = '', operator = '', value = ''] = line.split('\t');
      return { name, operator, value };
    });

/** The answers of a field as they stand on the page; undefined when the field is not on it. */
function valuesOf(form: HTMLFormElement, name: string): readonly string[] | undefined {
  const parts = (['year', 'month', 'day'] as const).map((part) => controlsOf(form, `${name}.${part}`)[0]);
  if (parts.every((part) => part !== undefined)) {
    const [year = '', month = '', day = ''] = parts.map((part) => (isShown(part) ? part.value.trim() : ''));
    return year === '' || month === '' || day === ''
      ? []
      : [`${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`];
  }
  const controls = controlsOf(form, name);
  if (controls.length === 0) return undefined;
  return controls.filter(isShown).flatMap((control) => {
    if (control instanceof HTMLInputElement && (control.type === 'radio' || control.type === 'checkbox')) {
      return control.checked ? [control.value] : [];
    }
    if (control instanceof HTMLSelectElement)
      return [...control.selectedOptions].map((option) => option.value).filter(Boolean);
    return control.value.trim() === '' ? [] : [control.value.trim()];
  });
}

type Control = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement;

const controlsOf = (form: HTMLFormElement, name: string): readonly Control[] =>
  [...form.elements].filter(
    (one): one is Control =>
      (one instanceof HTMLInputElement || one instanceof HTMLSelectElement || one instanceof HTMLTextAreaElement) &&
      one.name === name,
  );

const isShown = (control: Control): boolean => control.closest(`.${HIDDEN}`) === null;

function passes({ operator, value }: Test, answers: readonly string[]): boolean {
  const first = answers[0] ?? '';
  const order = compare(first, value);
  switch (operator) {
    case 'isEqual':
    case 'isDateEqual':
      return answers.includes(value) || (value === 'false' && answers.length === 0);
    case 'isNotEqual':
    case 'isNotDateEqual':
      return !answers.includes(value);
    case 'isEmpty':
      return answers.length === 0;
    case 'isNotEmpty':
      return answers.length > 0;
    case 'includes':
      return answers.some((answer) => answer.includes(value));
    case 'notIncludes':
      return !answers.some((answer) => answer.includes(value));
    case 'lessThan':
    case 'dateLessThan':
      return first !== '' && order < 0;
    case 'greaterThan':
    case 'dateGreaterThan':
      return first !== '' && order > 0;
    case 'lessThanOrEqual':
    case 'dateLessThanOrEqual':
      return first !== '' && order <= 0;
    case 'greaterThanOrEqual':
    case 'dateGreaterThanOrEqual':
      return first !== '' && order >= 0;
    case 'startsWith':
      return first.startsWith(value);
    case 'endsWith':
      return first.endsWith(value);
    default:
      return true;
  }
}

/** Numbers by size (with a decimal comma too), anything else by letters, as ISO dates need. */
function compare(left: string, right: string): number {
  const [a, b] = [left, right].map((text) => Number(text.replace(/\s/g, '').replace(',', '.')));
  if (a !== undefined && b !== undefined && !Number.isNaN(a) && !Number.isNaN(b)) return a - b;
  return left < right ? -1 : left > right ? 1 : 0;
}
