// Give parts of Django's select widgets a name or a role: screen readers announce them as nothing otherwise.
"use strict";

const UNNAMED = ".select2-search__field:not([aria-label]), .select2-selection__rendered[role=textbox]:not([aria-label])";

const selectOf = (part) => {
  const owner = (part.getAttribute("aria-controls") || part.id).match(/^select2-(.+)-(results|container)$/);
  const container = part.closest(".select2-container");
  return owner ? document.getElementById(owner[1]) : container && container.parentElement.querySelector("select");
};

const nameParts = () => {
  document.querySelectorAll(UNNAMED).forEach((part) => {
    const select = selectOf(part);
    const label = select && select.labels.length ? select.labels[0].textContent.trim().replace(/:$/, "") : "";
    part.setAttribute("aria-label", label || "Suche");
  });
  // A mark for the mouse inside a list; the keyboard has the backspace key.
  document.querySelectorAll(".select2-selection__clear:not([aria-hidden])").forEach((mark) => mark.setAttribute("aria-hidden", "true"));
  document.querySelectorAll(".search-label-icon:not([role])").forEach((icon) => icon.setAttribute("role", "img"));
};

document.addEventListener("DOMContentLoaded", () => {
  nameParts();
  new MutationObserver(nameParts).observe(document.body, { childList: true, subtree: true });
});
