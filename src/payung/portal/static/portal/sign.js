// How does somebody sign with a finger? Strokes on a canvas, sent as a PNG; without a script one types a name.
(() => {
  "use strict";
  const pad = document.querySelector("[data-sign]");
  if (!pad) return;
  const canvas = pad.querySelector("canvas"), kept = pad.querySelector("input"), pen = canvas.getContext("2d");
  let isDown = false, strokes = 0;

  const blank = () => {
    pen.fillStyle = "#ffffff";
    pen.fillRect(0, 0, canvas.width, canvas.height);
    Object.assign(pen, { lineWidth: 3.5, lineCap: "round", lineJoin: "round", strokeStyle: "#14213d" });
    strokes = 0;
    kept.value = "";
    pad.classList.remove("has-drawing");
  };
  const place = (event) => {
    const box = canvas.getBoundingClientRect();
    return [(event.clientX - box.left) * canvas.width / box.width, (event.clientY - box.top) * canvas.height / box.height];
  };
  canvas.addEventListener("pointerdown", (event) => {
    if (!event.isPrimary || event.button !== 0) return;
    isDown = true;
    canvas.setPointerCapture(event.pointerId);
    pen.beginPath();
    pen.moveTo(...place(event));
  });
  canvas.addEventListener("pointermove", (event) => {
    if (!isDown || !event.isPrimary) return;
    pen.lineTo(...place(event));
    pen.stroke();
    strokes += 1;
  });
  const lift = () => {
    if (!isDown) return;
    isDown = false;
    if (strokes < 3) return;
    kept.value = canvas.toDataURL("image/png");
    pad.classList.add("has-drawing");
  };
  canvas.addEventListener("pointerup", lift);
  canvas.addEventListener("pointercancel", lift);
  pad.querySelector("[data-clear]").addEventListener("click", blank);
  blank();
})();
