// Puts strokes on a canvas, and into a picture of their own. The lines are signature_pad's; which
// pointer writes and where its points are is ours (ink-input.ts, paper.ts).
import Pad from 'signature_pad';
import type { Size } from './paper.ts';
import { groupsOf, type StrokePoint } from './signature.ts';

type Strokes = readonly (readonly StrokePoint[])[];

export interface DrawingSurface {
  size(): Size;
  /** @param scale from the strokes' coordinates to the pad's */
  fit(size: Size, scale: number): void;
  /** All that have ended. */
  drawAll(strokes: Strokes): void;
  /** Over them, those that are being written. */
  drawRunning(strokes: Strokes): void;
}

const PEN = { penColor: '#1c1a17', minWidth: 1, maxWidth: 3 };

/** One that only draws: the pointers are listened to elsewhere. */
function penOn(canvas: HTMLCanvasElement): Pad {
  const { touchAction, userSelect } = canvas.style;
  const pad = new Pad(canvas, PEN);
  pad.off();
  Object.assign(canvas.style, { touchAction, userSelect });
  return pad;
}

export function drawingSurface(canvas: HTMLCanvasElement): DrawingSurface {
  const pad = penOn(canvas);
  const context = canvas.getContext('2d')!;
  // What has ended is kept as a picture: a long signature is not drawn again at every move.
  const ended = document.createElement('canvas');
  const endedPad = penOn(ended);
  let scale = 1;

  const wipe = (of: HTMLCanvasElement, with_: Pad) => {
    const its = of.getContext('2d')!;
    with_.clear();
    its.setTransform(1, 0, 0, 1, 0, 0);
    its.clearRect(0, 0, of.width, of.height);
    const ratio = pixelRatio() * scale;
    its.setTransform(ratio, 0, 0, ratio, 0, 0);
  };

  return {
    size: () => ({ width: canvas.offsetWidth, height: canvas.offsetHeight }),
    fit({ width, height }, nextScale) {
      scale = nextScale;
      for (const each of [canvas, ended]) {
        each.width = Math.round(width * pixelRatio());
        each.height = Math.round(height * pixelRatio());
      }
    },
    drawAll(strokes) {
      wipe(ended, endedPad);
      endedPad.fromData(groupsOf(strokes, endedPad), { clear: false });
    },
    drawRunning(strokes) {
      wipe(canvas, pad);
      context.save();
      context.setTransform(1, 0, 0, 1, 0, 0);
      if (ended.width > 0 && ended.height > 0) context.drawImage(ended, 0, 0);
      context.restore();
      pad.fromData(groupsOf(strokes, pad), { clear: false });
    }
  };
}

/** The drawing as SVG, in the strokes' own coordinates. */
export function pictureOf(strokes: Strokes, { width, height }: Size): string {
  const canvas = document.createElement('canvas');
  canvas.width = width * pixelRatio();
  canvas.height = height * pixelRatio();
  const pad = penOn(canvas);
  pad.fromData(groupsOf(strokes, pad));
  return pad.toSVG();
}

function pixelRatio(): number {
  return Math.max(1, window.devicePixelRatio);
}
