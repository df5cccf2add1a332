package org.latent4j.report;

/** The style of the HTML pages. It holds no character that XML would have escaped. */
final class Style {
  private Style() {}

  private static final String COLORS =
      """
      :root{--page:#fff;--ink:#1c2127;--soft:#59636e;--rule:#dce1e6;--grid:#e9edf0;--tint:#f6f8fa;--link:#1f5fa8;
        --c0:#2f6db5;--c1:#d2691e;--c2:#1f8a5b;--c3:#c23a60;--c4:#7552b3;--c5:#a38200;--c6:#128799;--c7:#7d675a;--c8:#b03ca3;--c9:#55657a}
      @media screen and (prefers-color-scheme:dark){
      :root{--page:#13161a;--ink:#e3e7eb;--soft:#98a3ae;--rule:#303740;--grid:#252b32;--tint:#1b2026;--link:#7db4f2;
        --c0:#6aa5ec;--c1:#f0954d;--c2:#53c08c;--c3:#ef7898;--c4:#b296ee;--c5:#dfbe3f;--c6:#4dc1d1;--c7:#bba594;--c8:#e283d6;--c9:#9aabc0}
      }
      .k0{--k:var(--c0)}.k1{--k:var(--c1)}.k2{--k:var(--c2)}.k3{--k:var(--c3)}.k4{--k:var(--c4)}
      .k5{--k:var(--c5)}.k6{--k:var(--c6)}.k7{--k:var(--c7)}.k8{--k:var(--c8)}.k9{--k:var(--c9)}
      """;

  private static final String PAGE =
      """
      *{box-sizing:border-box}
      html{color-scheme:light dark;-webkit-text-size-adjust:100%;text-size-adjust:100%}
      body{margin:0 auto;padding:3.5rem 1.25rem 5rem;max-width:45rem;background:var(--page);color:var(--ink);
        font:1rem/1.6 system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif;
        font-variant-numeric:lining-nums;overflow-wrap:break-word}
      header{margin-bottom:2.5rem}
      h1{margin:0;font-size:2rem;line-height:1.2;font-weight:650;letter-spacing:-.015em;text-wrap:balance}
      header p{margin:.6rem 0 0;color:var(--soft);font-size:1.0625rem}
      section{margin:0 0 1.5rem}
      h2{margin:3rem 0 .9rem;font-size:1.25rem;line-height:1.3;font-weight:650;letter-spacing:-.005em;scroll-margin-top:1rem}
      main section:first-child h2{margin-top:0}
      section[id]{scroll-margin-top:1rem}
      h3{margin:0 0 .5rem;font-size:.9375rem;line-height:1.4;font-weight:600}
      p{margin:0 0 1rem}
      a{color:var(--link);text-decoration:none}
      a:hover{text-decoration:underline}
      nav{margin:0 0 2.5rem;padding:.9rem 0;border-top:1px solid var(--rule);border-bottom:1px solid var(--rule);font-size:.9375rem}
      nav ul{margin:0;padding:0;list-style:none;columns:14rem;column-gap:2rem}
      nav li{padding:.15rem 0;break-inside:avoid}
      """;

  private static final String BLOCKS =
      """
      .key{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(8.5rem,45%),1fr));gap:1.5rem;margin:0 0 2.5rem}
      .key div{display:flex;flex-direction:column;border-top:2px solid var(--ink);padding-top:.7rem;min-width:0}
      .key dt{order:1;color:var(--soft);font-size:.875rem;line-height:1.4}
      .key dd{order:0;margin:0;font-size:1.9rem;line-height:1.25;font-weight:600;letter-spacing:-.02em;font-variant-numeric:lining-nums tabular-nums}
      .key .words{font-size:1.3rem;line-height:1.83}
      .key .note{order:2;font-size:.8125rem;line-height:1.4;font-weight:400;letter-spacing:0;color:var(--soft)}
      figure{margin:0 0 1.75rem}
      figcaption{margin-top:.7rem;color:var(--soft);font-size:.875rem;line-height:1.5;max-width:40rem}
      .scroll{overflow-x:auto;overflow-y:hidden;
        background:linear-gradient(90deg,var(--page) 40%,transparent) 0 0/3rem 100% no-repeat local,
        linear-gradient(270deg,var(--page) 40%,transparent) 100% 0/3rem 100% no-repeat local,
        linear-gradient(90deg,var(--rule),transparent) 0 0/.75rem 100% no-repeat scroll,
        linear-gradient(270deg,var(--rule),transparent) 100% 0/.75rem 100% no-repeat scroll}
      .scroll:focus-visible,a:focus-visible{outline:2px solid var(--link);outline-offset:3px}
      table{border-collapse:collapse;font-size:.9375rem;line-height:1.45;min-width:50%}
      th,td{padding:.45rem 1.25rem .45rem 0;text-align:left;vertical-align:baseline;border-bottom:1px solid var(--grid);overflow-wrap:normal;max-width:24rem}
      th:last-child,td:last-child{padding-right:.25rem}
      thead th{border-bottom:1px solid var(--soft);color:var(--soft);font-size:.8125rem;font-weight:600;vertical-align:bottom}
      tbody th{font-weight:400;min-width:8rem}
      .number{text-align:right;font-variant-numeric:lining-nums tabular-nums;white-space:nowrap}
      tbody tr:hover th,tbody tr:hover td{background:var(--tint)}
      .panels{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(19rem,100%),1fr));gap:1.5rem 2rem}
      .panels section{margin:0;min-width:0}
      .panels .key,.panels figure{margin-bottom:.75rem}
      .nothing{color:var(--soft);font-style:italic;margin:0}
      """;

  private static final String DRAWINGS =
      """
      svg{display:block}
      .chart{max-width:100%;height:auto;font-size:12px;font-variant-numeric:lining-nums tabular-nums;overflow:visible}
      .chart text{fill:var(--ink)}
      .axes text{fill:var(--soft)}
      .grid{stroke:var(--grid)}
      .axis{stroke:var(--soft)}
      .interval{stroke:var(--ink);stroke-width:1.25}
      .halo{stroke:var(--page);stroke-width:3.5}
      .line{fill:none;stroke:var(--k);stroke-width:2;stroke-linejoin:round;stroke-linecap:round}
      .dashed .line{stroke-dasharray:6 4}
      .dotted .line{stroke-dasharray:1 4}
      .dots circle,.dots path:not(.line){fill:var(--k);stroke:var(--page);stroke-width:.75}
      .crowd circle,.crowd path{fill-opacity:.72;stroke:none}
      .hits{opacity:0}
      .hits:hover{opacity:1}
      .hits circle,.hits path{fill:transparent}
      .hits circle:hover,.hits path:hover{fill:var(--k)}
      .bar{fill:var(--k)}
      .none{fill:var(--tint);stroke:var(--rule);stroke-dasharray:2 2}
      .chart .figure{font-size:11px;text-anchor:middle;pointer-events:none}
      .chart .dark{fill:#10151a}
      .chart .pale{fill:#fff}
      .pixels{image-rendering:pixelated}
      .legend{display:flex;flex-wrap:wrap;gap:.25rem 1.25rem;margin:0 0 .75rem;padding:0;list-style:none;font-size:.875rem;line-height:1.5}
      .legend li{display:flex;align-items:center;gap:.45rem;min-width:0}
      .legend svg{flex:none;width:18px;height:10px}
      .ramp{display:flex;align-items:center;gap:.6rem;margin:.9rem 0 0;color:var(--soft);font-size:.8125rem;font-variant-numeric:tabular-nums}
      .ramp i{width:11rem;height:.6rem;border-radius:1px;print-color-adjust:exact;-webkit-print-color-adjust:exact}
      """;

  private static final String MEDIA =
      """
      @media (min-width:75rem){
      body.wide{max-width:64rem;display:grid;grid-template-columns:13rem minmax(0,42.5rem);column-gap:4rem}
      .wide header{grid-column:2}
      .wide nav{grid-column:1;grid-row:1/3;position:sticky;top:3.5rem;align-self:start;border:0;padding:.5rem 0 0;margin:0;max-height:calc(100vh - 7rem);overflow-y:auto;font-size:.875rem}
      .wide nav ul{columns:auto}
      .wide nav li{padding:.25rem 0;line-height:1.4}
      .wide main{grid-column:2;min-width:0}
      }
      @media (max-width:30rem){
      body{padding:2rem 1rem 3rem}
      h1{font-size:1.6rem}
      h2{margin-top:2.25rem}
      nav ul{columns:2;column-gap:1rem}
      .key dd{font-size:1.5rem}
      .key .words{font-size:1.1rem}
      th,td{padding-right:.9rem}
      }
      @media print{
      body,body.wide{display:block;max-width:none;padding:0;font-size:10.5pt}
      nav{display:none}
      .scroll{overflow:visible;background:none}
      .chart{min-width:0!important}
      h2,h3{break-after:avoid}
      figure,tr,.key,.panels section{break-inside:avoid}
      svg rect,svg circle,svg path{print-color-adjust:exact;-webkit-print-color-adjust:exact}
      }
      """;

  /** All of it. */
  static final String CSS = COLORS + PAGE + BLOCKS + DRAWINGS + MEDIA;
}
