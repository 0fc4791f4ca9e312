// Saving while typing: sends one section only, waits with a page's own saving until it is through, and says what failed.
"use strict";

let running = 0;
let waiting = null;

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

document.addEventListener("htmx:beforeRequest", () => { running += 1; });

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
  const { xhr, elt } = event.detail;
  if (xhr.status === 200 && !xhr.responseURL.endsWith("/zwischenspeichern/")) {
    event.detail.shouldSwap = false;
    say(elt, "ended");
  }
});

const tryAgain = (event) => {
  const section = event.detail.elt;
  say(section, "offline");
  setTimeout(() => window.htmx.trigger(section, "change"), 20000);
};
document.addEventListener("htmx:sendError", tryAgain);
document.addEventListener("htmx:responseError", (event) => {
  if (event.detail.xhr.status === 403) say(event.detail.elt, "ended");
  else tryAgain(event);
});

// A saving under way changes the version; the form's own one goes after it, so that nobody collides with themselves.
document.addEventListener("submit", (event) => {
  if (!running || !event.target.matches("[hx-post], :has([hx-post])")) return;
  event.preventDefault();
  waiting = { form: event.target, button: event.submitter };
});
