/** A line break in a header value would start a header of the sender's choice. */
export const isOneLine = (text: string): boolean => !/[\r\n\u2028\u2029\0]/.test(text);
