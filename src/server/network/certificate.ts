/** When the certificate ends that people's browsers see at the office's own address. */
import { isIP } from 'node:net';
import { connect } from 'node:tls';
import { LIMITS } from '#core/limits.ts';

/** Null for an address without one, and when nobody answers: an office may be without a network. */
export function findCertificateEnd(origin: string): Promise<number | null> {
  const { protocol, hostname, port } = new URL(origin);
  if (protocol !== 'https:') return Promise.resolve(null);
  const host = hostname.replace(/^\[|\]$/g, '');
  return new Promise((told) => {
    const socket = connect({
      host,
      port: Number(port === '' ? 443 : port),
      ...(isIP(host) === 0 ? { servername: host } : {}),
      timeout: LIMITS.certificateDeadlineMs,
      rejectUnauthorized: false, // only its end is read, and nothing is sent
    });
    const end = (endsAtMs: number | null): void => {
      socket.destroy();
      told(endsAtMs);
    };
    socket.once('secureConnect', () => {
      const endsAtMs = Date.parse(socket.getPeerCertificate().valid_to);
      end(Number.isFinite(endsAtMs) ? endsAtMs : null);
    });
    socket.once('timeout', () => {
      end(null);
    });
    socket.once('error', () => {
      end(null);
    });
  });
}
