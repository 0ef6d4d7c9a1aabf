import type { OptionList } from '../../forms/index.ts';
import { sameLabel } from './components.ts';
import type { PrintedLists } from './transcription.ts';

/** Everything in which the option lists differ from the catalogue: missing, renamed, reordered or added options. */
export function compareLists(printed: PrintedLists, lists: Readonly<Record<string, OptionList>>): readonly string[] {
  return Object.entries(printed).flatMap(([name, wanted]) => {
    const options = lists[name]?.options;
    if (options === undefined) return [`${name}: missing`];
    const values = options.map(({ value }) => value);
    const wrong = Object.entries(wanted).flatMap(([value, label]) => {
      const option = options.find((one) => one.value === value);
      if (option === undefined) return [`${name}: option ${value} is missing`];
      return sameLabel(label, option.label)
        ? []
        : [`${name}: option ${value} reads „${option.label}”, printed „${label}”`];
    });
    const order = values.filter((value) => Object.hasOwn(wanted, value));
    // Keys that look like numbers come first in an object, as they do in the lists.
    const isReordered =
      order.join() !==
      Object.keys(wanted)
        .filter((value) => values.includes(value))
        .join();
    // Of a scale the catalogue names only its ends.
    const added = name === 'L9' ? [] : values.filter((value) => !Object.hasOwn(wanted, value));
    return [
      ...wrong,
      ...(isReordered ? [`${name}: options in another order`] : []),
      ...added.map((value) => `${name}: option ${value} is not in the catalogue`),
    ];
  });
}
