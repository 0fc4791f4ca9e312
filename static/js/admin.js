// Give the fields of Django's autocomplete widget a name: screen readers announce unnamed fields otherwise.
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
};

document.addEventListener("DOMContentLoaded", () => {
  nameParts();
  new MutationObserver(nameParts).observe(document.body, { childList: true, subtree: true });
});
