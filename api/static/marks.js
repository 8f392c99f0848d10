// Shows where a value stands in the text: on hover at once, on click with a smooth scroll. Without this script the
// links and `:target` do the same.
(function () {
  "use strict";
  function each(anchor, action) {
    document.querySelectorAll('mark[data-e="' + CSS.escape(anchor) + '"]').forEach(action);
  }
  function light(event) {
    var value = event.target.closest ? event.target.closest("a[data-e]") : null;
    if (!value) return;
    each(value.dataset.e, function (mark) { mark.classList.toggle("lit", event.type === "mouseover" || event.type === "focusin"); });
  }
  ["mouseover", "mouseout", "focusin", "focusout"].forEach(function (type) { document.addEventListener(type, light); });
  function chosen() {
    document.querySelectorAll("mark.chosen, dd.chosen").forEach(function (e) { e.classList.remove("chosen"); });
    var anchor = decodeURIComponent(location.hash.slice(1));
    if (!anchor) return;
    each(anchor, function (mark) { mark.classList.add("chosen"); });
    var first = document.getElementById(anchor);
    if (first && first.tagName === "MARK") {
      var value = document.getElementById(first.dataset.v);
      if (value) value.classList.add("chosen");
      first.scrollIntoView({ block: "center", behavior: matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth" });
    }
  }
  document.addEventListener("click", function (event) {
    var mark = event.target.closest ? event.target.closest("mark[data-v]") : null;
    if (!mark || String(getSelection())) return;
    location.hash = mark.classList.contains("chosen") ? mark.dataset.v : mark.dataset.e;
  });
  window.addEventListener("hashchange", chosen);
  document.addEventListener("DOMContentLoaded", chosen);
})();
