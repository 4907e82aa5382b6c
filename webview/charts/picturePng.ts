import type { DrawnPath, DrawnText, Picture } from './picture';

/** Sharp on any screen, and in a document. */
const scale = 2;

/** Draws the picture itself, since the page's policy lets it load none. @throws if the browser makes no PNG */
export async function picturePng({ width, height, background, shapes }: Picture): Promise<Blob> {
  const canvas = document.createElement('canvas');
  canvas.width = Math.round(width * scale);
  canvas.height = Math.round(height * scale);
  const context = canvas.getContext('2d');
  if (!context) {
    throw new Error('The browser has no canvas to draw on.');
  }
  context.scale(scale, scale);
  context.fillStyle = background;
  context.fillRect(0, 0, width, height);
  for (const shape of shapes) {
    if (shape.kind === 'text') {
      drawText(context, shape);
    } else {
      drawPath(context, shape, new Path2D(shape.d));
    }
  }
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => {
      if (blob) {
        resolve(blob);
      } else {
        reject(new Error('The browser made no PNG.'));
      }
    }, 'image/png');
  });
}

function drawText(context: CanvasRenderingContext2D, shape: DrawnText): void {
  context.fillStyle = shape.fill;
  context.font = `${shape.weight} ${shape.size}px ${shape.family}`;
  context.textAlign = shape.anchor === 'middle' ? 'center' : shape.anchor;
  context.fillText(shape.text, shape.x, shape.y);
}

function drawPath(context: CanvasRenderingContext2D, shape: DrawnPath, path: Path2D): void {
  if (shape.fill !== 'none') {
    context.globalAlpha = shape.fillOpacity;
    context.fillStyle = shape.fill;
    context.fill(path);
    context.globalAlpha = 1;
  }
  if (shape.stroke !== 'none' && shape.strokeWidth > 0) {
    context.globalAlpha = shape.strokeOpacity;
    context.strokeStyle = shape.stroke;
    context.lineWidth = shape.strokeWidth;
    context.setLineDash([...shape.dashes]);
    context.stroke(path);
    context.globalAlpha = 1;
  }
}
