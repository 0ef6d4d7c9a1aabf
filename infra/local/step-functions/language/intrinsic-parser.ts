import type { Json } from '../core/model.ts';
import { type ParsedPath, parsePath } from './jsonpath.ts';

/** An argument of an intrinsic function: a literal, a path, or a nested call. */
export type Argument = { readonly literal: Json } | { readonly path: ParsedPath } | IntrinsicCall;

/** `States.Name(argument, ...)`. */
export interface IntrinsicCall {
  readonly call: string;
  readonly arguments: readonly Argument[];
}

class Reader {
  private at = 0;
  private readonly text: string;

  constructor(text: string) {
    this.text = text;
  }

  get ended(): boolean {
    return this.at >= this.text.length;
  }

  take(pattern: RegExp): string | undefined {
    const sticky = new RegExp(pattern.source, 'uy');
    sticky.lastIndex = this.at;
    const match = sticky.exec(this.text);
    if (match === null) return undefined;
    this.at += match[0].length;
    return match[0];
  }

  space(): void {
    this.take(/\s*/);
  }
}

const readString = (reader: Reader): Argument | undefined => {
  const text = reader.take(/'(?:[^'\\]|\\.)*'/);
  if (text === undefined) return undefined;
  // Braces stay escaped: Format needs to tell them from its places.
  return { literal: text.slice(1, -1).replace(/\\(['\\])/g, '$1') };
};

const readPath = (reader: Reader): Argument | undefined => {
  const text = reader.take(/\$(?:\$|[A-Za-z_]\w*)?(?:\.\.?[\p{L}\p{N}_$*-]+|\[(?:'(?:[^'\\]|\\.)*'|[^\]])*\])*/u);
  const path = text === undefined ? undefined : parsePath(text);
  return path === undefined ? undefined : { path };
};

const readArgument = (reader: Reader): Argument | undefined => {
  const string = readString(reader) ?? readPath(reader);
  if (string !== undefined) return string;
  const literal = reader.take(/-?\d+(?:\.\d+)?(?:[eE][-+]?\d+)?|true|false|null/);
  return literal === undefined ? readCall(reader) : { literal: JSON.parse(literal) as Json };
};

const readCall = (reader: Reader): IntrinsicCall | undefined => {
  const call = reader.take(/States\.[A-Za-z0-9]+/);
  if (call === undefined || reader.take(/\s*\(/) === undefined) return undefined;
  const list: Argument[] = [];
  reader.space();
  if (reader.take(/\)/) !== undefined) return { call, arguments: list };
  for (;;) {
    reader.space();
    const argument = readArgument(reader);
    if (argument === undefined) return undefined;
    list.push(argument);
    reader.space();
    if (reader.take(/\)/) !== undefined) return { call, arguments: list };
    if (reader.take(/,/) === undefined) return undefined;
  }
};

/** Reads an intrinsic function call, or undefined when the text is not one. */
export const parseIntrinsic = (text: string): IntrinsicCall | undefined => {
  const reader = new Reader(text.trim());
  const call = readCall(reader);
  return call !== undefined && reader.ended ? call : undefined;
};
