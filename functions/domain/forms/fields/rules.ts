/** Formats that `properties.rule` of a text field may ask for. */
export const NAMED_RULES = ['pesel', 'postcode'] as const;
export type NamedRule = (typeof NAMED_RULES)[number];

const PESEL_WEIGHTS = [1, 3, 7, 9, 1, 3, 7, 9, 1, 3];

/** True for 11 digits whose date of birth exists and whose control digit fits (ustawa o ewidencji ludności, art. 15). */
export function isPesel(text: string): boolean {
  if (!/^\d{11}$/.test(text)) return false;
  const digits = Array.from(text, Number);
  const sum = PESEL_WEIGHTS.reduce((total, weight, at) => total + weight * (digits[at] ?? 0), 0);
  const month = Number(text.slice(2, 4)) % 20;
  const day = Number(text.slice(4, 6));
  return (10 - (sum % 10)) % 10 === digits[10] && month >= 1 && month <= 12 && day >= 1 && day <= 31;
}

/** True for `00-000`. */
export const isPostcode = (text: string): boolean => /^\d{2}-\d{3}$/.test(text);
