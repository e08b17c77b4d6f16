// Rows that are dragged to another place among their like. Up and Down do the same without it.
//
//   data-reorder       on the table; its rows have data-like (who stands in the same list) and
//                      data-place (from 1), and buttons of the form #reorder in them

const form = document.getElementById("reorder");
let dragged = null;

for (const row of document.querySelectorAll("[data-reorder] tbody tr")) {
  const button = row.querySelector("button[form=reorder]");
  if (!button) continue;
  const handle = document.createElement("span");
  handle.className = "gt-drag";
  handle.draggable = true;
  handle.title = "Drag to another place";
  handle.setAttribute("aria-hidden", "true");
  button.parentElement.prepend(handle);
  handle.addEventListener("dragstart", (event) => {
    dragged = row;
    event.dataTransfer.effectAllowed = "move";
    event.dataTransfer.setData("text/plain", row.id);
    event.dataTransfer.setDragImage(row, 0, 0);
  });
  handle.addEventListener("dragend", () => {
    dragged = null;
    mark(null);
  });
  row.addEventListener("dragover", (event) => {
    if (!takes(row)) return;
    event.preventDefault();
    mark(row);
  });
  row.addEventListener("drop", (event) => {
    if (!takes(row)) return;
    event.preventDefault();
    send(dragged.querySelector("button[form=reorder]"), row.dataset.place);
  });
}

function takes(row) {
  return dragged !== null && row !== dragged && row.dataset.like === dragged.dataset.like;
}

function mark(row) {
  document.querySelector(".gt-drag-over")?.classList.remove("gt-drag-over");
  row?.classList.add("gt-drag-over");
}

// The form goes where the row's own buttons would send it, with a place instead of a direction.
function send(button, place) {
  const field = document.createElement("input");
  field.type = "hidden";
  field.name = "place";
  field.value = place;
  form.append(field);
  form.action = button.formAction;
  form.submit();
}
