"use strict";(self.rspackChunklessonkit_lab=self.rspackChunklessonkit_lab||[]).push([[266],{989(e,o,r){var t=r(601),n=r.n(t),i=r(314),l=r.n(i),a=r(417),d=r.n(a),s=new URL(r(731),r.b),p=l()(n()),c=d()(s);p.push([e.id,`/* The home of a course: the page in the main area and the panel at the left. */

.lk-view {
  background: var(--jp-layout-color1);
  color: var(--jp-ui-font-color1);
  font-family: var(--jp-content-font-family);
  font-size: 15px;
  line-height: 1.45;
  overflow: auto;
}

.lk-view:focus {
  outline: none;
}

.lk-view :is(h1, h2, h3, p, ul, ol) {
  margin: 0;
  padding: 0;
}

.lk-view :is(ul, ol) {
  list-style: none;
}

.lk-view a {
  color: var(--jp-content-link-color);
  text-decoration: underline;
  text-underline-offset: 0.15em;
}

.lk-view :is(a, button, select):focus-visible {
  outline: 3px solid var(--jp-brand-color1);
  outline-offset: 2px;
}

.lk-view :is(button, select) {
  background: var(--jp-layout-color2);
  border: 1px solid var(--jp-border-color1);
  border-radius: 4px;
  color: inherit;
  font: inherit;
  min-height: 32px;
  padding: 0 0.6rem;
}

.lk-view button {
  cursor: pointer;
}

.lk-note,
.lk-done,
.lk-question {
  color: var(--jp-ui-font-color1);
}

.lk-unseen {
  clip-path: inset(50%);
  height: 1px;
  overflow: hidden;
  position: absolute;
  width: 1px;
}

/* -- the way on */

.lk-view .lk-go-on {
  background: var(--lk-accent);
  border-radius: 6px;
  color: #fff;
  display: inline-flex;
  flex-direction: column;
  max-width: 44rem;
  padding: 0.7rem 1.2rem;
  text-decoration: none;
}

.lk-view {
  --lk-accent: #1f4e8c;
}

.lk-go-on strong {
  font-size: 1.15em;
}

.lk-ring {
  fill: none;
  flex: none;
  height: 22px;
  stroke: var(--jp-border-color1);
  stroke-width: 4;
  transform: rotate(-90deg);
  width: 22px;
}

.lk-ring .lk-share,
.lk-ring path {
  stroke: #2a78b8;
}

.lk-ring path {
  stroke-width: 2.5;
  transform: rotate(90deg);
  transform-origin: center;
}

/* -- the page */

#lk-home .lk-inner {
  box-sizing: border-box;
  margin: 0 auto;
  max-width: 76rem;
  padding: 1.5rem clamp(1rem, 4vw, 3rem) 4rem;
}

#lk-home h1 {
  font-size: 2rem;
  line-height: 1.2;
  margin-bottom: 1rem;
}

#lk-home h2 {
  border-bottom: 1px solid var(--jp-border-color2);
  font-size: 1.2rem;
  margin: 2rem 0 0.8rem;
  padding-bottom: 0.2rem;
}

#lk-home .lk-aside {
  display: flex;
  flex-wrap: wrap;
  gap: 0.8rem 2.5rem;
  margin-top: 1.2rem;
}

.lk-aside li {
  display: flex;
  flex-direction: column;
  max-width: 20rem;
}

.lk-aside label {
  align-items: center;
  display: flex;
  flex-wrap: wrap;
  gap: 0.2rem 0.5rem;
}

.lk-cards {
  display: grid;
  gap: 1rem;
  grid-template-columns: repeat(auto-fill, minmax(min(15.5rem, 100%), 1fr));
}

.lk-card {
  background: var(--jp-layout-color1);
  border: 1px solid var(--jp-border-color2);
  border-radius: 8px;
  display: flex;
  flex-direction: column;
  gap: 0.4rem;
  overflow: hidden;
  padding-bottom: 0.8rem;
  position: relative;
}

.lk-card:hover,
.lk-card:focus-within {
  border-color: var(--jp-border-color0);
}

.lk-card > :not(.lk-cover) {
  margin: 0 1rem;
}

.lk-cover {
  aspect-ratio: 2 / 1;
  max-height: 11rem;
  background: var(--jp-layout-color2);
  display: block;
  object-fit: cover;
  width: 100%;
}

/* A cover has both themes in it. */
img.lk-cover {
  color-scheme: light;
}

[data-jp-theme-light="false"] img.lk-cover {
  color-scheme: dark;
}

.lk-tile {
  align-items: center;
  aspect-ratio: 3 / 1;
  background: linear-gradient(135deg, #1f4e8c, #2a78b8);
  color: #fff;
  display: flex;
  font-size: 3rem;
  font-weight: 600;
  justify-content: center;
}

.lk-others {
  display: grid;
  gap: 0.8rem 2.5rem;
  grid-template-columns: repeat(auto-fill, minmax(min(15.5rem, 100%), 1fr));
}

.lk-others li {
  display: flex;
  flex-direction: column;
}

.lk-others a {
  font-weight: 600;
}

.lk-card h3 {
  font-size: 1.05rem;
  line-height: 1.3;
  padding-top: 0.3rem;
}

/* The whole card leads to the lesson. */
.lk-card h3 a::after {
  content: "";
  inset: 0;
  position: absolute;
}

.lk-card .lk-book {
  align-self: flex-start;
  position: relative;
}

.lk-question {
  flex: 1;
}

.lk-done {
  align-items: center;
  display: flex;
  gap: 0.5rem;
}

/* -- the panel */

#lk-road {
  font-size: 14px;
  min-width: 14rem;
  padding: 0.8rem;
}

#lk-road > * + * {
  margin-top: 0.9rem;
}

#lk-road .lk-title {
  font-size: 1.1rem;
}

#lk-road h3 {
  font-size: 0.95rem;
  margin-bottom: 0.3rem;
}

#lk-road .lk-row {
  display: flex;
  flex-wrap: wrap;
  gap: 0.4rem;
}

#lk-road ol li {
  align-items: baseline;
  column-gap: 0.4rem;
  display: grid;
  grid-template-columns: 18px 1fr;
  padding: 0.15rem 0;
}

#lk-road ol .lk-ring {
  align-self: center;
  height: 16px;
  width: 16px;
}

#lk-road ol .lk-note {
  font-size: 0.9em;
  grid-column: 2;
}

#lk-road .lk-aside li + li {
  margin-top: 0.6rem;
}

.jp-SideBar .lk-road-icon {
  margin: auto;
}

.lk-road-icon {
  background: currentcolor;
  height: 18px;
  mask: url(${c}) center / contain no-repeat;
  width: 18px;
}
`,""]),r.d(o,{},{A:p})},646(e,o,r){var t=r(601),n=r.n(t),i=r(314),l=r.n(i),a=r(90),d=r(989),s=r(253),p=l()(n());p.i(a.A),p.i(d.A),p.i(s.A),p.push([e.id,`
`,""]),r.d(o,{},{A:p})},90(e,o,r){var t=r(601),n=r.n(t),i=r(314),l=(r.n(i))()(n());l.push([e.id,`/* A page of the course, and nothing else in JupyterLab. */

.lk-page {
  --jp-content-font-size1: 16px;
}

/* Lines of at most 75 letters. What is wide by nature, a table or a picture, may take the width. */
.lk-page .jp-MarkdownOutput > :is(p, ul, ol, dl, blockquote, h1, h2, h3, h4, h5, h6),
.lk-page .jp-RenderedHTML > :is(p, ul, ol, dl, blockquote) {
  max-width: 34em;
}

.lk-page .jp-MarkdownOutput > table,
.lk-page .jp-RenderedHTML > table {
  display: block;
  max-width: 100%;
  overflow-x: auto;
}

/* A link in text is not told by its colour alone. */
.lk-page .jp-RenderedHTMLCommon :is(p, li, td, th, dd, blockquote) a:any-link {
  text-decoration: underline;
  text-underline-offset: 0.15em;
}

/* The anchor of a heading is no link in text. */
.lk-page .jp-InternalAnchorLink {
  text-decoration: none;
}

/* A cell of the course is not moved or copied. */
.lk-page .lk-locked .jp-cell-toolbar {
  display: none;
}

/* While a cell runs, a still of its output stands where the new one is drawn behind it. */
.lk-page .jp-CodeCell {
  position: relative;
}

.lk-page .lk-behind {
  height: 0;
  left: 0;
  overflow: hidden;
  position: absolute;
  right: 0;
  visibility: hidden;
}

.lk-word {
  background: var(--jp-layout-color1);
  border: 1px solid var(--jp-border-color1);
  border-radius: 4px;
  box-shadow: 0 2px 10px rgb(0 0 0 / 25%);
  box-sizing: border-box;
  color: var(--jp-content-font-color1);
  font-family: var(--jp-content-font-family);
  font-size: 15px;
  line-height: 1.5;
  max-width: min(26rem, calc(100vw - 16px));
  padding: 0.8rem 1rem;
  position: fixed;
  z-index: 10000;
}

.lk-word:focus {
  outline: none;
}

.lk-word p {
  margin: 0.4rem 0 0;
}

.lk-word .lk-said {
  font-size: 14px;
}

.lk-word a {
  color: var(--jp-content-link-color);
  text-decoration: underline;
}

.lk-word .lk-buttons {
  display: flex;
  gap: 0.6rem;
}

.lk-lost button,
.lk-word button {
  background: var(--jp-layout-color2);
  border: 1px solid var(--jp-border-color1);
  border-radius: 3px;
  color: inherit;
  cursor: pointer;
  font: inherit;
  min-height: 32px;
  padding: 0 0.7rem;
}

.lk-lost button:focus-visible,
.lk-word :is(a, button):focus-visible {
  outline: 2px solid var(--jp-brand-color1);
  outline-offset: 2px;
}

.lk-lost {
  align-items: center;
  background: var(--jp-warn-color3);
  border-bottom: 1px solid var(--jp-border-color1);
  color: var(--jp-content-font-color1);
  display: flex;
  flex-wrap: wrap;
  font-size: 15px;
  gap: 0.4rem 1rem;
  min-height: 56px;
  overflow-y: auto;
  padding: 0.4rem 1rem;
}

.lk-lost.lm-mod-hidden {
  display: none;
}

/* The line of code behind a question or a chart is a thin bar that shows when it is pointed at; a click unfolds it. */
.lk-page .lk-locked .jp-InputPlaceholder {
  height: 12px;
  min-height: 0;
  opacity: 0;
  overflow: hidden;
  padding: 0;
}

.lk-page .lk-locked .jp-InputPlaceholder:hover {
  opacity: 1;
}

.lk-page .lk-locked :is(.jp-InputPrompt, .jp-OutputPrompt) {
  visibility: hidden;
}

/* A figure follows the theme before any widget is there. */
body[data-jp-theme-light="true"] .lk-figure img {
  color-scheme: light;
}

body[data-jp-theme-light="false"] .lk-figure img {
  color-scheme: dark;
}
`,""]),r.d(o,{},{A:l})},253(e,o,r){var t=r(601),n=r.n(t),i=r(314),l=(r.n(i))()(n());l.push([e.id,`/* The strip at the top and at the foot of a page. */

.lk-strip {
  display: flex;
  flex-wrap: wrap;
  gap: 0.4rem;
  padding: 0.5rem 0 0.5rem var(--jp-notebook-padding, 10px);
}

.lk-strip button {
  background: var(--jp-layout-color2);
  border: 1px solid var(--jp-border-color1);
  border-radius: 4px;
  color: var(--jp-ui-font-color1);
  cursor: pointer;
  font: 14px/1.3 var(--jp-content-font-family);
  max-width: 24rem;
  min-height: 32px;
  overflow: hidden;
  padding: 0.2rem 0.7rem;
  text-overflow: ellipsis;
}

.lk-strip button:hover {
  background: var(--jp-layout-color3);
}

.lk-strip button:focus-visible {
  outline: 3px solid var(--jp-brand-color1);
  outline-offset: 2px;
}

.lk-page .lk-foot {
  display: none;
}
`,""]),r.d(o,{},{A:l})},314(e){e.exports=function(e){var o=[];return o.toString=function(){return this.map(function(o){var r="",t=void 0!==o[5];return o[4]&&(r+="@supports (".concat(o[4],") {")),o[2]&&(r+="@media ".concat(o[2]," {")),t&&(r+="@layer".concat(o[5].length>0?" ".concat(o[5]):""," {")),r+=e(o),t&&(r+="}"),o[2]&&(r+="}"),o[4]&&(r+="}"),r}).join("")},o.i=function(e,r,t,n,i){"string"==typeof e&&(e=[[null,e,void 0]]);var l={};if(t)for(var a=0;a<this.length;a++){var d=this[a][0];null!=d&&(l[d]=!0)}for(var s=0;s<e.length;s++){var p=[].concat(e[s]);t&&l[p[0]]||(void 0!==i&&(void 0===p[5]||(p[1]="@layer".concat(p[5].length>0?" ".concat(p[5]):""," {").concat(p[1],"}")),p[5]=i),r&&(p[2]&&(p[1]="@media ".concat(p[2]," {").concat(p[1],"}")),p[2]=r),n&&(p[4]?(p[1]="@supports (".concat(p[4],") {").concat(p[1],"}"),p[4]=n):p[4]="".concat(n)),o.push(p))}},o}},417(e){e.exports=function(e,o){return(o||(o={}),e&&(e=String(e.__esModule?e.default:e),/^['"].*['"]$/.test(e)&&(e=e.slice(1,-1)),o.hash&&(e+=o.hash),/["'() \t\n]|(%20)/.test(e)||o.needQuotes))?'"'.concat(e.replace(/"/g,'\\"').replace(/\n/g,"\\n"),'"'):e}},601(e){e.exports=function(e){return e[1]}},665(e,o,r){r.r(o);var t=r(72),n=r.n(t),i=r(825),l=r.n(i),a=r(659),d=r.n(a),s=r(56),p=r.n(s),c=r(540),u=r.n(c),h=r(113),m=r.n(h),f=r(646),g={};g.styleTagTransform=m(),g.setAttributes=p(),g.insert=d().bind(null,"head"),g.domAPI=l(),g.insertStyleElement=u(),n()(f.A,g);let k=f.A&&f.A.locals?f.A.locals:void 0;r.d(o,{},{default:k})},72(e){var o=[];function r(e){for(var r=-1,t=0;t<o.length;t++)if(o[t].identifier===e){r=t;break}return r}function t(e,t){for(var n={},i=[],l=0;l<e.length;l++){var a=e[l],d=t.base?a[0]+t.base:a[0],s=n[d]||0,p="".concat(d," ").concat(s);n[d]=s+1;var c=r(p),u={css:a[1],media:a[2],sourceMap:a[3],supports:a[4],layer:a[5]};if(-1!==c)o[c].references++,o[c].updater(u);else{var h=function(e,o){var r=o.domAPI(o);return r.update(e),function(o){o?(o.css!==e.css||o.media!==e.media||o.sourceMap!==e.sourceMap||o.supports!==e.supports||o.layer!==e.layer)&&r.update(e=o):r.remove()}}(u,t);t.byIndex=l,o.splice(l,0,{identifier:p,updater:h,references:1})}i.push(p)}return i}e.exports=function(e,n){var i=t(e=e||[],n=n||{});return function(e){e=e||[];for(var l=0;l<i.length;l++){var a=r(i[l]);o[a].references--}for(var d=t(e,n),s=0;s<i.length;s++){var p=r(i[s]);0===o[p].references&&(o[p].updater(),o.splice(p,1))}i=d}}},659(e){var o={};e.exports=function(e,r){var t=function(e){if(void 0===o[e]){var r=document.querySelector(e);if(window.HTMLIFrameElement&&r instanceof window.HTMLIFrameElement)try{r=r.contentDocument.head}catch(e){r=null}o[e]=r}return o[e]}(e);if(!t)throw Error("Couldn't find a style target. This probably means that the value for the 'insert' parameter is invalid.");t.appendChild(r)}},540(e){e.exports=function(e){var o=document.createElement("style");return e.setAttributes(o,e.attributes),e.insert(o,e.options),o}},56(e,o,r){e.exports=function(e){var o=r.nc;o&&e.setAttribute("nonce",o)}},825(e){e.exports=function(e){if("u"<typeof document)return{update:function(){},remove:function(){}};var o=e.insertStyleElement(e);return{update:function(r){var t,n,i;t="",r.supports&&(t+="@supports (".concat(r.supports,") {")),r.media&&(t+="@media ".concat(r.media," {")),(n=void 0!==r.layer)&&(t+="@layer".concat(r.layer.length>0?" ".concat(r.layer):""," {")),t+=r.css,n&&(t+="}"),r.media&&(t+="}"),r.supports&&(t+="}"),(i=r.sourceMap)&&"u">typeof btoa&&(t+="\n/*# sourceMappingURL=data:application/json;base64,".concat(btoa(unescape(encodeURIComponent(JSON.stringify(i))))," */")),e.styleTagTransform(t,o,e.options)},remove:function(){var e;null===(e=o).parentNode||e.parentNode.removeChild(e)}}}},113(e){e.exports=function(e,o){if(o.styleSheet)o.styleSheet.cssText=e;else{for(;o.firstChild;)o.removeChild(o.firstChild);o.appendChild(document.createTextNode(e))}}},731(e){e.exports='data:image/svg+xml,<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24"><path d="M12 3 2 11h3v9h5v-6h4v6h5v-9h3z"/></svg>'}}]);