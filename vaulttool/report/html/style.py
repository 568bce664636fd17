"""The report's style sheet: for a wide window, a phone, paper; light and dark. Colours are in `palette`."""

from __future__ import annotations

from vaulttool.report.html.palette import DARK, LIGHT, variables

_SHEET = """
:root{color-scheme:light dark;LIGHT}
@media screen and (prefers-color-scheme:dark){:root{DARK}}
*{box-sizing:border-box}
html{scroll-padding-top:1rem}
body{margin:0;background:var(--ground);color:var(--ink);
font:1rem/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans",sans-serif;overflow-wrap:anywhere}
header,main,footer,nav>ul{max-width:70rem;margin-inline:auto;padding-inline:1.15rem}
header{padding-block:2rem 1rem}
h1{font-size:1.9rem;line-height:1.2;margin:0}
h2{font-size:1.35rem;line-height:1.25;margin:0 0 .75rem}
h3{font-size:1.05rem;margin:1.5rem 0 .5rem}
p{margin:.5rem 0;max-width:44rem}
a{color:var(--accent);text-underline-offset:.15em}
:focus-visible{outline:3px solid var(--accent);outline-offset:2px;border-radius:2px}
.skip{position:absolute;left:-99rem;padding:.5rem 1rem;background:var(--ground);z-index:2}
.skip:focus{left:.5rem;top:.5rem}
.muted,footer,figcaption,caption{color:var(--muted)}
nav{border-block:1px solid var(--line);background:var(--panel)}
nav>ul{display:flex;flex-wrap:wrap;gap:.15rem 1.25rem;list-style:none;margin-block:0;padding-block:.6rem}
nav a{display:inline-block;padding-block:.2rem}
section{padding-block:2rem;border-bottom:1px solid var(--line)}
footer{padding-block:1.5rem 3rem;font-size:.9rem}
.figures{display:grid;grid-template-columns:repeat(auto-fit,minmax(8.5rem,1fr));gap:.75rem;margin:1.25rem 0 0}
.figures>div{background:var(--panel);border:1px solid var(--line);border-radius:.5rem;padding:.6rem .85rem}
.figures dt{color:var(--muted);font-size:.9rem}
.figures dd{margin:0;font-size:1.6rem;line-height:1.2;font-weight:600;font-variant-numeric:tabular-nums}
.figures small{font-size:.85rem;font-weight:400;color:var(--muted)}
.due{list-style:none;margin:0;padding:0;columns:26rem 2;column-gap:2rem}
.due>li{break-inside:avoid;padding:.6rem 0 .6rem .85rem;border-left:.25rem solid var(--quiet);margin-bottom:.6rem}
.due>li.late{border-color:var(--late)}
.due>li.due-now{border-color:var(--accent)}
.due ul{margin:.15rem 0;padding-left:1.1rem;list-style:disc}
.due p{margin:.15rem 0}
.state{font-size:.9rem;color:var(--muted)}
.late .state{color:var(--late);font-weight:600}
.scroll{overflow-x:auto}
table{border-collapse:collapse;font-variant-numeric:tabular-nums}
caption{text-align:left;padding-bottom:.35rem}
th,td{text-align:left;padding:.35rem 1.5rem .35rem 0;border-bottom:1px solid var(--line);vertical-align:middle;
overflow-wrap:normal}
th:last-child,td:last-child{padding-right:0}
td.n{white-space:nowrap}
thead th{font-size:.9rem;color:var(--muted);font-weight:600;vertical-align:bottom}
tbody th{font-weight:500}
tbody th{overflow-wrap:break-word;min-width:8rem}
.wide{width:100%}
.d{white-space:nowrap}
.n{text-align:right}
td.bar{width:50%;min-width:6rem}
.many td.bar{width:32%}
svg{display:block;max-width:100%;height:auto}
.bar svg{width:100%;height:.95rem}
.mark svg{width:3rem;height:.4rem}
.plot{width:100%;max-width:52rem}
svg text{font:12px system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans",sans-serif;fill:var(--ink)}
svg .halo{paint-order:stroke;stroke:var(--ground);stroke-width:3px;stroke-linejoin:round}
svg .small{fill:var(--muted)}
.f-accent{fill:var(--accent)}.f-second{fill:var(--second)}.f-quiet{fill:var(--quiet)}.f-panel{fill:var(--panel)}
.f-line{fill:var(--line)}.f-open{fill:var(--ground);stroke:var(--quiet);vector-effect:non-scaling-stroke}
.s-line,.s-accent,.s-second,.s-quiet,.s-ink{fill:none;stroke-width:1}
.s-line{stroke:var(--line)}.s-accent{stroke:var(--accent)}.s-second{stroke:var(--second)}
.s-quiet{stroke:var(--quiet)}.s-ink{stroke:var(--ink)}
.s-bold{stroke-width:2.2}
.dash{stroke-dasharray:3 3}
.dot{stroke:var(--accent);stroke-width:2;fill:var(--ground)}
.dot.met{fill:var(--accent)}
.dot.later{stroke:var(--quiet);stroke-width:1.5}
.dot.unknown{stroke:var(--quiet);stroke-width:1.5;stroke-dasharray:2 2}
figure{margin:0 0 1rem}
.picture{overflow-x:auto;border:1px solid var(--line);border-radius:.5rem;padding:.5rem}
.picture svg{margin-inline:auto}
.rows svg{max-width:none}
.legend{display:flex;flex-wrap:wrap;gap:.25rem 1.25rem;list-style:none;padding:0;margin:.5rem 0;font-size:.9rem;
color:var(--muted)}
.legend li{display:flex;align-items:center;gap:.4rem}
.legend svg{flex:none}
.tree{columns:20rem;column-gap:2rem;font-size:.95rem}
.tree,.tree ul{list-style:none;padding-left:0;margin:0}
.tree ul{padding-left:.8rem;margin-left:.3rem;border-left:1px solid var(--line)}
.tree>li{margin-bottom:.6rem}
.tree b{font-weight:600}
.tree .about{break-inside:avoid}
.tree .about:has(+ul){break-after:avoid}
.tree .muted{font-size:.85rem}
.lives{list-style:none;padding:0;margin:0}
.lives>li{display:grid;grid-template-columns:minmax(12rem,4fr) minmax(0,6fr) 6.5rem;gap:0 1rem;align-items:center;
padding:.3rem 0;border-bottom:1px solid var(--line)}
.lives .axis{border-bottom:0;padding:0}
.lives svg{width:100%}
.lives .last{font-size:.9rem;color:var(--muted);font-variant-numeric:tabular-nums}
.lives details[open]{grid-column:1/-1}
.lives summary{color:inherit;width:auto}
summary{cursor:pointer;color:var(--accent);width:fit-content;padding-block:.1rem}
details ol{margin:.25rem 0 .5rem;padding-left:1.25rem}
.said>li{margin-bottom:.6rem}
@media screen and (max-width:40rem){
header{padding-top:1.25rem}
h1{font-size:1.5rem}
section{padding-block:1.5rem}
.lives>li{grid-template-columns:minmax(0,1fr) auto}
.lives svg{grid-column:1/-1;order:3}
.plot text{font-size:24px}
.lives text{font-size:20px}
.lives circle{r:7px}
.lives .s-bold{stroke-width:3.5}
.many .bar{display:none}
.many th,.many td{padding-right:.35rem}
.many tbody th{min-width:5rem}
table{font-size:.92rem}
.many{font-size:.82rem}
.many thead th{font-size:.75rem}
thead th{font-size:.8rem}
td.bar{width:auto;min-width:4.5rem}
th,td{padding-right:.5rem}
.rings svg{width:46rem;max-width:none}
}
@media print{
html{font-size:10pt}
nav,.skip{display:none}
header,main,footer{max-width:none;padding-inline:0}
section{padding-block:1rem}
h2,h3,caption,section>p{break-after:avoid}
table:not(:has(tr:nth-child(16))){break-inside:avoid}
tr,figure,.due>li,.lives>li,.figures>div,.said>li{break-inside:avoid}
thead{display:table-header-group}
a{color:inherit;text-decoration:none}
.picture{overflow:visible;border:0;padding:0}
.picture svg,.rows svg{max-width:100%;height:auto}
.scroll{overflow:visible}
}
"""

STYLE = _SHEET.replace("LIGHT", variables(LIGHT), 1).replace("DARK", variables(DARK), 1).strip() + "\n"
