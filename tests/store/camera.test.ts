/**
 * What the camera reads: a poster filmed for real by the page itself, and what is said without one.
 */
import encodeQr from 'qr';
import { afterEach, describe, expect, test } from 'vitest';
import { openCamera } from '#device/camera/camera.ts';
import { openMemoryOffice } from '../support/memory-office.ts';

const original = Object.getOwnPropertyDescriptor(navigator, 'mediaDevices') ?? {};

afterEach(() => {
  Object.defineProperty(navigator, 'mediaDevices', original);
});

/** A camera whose pictures are painted by the test. */
function film(getUserMedia: () => Promise<MediaStream>): void {
  Object.defineProperty(navigator, 'mediaDevices', {
    value: { getUserMedia },
    configurable: true,
  });
}

/** A sheet of paper with a QR code, a little askew, on a grey wall. */
function filmOf(text: string): MediaStream {
  const modules = encodeQr(text, 'raw', { ecc: 'medium' });
  const canvas = document.createElement('canvas');
  canvas.width = 1_280;
  canvas.height = 720;
  const context = canvas.getContext('2d');
  const paint = (): void => {
    if (context === null) return;
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.fillStyle = '#777';
    context.fillRect(0, 0, canvas.width, canvas.height);
    context.translate(640, 360);
    context.rotate(0.06);
    const size = 560 / modules.length;
    context.translate(-280, -280);
    context.fillStyle = '#eee';
    context.fillRect(-40, -40, 640, 640);
    context.fillStyle = '#111';
    modules.forEach((row, y) =>
      row.forEach((isDark, x) => {
        if (isDark) context.fillRect(x * size, y * size, size + 0.5, size + 0.5);
      }),
    );
  };
  paint();
  const timer = setInterval(paint, 100);
  const stream = canvas.captureStream(15);
  stream.getTracks()[0]?.addEventListener('ended', () => clearInterval(timer));
  return stream;
}

describe('the camera', () => {
  test('reads an invitation from a poster', async () => {
    const office = await openMemoryOffice();
    const text = await office.invitation('phone', 'https://kantor.example');
    film(() => Promise.resolve(filmOf(text)));
    const video = document.createElement('video');
    document.body.append(video);
    const camera = await openCamera(video);
    expect(camera.ok).toBe(true);
    if (!camera.ok) return;
    expect(await camera.value.text).toEqual({ ok: true, value: text });
    camera.value.close();
    expect(video.srcObject).toBeNull();
    video.remove();
  });

  test.each([
    ['that does not arrive', 'nowhere/qr-worker.js'],
    ['that breaks at once', 'data:text/javascript,throw new Error("broken")'],
  ])('that has a decoder %s says so, and can be closed', async (_, url) => {
    film(() => Promise.resolve(filmOf('whatever')));
    const Original = globalThis.Worker;
    globalThis.Worker = class extends Original {
      constructor() {
        super(url);
      }
    };
    const video = document.createElement('video');
    const camera = await openCamera(video);
    globalThis.Worker = Original;
    expect(camera.ok && (await camera.value.text)).toMatchObject({
      ok: false,
      fault: { code: 'camera-missing' },
    });
    if (camera.ok) camera.value.close();
    expect(video.srcObject).toBeNull();
  });

  test.each([
    ['NotAllowedError', 'camera-refused'],
    ['NotFoundError', 'camera-missing'],
    ['NotReadableError', 'camera-missing'],
  ])('that answers %s is %s', async (name, code) => {
    film(() => Promise.reject(new DOMException('', name)));
    const camera = await openCamera(document.createElement('video'));
    expect(camera).toMatchObject({ ok: false, fault: { code } });
  });
});
