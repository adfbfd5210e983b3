/**
 * Copies selected messages as lines with time and writer: `[22 Nov 2026, 14:20] Inês: text`. Of a single message only
 * the selected part of the text is copied.
 *
 * @param rows returns the row elements, in order
 * @param messageOf returns what a row shows: `{writer, time}`
 */
export function copyMessages(event, rows, messageOf) {
  const selection = getSelection();
  if (selection.rangeCount === 0 || event.target.closest?.("textarea, input")) {
    return;
  }
  const range = selection.getRangeAt(0);
  const parts = rows
    .map((row) => ({ ...messageOf(row), text: selectedText(range, row.querySelector(".bubble")) }))
    .filter(({ text }) => text !== "");
  if (parts.length > 0) {
    event.clipboardData.setData("text/plain", parts.length === 1 ? parts[0].text : parts.map(lineOf).join("\n"));
    event.preventDefault();
  }
}

function lineOf({ writer, time, text }) {
  const at = new Intl.DateTimeFormat(undefined, { dateStyle: "medium", timeStyle: "short" });
  return `${Number.isNaN(time.getTime()) ? "" : `[${at.format(time)}] `}${writer}: ${text}`;
}

function selectedText(selected, node) {
  const part = document.createRange();
  part.selectNodeContents(node);
  if (selected.compareBoundaryPoints(Range.START_TO_START, part) > 0) {
    part.setStart(selected.startContainer, selected.startOffset);
  }
  if (selected.compareBoundaryPoints(Range.END_TO_END, part) < 0) {
    part.setEnd(selected.endContainer, selected.endOffset);
  }
  return part.toString();
}
