/**
 * The linter over definitions on disk: committed ones are composed with the lists and parts beside them first.
 *   npm run forms:lint -- FILE|DIR ... [--quiet]
 * Prints `file#pointer  severity  code  sentence`; fails when there is an error, or when it found nothing to check.
 */
import { existsSync, globSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import {
  compose,
  type FormDefinition,
  type FormLibrary,
  lint,
  lintSentence,
} from '../../functions/domain/forms/index.ts';
import { readLibrary } from './forms.ts';

const quiet = process.argv.includes('--quiet');
const paths = process.argv.slice(2).filter((argument) => !argument.startsWith('--'));

const filesOf = (path: string): readonly string[] => {
  if (!existsSync(path)) throw new Error(`${path} does not exist`);
  return statSync(path).isDirectory()
    ? globSync('**/definition.json', { cwd: path })
        .sort()
        .map((file) => join(path, file))
    : [path];
};

const libraries = new Map<string, FormLibrary | undefined>();

/** The library of the `forms/` folder in which a definition lies, if it lies in one. */
function libraryFor(file: string): FormLibrary | undefined {
  const root = dirname(dirname(file));
  if (!libraries.has(root)) libraries.set(root, existsSync(join(root, 'lists')) ? readLibrary(root) : undefined);
  return libraries.get(root);
}

function isForm(value: unknown): value is FormDefinition {
  return typeof value === 'object' && value !== null && Array.isArray((value as FormDefinition).components);
}

let errors = 0;
let warnings = 0;
const files = paths.flatMap(filesOf);
for (const file of files) {
  const name = relative(process.cwd(), file);
  let definition: unknown;
  try {
    definition = JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    errors += 1;
    process.stdout.write(`${name}  error  not-json  ${error instanceof Error ? error.message : String(error)}\n`);
    continue;
  }
  const library = libraryFor(file);
  // A hostile file may not even be walked by compose: the linter sees it first as it is.
  const sound = !lint(definition).some(({ code }) =>
    ['too-large', 'too-deep', 'forbidden-key', 'not-a-form'].includes(code),
  );
  const composed = library && sound && isForm(definition) ? compose(definition, library) : definition;
  for (const finding of lint(composed)) {
    if (finding.severity === 'error') errors += 1;
    else warnings += 1;
    if (quiet && finding.severity === 'warning') continue;
    process.stdout.write(
      `${name}#${finding.pointer}  ${finding.severity}  ${finding.code}  ${lintSentence(finding)}\n`,
    );
  }
}
process.stdout.write(`${files.length} definitions, ${errors} errors, ${warnings} warnings\n`);
if (errors > 0 || files.length === 0) process.exitCode = 1;
