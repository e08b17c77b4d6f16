// Meeting mode from the keyboard: the left and right arrow keys go where "Previous" and "Next" lead.
// Nothing is taken from whoever types, chooses in a field, or scrolls a page that is too wide.
//
//   data-steps    on the navigation whose links have rel="prev" and rel="next"
//   data-keys     on what says so on the screen; hidden where there are no scripts

const RELATIONS = { ArrowLeft: "prev", ArrowRight: "next" };
const FIELDS = "input, select, textarea, [contenteditable], audio, video";

const link = (relation) => document.querySelector(`[data-steps] a[rel="${relation}"]`);

for (const help of document.querySelectorAll("[data-keys]")) help.hidden = false;
for (const [key, relation] of Object.entries(RELATIONS)) {
  link(relation)?.setAttribute("aria-keyshortcuts", key);
}

addEventListener("keydown", (event) => {
  const relation = RELATIONS[event.key];
  if (!relation || event.defaultPrevented || event.repeat) return;
  // With Alt they go back and forth in the browser's history, with others they select.
  if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
  if (event.target.closest?.(FIELDS) || scrollsSideways()) return;
  const wanted = link(relation);
  if (!wanted) return;
  event.preventDefault();
  wanted.click();
});

const scrollsSideways = () => document.documentElement.scrollWidth > innerWidth;
