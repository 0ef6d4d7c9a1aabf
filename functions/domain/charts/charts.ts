/** One bar; `value` absent = suppressed (too few answers to show). */
export interface Bar {
  readonly label: string;
  readonly value?: number;
}

/** Draws charts as SVG text, to be served as images beside a table with the same numbers. */
export interface Charts {
  bars(input: {
    readonly title: string;
    readonly bars: readonly Bar[];
    readonly suppressedText: string;
  }): Promise<string>;
}

/** Draws a QR code as SVG text. */
export interface QrCodes {
  svg(text: string): Promise<string>;
}
