// Saving while typing: sends one section only, waits with a page's own saving until it is through, and says what failed.
"use strict";

const RETRY_AFTER = 20000;
const LEFT_BY = 30000;

let running = 0;
let waiting = null;
let leaving = false;
const retries = new Map();

const say = (section, name) => {
  const status = document.querySelector(section.getAttribute("hx-target"));
  if (status) status.textContent = status.dataset[name];
};

document.addEventListener("htmx:configRequest", (event) => {
  const section = event.detail.elt.closest("[data-prefix]");
  if (!section) return;
  const prefix = section.dataset.prefix;
  for (const name of [...event.detail.formData.keys()]) {
    if (!name.startsWith(prefix) || name === "form_key") event.detail.formData.delete(name);
  }
});

// The page's own saving carries everything: an autosave beside it would only take the version away from it.
document.addEventListener("htmx:beforeRequest", (event) => {
  if (leaving) {
    event.preventDefault();
    return;
  }
  clearTimeout(retries.get(event.detail.elt));
  running += 1;
});

document.addEventListener("htmx:afterRequest", () => {
  running -= 1;
  if (!running && waiting) {
    const { form, button } = waiting;
    waiting = null;
    form.requestSubmit(button);
  }
});

// Somebody who is no longer logged in is led to another page: that is no message for here.
document.addEventListener("htmx:beforeSwap", (event) => {
  // `detail.elt` is the message here, not the section.
  const { xhr, requestConfig } = event.detail;
  if (xhr.status === 200 && !xhr.responseURL.endsWith("/zwischenspeichern/")) {
    event.detail.shouldSwap = false;
    say(requestConfig.elt, "ended");
  }
});

// One attempt per section at a time, and only where the same text may be taken the next time.
const tryAgain = (section) => {
  say(section, "offline");
  clearTimeout(retries.get(section));
  retries.set(section, setTimeout(() => window.htmx.trigger(section, "change"), RETRY_AFTER));
};
document.addEventListener("htmx:sendError", (event) => tryAgain(event.detail.elt));
document.addEventListener("htmx:responseError", (event) => {
  const { xhr, elt } = event.detail;
  if (xhr.status >= 500) tryAgain(elt);
  else say(elt, xhr.status === 403 ? "ended" : "refused");
});

// A saving under way changes the version; the form's own one goes after it, so that nobody collides with themselves.
document.addEventListener("submit", (event) => {
  if (!event.target.matches("[hx-post], :has([hx-post])")) return;
  if (running) {
    event.preventDefault();
    waiting = { form: event.target, button: event.submitter };
    return;
  }
  leaving = true;
  // Somebody who stops the loading of the next page stays here and goes on typing.
  setTimeout(() => { leaving = false; }, LEFT_BY);
});
window.addEventListener("pageshow", () => { leaving = false; });
