"use strict";(self.rspackChunklessonkit_lab=self.rspackChunklessonkit_lab||[]).push([[266],{646(e,t,o){var n=o(601),r=o.n(n),a=o(314),i=o.n(a),l=o(90),s=i()(r());s.i(l.A),s.push([e.id,`
`,""]),o.d(t,{},{A:s})},90(e,t,o){var n=o(601),r=o.n(n),a=o(314),i=(o.n(a))()(r());i.push([e.id,`/* A page of the course, and nothing else in JupyterLab. */

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
`,""]),o.d(t,{},{A:i})},314(e){e.exports=function(e){var t=[];return t.toString=function(){return this.map(function(t){var o="",n=void 0!==t[5];return t[4]&&(o+="@supports (".concat(t[4],") {")),t[2]&&(o+="@media ".concat(t[2]," {")),n&&(o+="@layer".concat(t[5].length>0?" ".concat(t[5]):""," {")),o+=e(t),n&&(o+="}"),t[2]&&(o+="}"),t[4]&&(o+="}"),o}).join("")},t.i=function(e,o,n,r,a){"string"==typeof e&&(e=[[null,e,void 0]]);var i={};if(n)for(var l=0;l<this.length;l++){var s=this[l][0];null!=s&&(i[s]=!0)}for(var c=0;c<e.length;c++){var d=[].concat(e[c]);n&&i[d[0]]||(void 0!==a&&(void 0===d[5]||(d[1]="@layer".concat(d[5].length>0?" ".concat(d[5]):""," {").concat(d[1],"}")),d[5]=a),o&&(d[2]&&(d[1]="@media ".concat(d[2]," {").concat(d[1],"}")),d[2]=o),r&&(d[4]?(d[1]="@supports (".concat(d[4],") {").concat(d[1],"}"),d[4]=r):d[4]="".concat(r)),t.push(d))}},t}},601(e){e.exports=function(e){return e[1]}},665(e,t,o){o.r(t);var n=o(72),r=o.n(n),a=o(825),i=o.n(a),l=o(659),s=o.n(l),c=o(56),d=o.n(c),p=o(540),u=o.n(p),f=o(113),h=o.n(f),m=o(646),v={};v.styleTagTransform=h(),v.setAttributes=d(),v.insert=s().bind(null,"head"),v.domAPI=i(),v.insertStyleElement=u(),r()(m.A,v);let b=m.A&&m.A.locals?m.A.locals:void 0;o.d(t,{},{default:b})},72(e){var t=[];function o(e){for(var o=-1,n=0;n<t.length;n++)if(t[n].identifier===e){o=n;break}return o}function n(e,n){for(var r={},a=[],i=0;i<e.length;i++){var l=e[i],s=n.base?l[0]+n.base:l[0],c=r[s]||0,d="".concat(s," ").concat(c);r[s]=c+1;var p=o(d),u={css:l[1],media:l[2],sourceMap:l[3],supports:l[4],layer:l[5]};if(-1!==p)t[p].references++,t[p].updater(u);else{var f=function(e,t){var o=t.domAPI(t);return o.update(e),function(t){t?(t.css!==e.css||t.media!==e.media||t.sourceMap!==e.sourceMap||t.supports!==e.supports||t.layer!==e.layer)&&o.update(e=t):o.remove()}}(u,n);n.byIndex=i,t.splice(i,0,{identifier:d,updater:f,references:1})}a.push(d)}return a}e.exports=function(e,r){var a=n(e=e||[],r=r||{});return function(e){e=e||[];for(var i=0;i<a.length;i++){var l=o(a[i]);t[l].references--}for(var s=n(e,r),c=0;c<a.length;c++){var d=o(a[c]);0===t[d].references&&(t[d].updater(),t.splice(d,1))}a=s}}},659(e){var t={};e.exports=function(e,o){var n=function(e){if(void 0===t[e]){var o=document.querySelector(e);if(window.HTMLIFrameElement&&o instanceof window.HTMLIFrameElement)try{o=o.contentDocument.head}catch(e){o=null}t[e]=o}return t[e]}(e);if(!n)throw Error("Couldn't find a style target. This probably means that the value for the 'insert' parameter is invalid.");n.appendChild(o)}},540(e){e.exports=function(e){var t=document.createElement("style");return e.setAttributes(t,e.attributes),e.insert(t,e.options),t}},56(e,t,o){e.exports=function(e){var t=o.nc;t&&e.setAttribute("nonce",t)}},825(e){e.exports=function(e){if("u"<typeof document)return{update:function(){},remove:function(){}};var t=e.insertStyleElement(e);return{update:function(o){var n,r,a;n="",o.supports&&(n+="@supports (".concat(o.supports,") {")),o.media&&(n+="@media ".concat(o.media," {")),(r=void 0!==o.layer)&&(n+="@layer".concat(o.layer.length>0?" ".concat(o.layer):""," {")),n+=o.css,r&&(n+="}"),o.media&&(n+="}"),o.supports&&(n+="}"),(a=o.sourceMap)&&"u">typeof btoa&&(n+="\n/*# sourceMappingURL=data:application/json;base64,".concat(btoa(unescape(encodeURIComponent(JSON.stringify(a))))," */")),e.styleTagTransform(n,t,e.options)},remove:function(){var e;null===(e=t).parentNode||e.parentNode.removeChild(e)}}}},113(e){e.exports=function(e,t){if(t.styleSheet)t.styleSheet.cssText=e;else{for(;t.firstChild;)t.removeChild(t.firstChild);t.appendChild(document.createTextNode(e))}}}}]);