"use strict";(self.rspackChunklessonkit_lab=self.rspackChunklessonkit_lab||[]).push([[266],{646(e,t,n){var o=n(601),r=n.n(o),a=n(314),i=n.n(a),l=n(90),s=i()(r());s.i(l.A),s.push([e.id,`
`,""]),n.d(t,{},{A:s})},90(e,t,n){var o=n(601),r=n.n(o),a=n(314),i=(n.n(a))()(r());i.push([e.id,`/* A page of the course, and nothing else in JupyterLab. */

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

.lk-word :is(a, button):focus-visible {
  outline: 2px solid var(--jp-brand-color1);
  outline-offset: 2px;
}
`,""]),n.d(t,{},{A:i})},314(e){e.exports=function(e){var t=[];return t.toString=function(){return this.map(function(t){var n="",o=void 0!==t[5];return t[4]&&(n+="@supports (".concat(t[4],") {")),t[2]&&(n+="@media ".concat(t[2]," {")),o&&(n+="@layer".concat(t[5].length>0?" ".concat(t[5]):""," {")),n+=e(t),o&&(n+="}"),t[2]&&(n+="}"),t[4]&&(n+="}"),n}).join("")},t.i=function(e,n,o,r,a){"string"==typeof e&&(e=[[null,e,void 0]]);var i={};if(o)for(var l=0;l<this.length;l++){var s=this[l][0];null!=s&&(i[s]=!0)}for(var c=0;c<e.length;c++){var d=[].concat(e[c]);o&&i[d[0]]||(void 0!==a&&(void 0===d[5]||(d[1]="@layer".concat(d[5].length>0?" ".concat(d[5]):""," {").concat(d[1],"}")),d[5]=a),n&&(d[2]&&(d[1]="@media ".concat(d[2]," {").concat(d[1],"}")),d[2]=n),r&&(d[4]?(d[1]="@supports (".concat(d[4],") {").concat(d[1],"}"),d[4]=r):d[4]="".concat(r)),t.push(d))}},t}},601(e){e.exports=function(e){return e[1]}},665(e,t,n){n.r(t);var o=n(72),r=n.n(o),a=n(825),i=n.n(a),l=n(659),s=n.n(l),c=n(56),d=n.n(c),p=n(540),u=n.n(p),f=n(113),h=n.n(f),v=n(646),m={};m.styleTagTransform=h(),m.setAttributes=d(),m.insert=s().bind(null,"head"),m.domAPI=i(),m.insertStyleElement=u(),r()(v.A,m);let b=v.A&&v.A.locals?v.A.locals:void 0;n.d(t,{},{default:b})},72(e){var t=[];function n(e){for(var n=-1,o=0;o<t.length;o++)if(t[o].identifier===e){n=o;break}return n}function o(e,o){for(var r={},a=[],i=0;i<e.length;i++){var l=e[i],s=o.base?l[0]+o.base:l[0],c=r[s]||0,d="".concat(s," ").concat(c);r[s]=c+1;var p=n(d),u={css:l[1],media:l[2],sourceMap:l[3],supports:l[4],layer:l[5]};if(-1!==p)t[p].references++,t[p].updater(u);else{var f=function(e,t){var n=t.domAPI(t);return n.update(e),function(t){t?(t.css!==e.css||t.media!==e.media||t.sourceMap!==e.sourceMap||t.supports!==e.supports||t.layer!==e.layer)&&n.update(e=t):n.remove()}}(u,o);o.byIndex=i,t.splice(i,0,{identifier:d,updater:f,references:1})}a.push(d)}return a}e.exports=function(e,r){var a=o(e=e||[],r=r||{});return function(e){e=e||[];for(var i=0;i<a.length;i++){var l=n(a[i]);t[l].references--}for(var s=o(e,r),c=0;c<a.length;c++){var d=n(a[c]);0===t[d].references&&(t[d].updater(),t.splice(d,1))}a=s}}},659(e){var t={};e.exports=function(e,n){var o=function(e){if(void 0===t[e]){var n=document.querySelector(e);if(window.HTMLIFrameElement&&n instanceof window.HTMLIFrameElement)try{n=n.contentDocument.head}catch(e){n=null}t[e]=n}return t[e]}(e);if(!o)throw Error("Couldn't find a style target. This probably means that the value for the 'insert' parameter is invalid.");o.appendChild(n)}},540(e){e.exports=function(e){var t=document.createElement("style");return e.setAttributes(t,e.attributes),e.insert(t,e.options),t}},56(e,t,n){e.exports=function(e){var t=n.nc;t&&e.setAttribute("nonce",t)}},825(e){e.exports=function(e){if("u"<typeof document)return{update:function(){},remove:function(){}};var t=e.insertStyleElement(e);return{update:function(n){var o,r,a;o="",n.supports&&(o+="@supports (".concat(n.supports,") {")),n.media&&(o+="@media ".concat(n.media," {")),(r=void 0!==n.layer)&&(o+="@layer".concat(n.layer.length>0?" ".concat(n.layer):""," {")),o+=n.css,r&&(o+="}"),n.media&&(o+="}"),n.supports&&(o+="}"),(a=n.sourceMap)&&"u">typeof btoa&&(o+="\n/*# sourceMappingURL=data:application/json;base64,".concat(btoa(unescape(encodeURIComponent(JSON.stringify(a))))," */")),e.styleTagTransform(o,t,e.options)},remove:function(){var e;null===(e=t).parentNode||e.parentNode.removeChild(e)}}}},113(e){e.exports=function(e,t){if(t.styleSheet)t.styleSheet.cssText=e;else{for(;t.firstChild;)t.removeChild(t.firstChild);t.appendChild(document.createTextNode(e))}}}}]);