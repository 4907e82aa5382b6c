import assert from 'node:assert/strict';
import type { Picture } from '../../../webview/charts/picture';
import { standaloneSvg } from '../../../webview/charts/standaloneSvg';

const picture: Picture = {
  title: 'Hours & <minutes>',
  width: 300,
  height: 150,
  background: 'rgb(31, 31, 31)',
  shapes: [
    {
      kind: 'path',
      d: 'M0,0H10',
      fill: 'none',
      fillOpacity: 1,
      stroke: 'rgb(1, 2, 3)',
      strokeOpacity: 0.5,
      strokeWidth: 1.75,
      dashes: [5, 3],
    },
    {
      kind: 'text',
      text: '</text><script>alert(1)</script> \u0000\uD800 "quoted"',
      x: 10,
      y: 20,
      anchor: 'end',
      fill: '#cccccc',
      size: 11,
      weight: '400',
      family: '"Segoe UI", sans-serif',
    },
  ],
};

describe('A chart as an SVG file', () => {
  const text = standaloneSvg(picture);

  it('has its shapes with their own colours, and texts as text', () => {
    assert.match(
      text,
      /^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg" width="300" height="150" viewBox="0 0 300 150"/u,
    );
    assert.ok(text.includes('<title>Hours &amp; &lt;minutes&gt;</title>'));
    assert.ok(text.includes('stroke="rgb(1, 2, 3)" stroke-opacity="0.5" stroke-width="1.75"'));
    assert.ok(text.includes('font-family="&quot;Segoe UI&quot;, sans-serif"'));
    assert.ok(
      text.includes('&lt;/text&gt;&lt;script&gt;alert(1)&lt;/script&gt; \uFFFD\uFFFD &quot;quoted&quot;'),
    );
  });

  it('needs nothing from elsewhere and runs nothing', () => {
    assert.doesNotMatch(text, /<script|<style|href|url\(|var\(|class=|http(?!:\/\/www\.w3\.org\/2000\/svg)/u);
  });
});
