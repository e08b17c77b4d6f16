// What the pages do better with a script: GOV.UK's components, and the manners of partial pages.
// Everything works without it. Nothing here knows what a plan is; markup says what is wanted:
//
//   data-inline-form        on a form that stands in place of a row; Escape leaves it
//   data-cancel             on the link or button that leaves it
//   data-focus              what gets the focus when the part it is in has been swapped in; without
//                           it, the first control of an inline form
//   data-start-from-last-words  on a link in a form: puts the words of the form's template into its
//                           text box, before what was typed there
//   data-words-guide="100"  on a text box: its words are counted, in the element whose id is the box's
//                           and "_words"; nothing is cut
//   data-announce="words"   what a screen reader is told when the part has been swapped in
//   data-quietly="#place"   on what keeps a draft while one types: a failure is said in that place (or in
//                           itself), and the focus stays in the text
//   data-problem            in an answer that is not swapped in (401, 403, 500): what to say instead

const me = document.querySelector("script[data-govuk-frontend]");
const COMPONENTS = [
  "Button",
  "CharacterCount",
  "Checkboxes",
  "ErrorSummary",
  "FileUpload",
  "NotificationBanner",
  "PasswordInput",
  "Radios",
  "SkipLink",
];

const govuk = import(new URL(me.dataset.govukFrontend, document.baseURI).href);
document.body.classList.add("js-enabled");
if ("noModule" in HTMLScriptElement.prototype) {
  document.body.classList.add("govuk-frontend-supported");
}
startComponents(document);

async function startComponents(scope) {
  const parts = await govuk;
  for (const name of COMPONENTS) {
    // Those that run already say so by an error, which is no news.
    parts.createAll(parts[name], undefined, { scope, onError: () => {} });
  }
}

// ---- telling

const announcer = document.getElementById("announcer");

function announce(words) {
  if (!words) return;
  // Emptied first, so that the same words twice are said twice.
  announcer.textContent = "";
  setTimeout(() => {
    announcer.textContent = words;
  }, 100);
}

announce(document.querySelector("#messages .gt-message")?.textContent.trim());

// ---- words counted against a guide

document.addEventListener("input", ({ target }) => {
  const guide = target.dataset?.wordsGuide;
  const shown = guide && document.getElementById(`${target.id}_words`);
  if (!shown) return;
  const number = (target.value.match(/\S*[\p{L}\p{N}_]\S*/gu) || []).length;
  shown.textContent = `${number} of about ${guide} words`;
});

// ---- what was typed

const isTyped = (control) => {
  if (control.type === "hidden") return false;
  if (control.type === "checkbox" || control.type === "radio") {
    return control.checked !== control.defaultChecked;
  }
  if (control instanceof HTMLSelectElement) {
    const set = [...control.options].findIndex((option) => option.defaultSelected);
    return control.selectedIndex !== Math.max(set, 0);
  }
  return "defaultValue" in control && control.value !== control.defaultValue;
};

// A form that came back with errors or a conflict holds typed words as its defaults.
const holdsWords = (form) =>
  form.querySelector(".govuk-error-summary, [data-unsaved]") !== null ||
  [...form.elements].some(isTyped);

addEventListener("beforeunload", (event) => {
  const open = [...document.querySelectorAll("form[data-inline-form]")];
  if (open.some((form) => !form.dataset.leaving && holdsWords(form))) event.preventDefault();
});

addEventListener("submit", (event) => {
  if (!event.target.matches("[data-inline-form]")) return;
  event.target.dataset.leaving = "yes"; // taken back when the answer has come (htmx)
});

addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || event.defaultPrevented) return;
  const form = event.target.closest?.("[data-inline-form]");
  const cancel = form?.querySelector("[data-cancel]");
  if (!cancel) return;
  event.preventDefault();
  if (holdsWords(form) && document.activeElement !== cancel) {
    cancel.focus();
    announce("You have typed something. Press Enter to leave it, or go back to keep it.");
  } else {
    cancel.click();
  }
});

addEventListener("click", (event) => {
  const link = event.target.closest?.("[data-start-from-last-words]");
  const form = link?.closest("form");
  const words = form?.querySelector("template[data-last-words]")?.content.textContent;
  const box = form?.querySelector("textarea[name=commentary]");
  if (!words || !box) return;
  event.preventDefault();
  box.value = box.value.trim() ? `${words}\n${box.value}` : words;
  box.focus();
  box.setSelectionRange(box.value.length, box.value.length);
  box.dispatchEvent(new Event("input", { bubbles: true }));
});

// ---- partial pages

document.body.addEventListener("htmx:configRequest", ({ detail }) => {
  // Logging in again, in another tab, changes the token; the cookie always holds the one in force.
  const token = document.cookie.match(/(?:^|; )csrftoken=([^;]+)/)?.[1];
  if (!token) return;
  detail.headers["X-CSRFToken"] = token;
  if (detail.formData.has("csrfmiddlewaretoken")) {
    detail.formData.set("csrfmiddlewaretoken", token);
  }
});

document.body.addEventListener("htmx:beforeRequest", ({ detail }) => {
  busy(detail, true);
  detail.elt.closest("form")?.querySelector(".gt-problem")?.remove();
});

document.body.addEventListener("htmx:afterRequest", ({ detail }) => {
  busy(detail, false);
  const form = detail.elt.closest("form");
  if (form) delete form.dataset.leaving;
});

function busy(detail, on) {
  for (const element of new Set([detail.target, detail.elt.closest("form")])) {
    if (on) element?.setAttribute("aria-busy", "true");
    else element?.removeAttribute("aria-busy");
  }
}

document.body.addEventListener("htmx:load", ({ detail }) => {
  const part = detail.elt;
  if (part === document.body) return;
  // Components are looked for inside; what has arrived may be one itself.
  startComponents(part.matches("[data-module]") ? part.parentElement : part);
  const words = find(part, "[data-announce]")?.dataset.announce;
  announce(words ?? (part.id === "messages" ? part.textContent.trim() : ""));
});

document.body.addEventListener("htmx:afterSettle", ({ target: part }) => {
  // One place only: a whole board that has been filtered holds a wish in every row.
  const wishes = part.matches("[data-focus]") ? [part] : part.querySelectorAll("[data-focus]");
  const wanted =
    find(part, ".govuk-error-summary") ??
    (wishes.length === 1 ? wishes[0] : null) ??
    find(part, "[data-inline-form]")?.querySelector(CONTROLS);
  // The focus is moved only when the swap has taken it away, or into a form that was asked for.
  const lost = document.activeElement === document.body || part.contains(document.activeElement);
  if (wanted && lost) wanted.focus();
});

const CONTROLS = "input:not([type=hidden]), select, textarea";

const find = (part, selector) =>
  part.matches?.(selector) ? part : part.querySelector?.(selector);

// ---- when saving fails: the form stays as it is, and says why

document.body.addEventListener("htmx:responseError", ({ detail }) => {
  const answer = new DOMParser().parseFromString(detail.xhr.responseText, "text/html");
  const said = answer.querySelector("[data-problem]");
  report(detail.elt, said ? [...said.childNodes] : [SORRY[detail.xhr.status] ?? SORRY.other]);
});

for (const name of ["htmx:sendError", "htmx:timeout"]) {
  document.body.addEventListener(name, ({ detail }) => report(detail.elt, [SORRY.network]));
}

const SORRY = {
  403: "You may not do this. Nothing has been saved.",
  404: "This is no longer there. Nothing has been saved.",
  413: "This is too long to be sent. Shorten it and save again.",
  429: "Too many tries. Wait a minute and save again.",
  network: "The server could not be reached. Check your connection and save again.",
  other: "Something went wrong on our side and nothing has been saved. Try again in a minute.",
};

function report(element, words) {
  const quietly = element.dataset.quietly;
  const place = quietly ? document.querySelector(quietly) : element;
  if (quietly !== undefined && place) {
    place.replaceChildren("Not kept. ", ...words.map(imported), " What you typed is still here.");
    return;
  }
  const form = element.closest("form");
  const box = document.createElement("div");
  box.className = "gt-problem";
  box.tabIndex = -1;
  const said = document.createElement("p");
  said.append(...words.map(imported));
  box.append(said);
  if (form && form.method === "post") {
    const kept = document.createElement("p");
    kept.textContent = "What you typed is still here.";
    box.append(kept);
    form.prepend(box);
  } else {
    document.querySelector("#messages").replaceChildren(box);
  }
  box.focus();
  announce(box.textContent);
}

const imported = (word) => (word instanceof Node ? document.importNode(word, true) : word);

// ---- the account menu closes when one goes elsewhere

const account = document.querySelector(".gt-account");
account?.addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || !account.open) return;
  account.open = false;
  account.querySelector("summary").focus();
});
document.addEventListener("click", (event) => {
  if (account && !account.contains(event.target)) account.open = false;
});
