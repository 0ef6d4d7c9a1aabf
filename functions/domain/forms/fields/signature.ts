import { isJsonObject, joinPath, ownValue } from '../answers.ts';
import type { JsonValue } from '../definition.ts';
import { word } from '../words.ts';
import { type CheckContext, noValue, type Parsed, parsed, refused, type ValueField } from './field-type.ts';
import { asStoredFile, findFile } from './file.ts';
import { cleanLine } from './text.ts';

const KINDS = ['drawn', 'typed', 'file'] as const;
const PATH_CAP = 20_000;
const NAME_CAP = 120;
const STEP = /^[ML] ?\d{1,4}(?:\.\d{1,2})?[ ,]\d{1,4}(?:\.\d{1,2})?$/;

/** An SVG path of strokes only: `M x y` and `L x y` with numbers of 0–9999, at least one line. Nothing else fits into an attribute through it. */
export function isStrokePath(path: string): boolean {
  if (path.length > PATH_CAP) return false;
  const steps = path.trim().split(/ ?(?=[ML])/);
  return (
    steps[0]?.startsWith('M') === true &&
    steps.some((step) => step.startsWith('L')) &&
    steps.every((step) => STEP.test(step))
  );
}

function parseSignature(raw: JsonValue, context: CheckContext): Parsed {
  if (raw === '') return noValue;
  if (!isJsonObject(raw)) return refused('not-a-signature');
  const text = (key: string): string => {
    const part = ownValue(raw, key);
    return typeof part === 'string' ? cleanLine(part) : '';
  };
  switch (text('kind')) {
    case 'drawn': {
      const path = text('path');
      if (path === '') return noValue;
      return isStrokePath(path) ? parsed({ kind: 'drawn', path }) : refused('not-a-signature');
    }
    case 'typed': {
      const name = text('name');
      if (name === '') return noValue;
      return name.length <= NAME_CAP ? parsed({ kind: 'typed', name }) : refused('not-a-signature');
    }
    case 'file': {
      const named = ownValue(raw, 'file');
      if (named === undefined || named === '' || named === null) return noValue;
      const file = findFile(named, context);
      return file ? parsed({ kind: 'file', file: { ...file } }) : refused('unknown-file');
    }
    case '':
      return noValue;
    default:
      return refused('not-a-signature');
  }
}

/** A signature that is an answer of the form (drawn, typed or in a file); one with `properties.signOff` is drawn by the sign-off block and holds no answer. */
export const signature: ValueField = {
  type: 'signature',
  requiredKind: 'signature',
  empty: () => undefined,
  read: (posted, path, component) => {
    if (component.properties?.signOff !== undefined) return undefined;
    const [kind, drawn, name] = ['kind', 'path', 'name'].map((part) => posted.texts(joinPath(path, part))[0]);
    const uploaded = posted.files(joinPath(path, 'file')).at(-1);
    const file: JsonValue | undefined = uploaded ? { ...uploaded } : posted.texts(joinPath(path, 'file'))[0];
    if (kind === undefined && drawn === undefined && name === undefined && file === undefined) return undefined;
    return {
      kind: kind ?? '',
      ...(drawn !== undefined && { path: drawn }),
      ...(name !== undefined && { name }),
      ...(file !== undefined && { file }),
    };
  },
  parse: (raw, node, context) =>
    node.component.properties?.signOff === undefined ? parseSignature(raw, context) : noValue,
  check: (value) => {
    const file = asStoredFile(ownValue(value, 'file'));
    return file?.state === 'refused' ? [{ code: 'file-refused', params: { name: file.name } }] : [];
  },
  view: (raw, value, node, base, { language }) => {
    const text = (key: string): string => {
      const part = ownValue(raw, key);
      return typeof part === 'string' ? part : '';
    };
    const kind = KINDS.find((known) => known === text('kind')) ?? 'none';
    const file = asStoredFile(ownValue(value, 'file'));
    const kindName = joinPath(base.name, 'kind');
    return {
      ...base,
      component: 'signature',
      ...(node.component.properties?.signOff !== undefined && { signOff: node.component.properties.signOff }),
      kind,
      kinds: KINDS.map((known, at) => ({
        value: known,
        label: word(language, known),
        id: at === 0 ? base.id : `${base.id}-${known}`,
        name: kindName,
        checked: known === kind,
      })),
      path: isStrokePath(text('path')) ? text('path') : '',
      pathName: joinPath(base.name, 'path'),
      pathId: `${base.id}-path`,
      typedName: text('name'),
      typedNameName: joinPath(base.name, 'name'),
      typedNameId: `${base.id}-name`,
      fileName: joinPath(base.name, 'file'),
      fileId: `${base.id}-file`,
      ...(file && { file }),
    };
  },
  summary: (value, _node, { language }) => {
    const file = asStoredFile(ownValue(value, 'file'));
    if (file) return [word(language, 'signedFile', { name: file.name })];
    const name = ownValue(value, 'name');
    return [typeof name === 'string' ? word(language, 'signedTyped', { name }) : word(language, 'signedDrawn')];
  },
  columns: (node) =>
    node.component.properties?.signOff === undefined ? [{ kind: 'boolean', cell: (value) => value !== undefined }] : [],
};
