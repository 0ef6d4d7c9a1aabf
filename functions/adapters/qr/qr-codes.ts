import QRCode from 'qrcode';
import type { QrCodes } from '../../domain/charts/charts.ts';

/** QR codes by the `qrcode` library: error correction M, a quiet zone of four modules, black on white, no script and no style. */
export const qrCodes: QrCodes = {
  svg: (text) => QRCode.toString(text, { type: 'svg', errorCorrectionLevel: 'M', margin: 4 }),
};
