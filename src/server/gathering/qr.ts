/**
 * The QR code of an invitation. The address is bytes, and the Base32 after it alphanumeric, so that
 * 350 bytes stay within version 16 at level M, which paper in the sun still gives back.
 */
import { type QRCodeSegment, create, toBuffer, toString } from 'qrcode';
import type { Bytes } from '#core/bytes.ts';
import { invitationUrl } from '#core/invitation.ts';

/** A QR code: what it says, and how large it is. */
export interface Qr {
  readonly url: string;
  readonly version: number;
  readonly segments: QRCodeSegment[];
}

const LEVEL = 'M';
/** Light modules around the code, as the standard asks. */
const QUIET_MODULES = 4;

export function qrOfInvitation(origin: string, invitation: Bytes): Qr {
  const url = invitationUrl(origin, invitation);
  const address = url.length - (/[A-Z2-7]+$/.exec(url)?.[0].length ?? 0);
  const segments: QRCodeSegment[] = [
    { data: Buffer.from(url.slice(0, address)), mode: 'byte' },
    { data: url.slice(address), mode: 'alphanumeric' },
  ];
  return { url, segments, version: create(segments, { errorCorrectionLevel: LEVEL }).version };
}

export function drawQrSvg({ segments }: Qr): Promise<string> {
  const options = { errorCorrectionLevel: LEVEL, margin: QUIET_MODULES } as const;
  return toString(segments, { ...options, type: 'svg' });
}

export function drawQrPng({ segments }: Qr, widthPixels: number): Promise<Buffer> {
  return toBuffer(segments, {
    errorCorrectionLevel: LEVEL,
    margin: QUIET_MODULES,
    width: widthPixels,
    type: 'png',
  });
}
