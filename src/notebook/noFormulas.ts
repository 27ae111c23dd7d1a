/**
 * The class of HTML whose text is data: JupyterLab would else typeset `$…$` in it as a formula, and `$\href{…}{…}$` as a link.
 * Two names, since MathJax has changed its own.
 */
export const noFormulas = 'class="mathjax_ignore tex2jax_ignore"';
