/** The look of a published page, on light and dark screens and on paper. */
export const pageStyle = `
:root{color-scheme:light dark;--text:#1f2328;--quiet:#59636e;--line:#d1d9e0;--back:#fff;--bar:#0969da;--dot:#bc4c00}
@media (prefers-color-scheme:dark){:root{--text:#e6edf3;--quiet:#9198a1;--line:#3d444d;--back:#0d1117;--bar:#4493f8;--dot:#f0883e}}
*{box-sizing:border-box}
body{margin:0 auto;padding:1.5rem;max-width:60rem;font:15px/1.5 system-ui,sans-serif;color:var(--text);background:var(--back)}
h1{font-size:1.6rem;margin:0 0 1rem}h2{font-size:1.15rem;margin:1.5rem 0 .5rem}
p{margin:0 0 .6rem;max-width:46rem}
.totals{display:flex;flex-wrap:wrap;gap:.75rem 1.75rem;margin:0}
.totals div{display:flex;flex-direction:column-reverse}
.totals dt{color:var(--quiet);font-size:.8rem}.totals dd{margin:0;font-size:1.25rem;font-weight:600}
figure{margin:1rem 0}svg{display:block;width:100%;height:auto}
figcaption,footer{color:var(--quiet);font-size:.85em}
.axis{fill:var(--quiet);font:9px system-ui,sans-serif}.grid{stroke:var(--line);stroke-width:.6}
.bar{fill:var(--bar)}.dot{fill:var(--dot)}
.scroll{overflow-x:auto}
table{border-collapse:collapse;width:100%;font-size:.87rem;font-variant-numeric:tabular-nums}
th,td{padding:.25rem .5rem;border-bottom:1px solid var(--line);text-align:right;vertical-align:top;font-weight:400}
thead th{font-weight:600;vertical-align:bottom}
.words{text-align:left;overflow-wrap:break-word}tbody th{width:45%;min-width:9rem;overflow-wrap:anywhere}
@media print{
@page{size:A4;margin:11mm}
:root{color-scheme:light;--text:#000;--quiet:#444;--line:#bbb;--back:#fff;--bar:#0969da;--dot:#bc4c00}
body{padding:0;max-width:none;font-size:7.5pt;line-height:1.25}
h1{font-size:14pt;margin-bottom:2mm}h2{font-size:10pt;margin:3mm 0 1mm;break-after:avoid}
p{max-width:none;margin-bottom:1mm}.totals{gap:1mm 6mm}.totals dd{font-size:10.5pt}.totals dt{font-size:7.5pt}
figure{margin:2mm 0;break-inside:avoid}svg{height:36mm;width:auto;max-width:100%;margin:0 auto}
.text{columns:2;column-gap:6mm}.scroll{overflow:visible}
table{font-size:7pt;line-height:1.2}th,td{padding:.2mm .8mm}thead{display:table-header-group}tr{break-inside:avoid}
*{print-color-adjust:exact;-webkit-print-color-adjust:exact}
}
`;

/** Lets this style into a page that lets in no other; a test says what it has to be. */
export const pageStyleHash = 'sha256-ncd/hnH8JjTV9GUfBtpUiQvzOtarb1SwHZFP9riWQ70=';
