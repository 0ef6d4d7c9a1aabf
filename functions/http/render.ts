import type { Actor } from '../domain/directory/directory.ts';
import { ruleSentence } from '../domain/documents/rules/index.ts';
import type { Templates } from '../domain/printing/printing.ts';
import { EDIT_PARTIALS } from './field-partials.ts';
import { LANGUAGES, type Language, type Messages, messagesOf } from './messages.ts';
import { navigationOf } from './navigation.ts';
import { type Problem, sentenceOf } from './problem.ts';
import type { PageReply } from './route.ts';

/** What the frame around every page needs to know of the request. */
export interface Frame {
  readonly templates: Templates;
  readonly assets: Readonly<Record<string, string>>;
  readonly language: Language;
  /** Only participants' pages are offered in three languages. */
  readonly offersLanguages: boolean;
  readonly actor: Actor | undefined;
  readonly url: URL;
  readonly requestId: string;
}

/** A complete HTML page: the template inside the layout. Templates see the model, `t` (messages), `partials` (of form fields), `language` and `path`. */
export function renderPage(frame: Frame, reply: PageReply): string {
  const messages = messagesOf(frame.language);
  const content = frame.templates.render(`pages/${reply.page}`, {
    partials: EDIT_PARTIALS,
    ...reply.model,
    t: messages,
    language: frame.language,
    path: frame.url.pathname,
  });
  const layout = reply.layout ?? 'standard';
  return frame.templates.render(layout === 'bare' ? 'pages/layout-bare' : 'pages/layout', {
    t: messages,
    language: frame.language,
    title: `${reply.failure === undefined ? '' : messages.shell.errorPrefix}${reply.title}`,
    wide: layout === 'wide',
    content,
    navigation: frame.actor === undefined ? [] : navigationOf(frame.actor, frame.url.pathname, messages),
    actor: frame.actor === undefined ? undefined : actorLine(frame.actor, messages),
    languages: frame.offersLanguages ? languageLinks(frame) : [],
    styles: filesOf(frame.assets, [
      'main.css',
      ...(frame.actor === undefined ? [] : ['staff.css']),
      ...(reply.styles ?? []),
    ]),
    scripts: filesOf(frame.assets, ['main.js', ...(reply.scripts ?? [])]),
  });
}

const filesOf = (assets: Readonly<Record<string, string>>, names: readonly string[]): readonly string[] =>
  names.map((name) => assets[name]).filter((href) => href !== undefined);

const actorLine = (actor: Actor, messages: Messages): object => {
  const roles: Readonly<Record<string, string>> = messages.roles;
  return { name: actor.name, role: roles[actor.role] ?? actor.role, substitutes: actor.substitutes !== undefined };
};

function languageLinks(frame: Frame): readonly object[] {
  return LANGUAGES.map((code) => {
    const query = new URLSearchParams(frame.url.search);
    query.set('lang', code);
    return {
      code,
      label: messagesOf(code).shell.languageName,
      href: `${frame.url.pathname}?${query}`,
      current: code === frame.language,
    };
  });
}

/** The page that a person sees instead of the one they wanted: what happened, what to do, a number to name. */
export function renderProblem(frame: Frame, problem: Problem): string {
  const messages = messagesOf(frame.language);
  const { title, text } = sentenceOf(problem, messages);
  return renderPage(frame, {
    page: 'problem',
    title,
    model: {
      title,
      text,
      requestId: frame.requestId,
      errors: (problem.errors ?? []).map((error) => ({
        ...error,
        text:
          ruleSentence(error, frame.language) ?? sentenceOf({ code: problem.code, reason: error.code }, messages).text,
      })),
      showsCode: problem.code === 'gone' || problem.reason === 'link-session-missing',
      showsSignIn: problem.code === 'not-signed-in' && problem.reason === undefined,
    },
  });
}
