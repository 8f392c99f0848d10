// Words selected in the source text become the evidence of the form that was opened or used last. Without this script
// the words are typed.
(function () {
  "use strict";
  var form = null;
  function used(event) {
    var fix = event.target.closest ? event.target.closest("details.fix") : null;
    if (fix && fix.open) form = fix.querySelector("form");
  }
  document.addEventListener("focusin", used);
  document.addEventListener("toggle", function (event) {
    var fix = event.target;
    if (!fix.matches || !fix.matches("details.fix")) return;
    if (fix.open) {
      form = fix.querySelector("form");
      document.querySelectorAll("details.fix[open]").forEach(function (other) { if (other !== fix) other.open = false; });
    } else if (form && fix.contains(form)) {
      form = null;
    }
  }, true);
  // Offsets are code points of the document's text: a block says where it begins, the words before the place are counted.
  function offset(node, at) {
    var element = node.nodeType === 1 ? node : node.parentElement;
    var block = element && element.closest("[data-start]");
    if (!block) return null;
    var before = document.createRange();
    before.selectNodeContents(block);
    before.setEnd(node, at);
    return Number(block.dataset.start) + Array.from(before.toString()).length;
  }
  function take() {
    var selection = getSelection();
    if (!form || !selection.rangeCount || selection.isCollapsed) return;
    var range = selection.getRangeAt(0);
    var text = document.querySelector(".text[data-document]");
    if (!text || !text.contains(range.commonAncestorContainer)) return;
    var words = selection.toString().trim();
    var start = offset(range.startContainer, range.startOffset);
    var end = offset(range.endContainer, range.endOffset);
    if (!words) return;
    form.elements.evidence.value = words;
    form.elements.start.value = start === null || end === null ? "" : start;
    form.elements.end.value = start === null || end === null ? "" : end;
    form.elements.document.value = text.dataset.document;
    form.elements.evidence.classList.remove("taken");
    void form.elements.evidence.offsetWidth;
    form.elements.evidence.classList.add("taken");
  }
  document.addEventListener("mouseup", function () { setTimeout(take, 0); });
  document.addEventListener("touchend", function () { setTimeout(take, 300); });
  document.addEventListener("keyup", function (event) { if (event.shiftKey || event.key === "Shift") take(); });
  // What is typed is looked for in the text; a place that belonged to other words would only mislead.
  document.addEventListener("input", function (event) {
    if (event.target.name !== "evidence") return;
    var own = event.target.form;
    own.elements.start.value = own.elements.end.value = "";
  });
  document.addEventListener("DOMContentLoaded", function () {
    var open = document.querySelector("details.fix[open] form");
    if (open) form = open;
    var problem = document.getElementById("problem");
    if (problem) problem.focus();
  });
})();
