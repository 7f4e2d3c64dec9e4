/** Look of the pages of the Test URL. Colours have a contrast of at least 4.5 to 1 in both schemes (WCAG AA). */
export const STYLE = `
:root { color-scheme: light dark; --ink: #1f2430; --paper: #ffffff; --soft: #f2f4f8; --line: #6b7280; --act: #1d4ed8; --on: #ffffff; --warn: #fff4d6; }
@media (prefers-color-scheme: dark) {
	:root { --ink: #e8eaf0; --paper: #181b22; --soft: #232833; --line: #9aa3b2; --act: #9db9ff; --on: #10131a; --warn: #3a3216; }
}
body { margin: 0; background: var(--paper); color: var(--ink); font: 1rem/1.5 system-ui, sans-serif; }
main { max-width: 40rem; margin: 0 auto; padding: 1.5rem 1rem 3rem; }
h1 { font-size: 1.5rem; line-height: 1.25; }
.warn, .soft { border-left: 0.25rem solid var(--line); background: var(--soft); padding: 0.5rem 1rem; }
.warn { background: var(--warn); }
ul.warn, ul.soft { padding-left: 2rem; }
label { display: block; margin-top: 1rem; font-weight: 600; }
input { box-sizing: border-box; width: 100%; min-height: 2.75rem; padding: 0.5rem; border: 1px solid var(--line); border-radius: 0.25rem; background: var(--paper); color: var(--ink); font: inherit; }
.help { margin: 0.25rem 0 0; }
button { margin-top: 1.5rem; min-height: 2.75rem; padding: 0.5rem 1.25rem; border: 1px solid var(--act); border-radius: 0.25rem; background: var(--act); color: var(--on); font: inherit; font-weight: 600; cursor: pointer; }
a { color: var(--act); }
:focus-visible { outline: 3px solid var(--act); outline-offset: 2px; }
`;
