import { style } from '../page/style.ts'

// Targets of 44 pixels, for thumbs; a text field of 16 pixels, or phones zoom into it.
const controls = `button,summary,.link,input:not([type=checkbox]),select,textarea{font:inherit;min-height:2.75rem;max-width:100%}
button,.link{display:block;width:100%;padding:.5rem .9rem;margin:.5rem 0;border:2px solid var(--text);border-radius:.4rem;background:var(--ground);color:var(--text);font-weight:600;text-align:center;text-decoration:none;cursor:pointer}
button.main{background:var(--text);color:var(--ground)}
input:not([type=checkbox]),select,textarea{display:block;width:100%;padding:.5rem;border:1px solid var(--faint);border-radius:.4rem;background:var(--ground);color:var(--text)}
textarea{min-height:7rem}label{display:block;margin-top:.6rem;font-weight:600}
.check{display:flex;gap:.6rem;align-items:center;min-height:2.75rem;font-weight:400}
.check input{width:1.5rem;height:1.5rem;flex:none}
fieldset{border:1px solid var(--line);border-radius:.4rem;margin:.6rem 0;min-width:0}legend{font-weight:600}
:focus-visible{outline:3px solid var(--unknown);outline-offset:2px}
a{color:inherit}form{margin:.5rem 0}`

const parts = `details{margin:.5rem 0}summary{padding:.6rem 0;font-weight:600;cursor:pointer}
.top{display:flex;flex-wrap:wrap;gap:.5rem 1rem;align-items:center;justify-content:space-between}
.top form{margin:0}.top button{margin:0;width:auto}
.said,.no,.held{border:2px solid currentcolor;border-radius:.4rem;padding:.6rem .8rem;margin:.8rem 0;background:var(--card)}
.skip{position:absolute;left:-100vw}.skip:focus{position:static}
pre{overflow-x:auto;background:var(--card);padding:.5rem;overflow-wrap:normal}
.text{border-left:.25rem solid var(--line);padding-left:.6rem}
.hint{color:var(--faint);margin:.1rem 0}.row{display:flex;flex-wrap:wrap;gap:0 .6rem}.row form,.row .link{flex:1 1 9rem}`

/** The status page's own style, and what forms need beyond it. */
export const consoleStyle = `${style}\n${controls}\n${parts}`
