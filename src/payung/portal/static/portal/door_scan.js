// What does the camera see? The text of a QR code, by the browser's own reader, else by jsQR.
// The camera is asked for only when somebody taps, and let go as soon as the picture closes.
(() => {
  "use strict";
  const EVERY = 180;
  const LARGEST = 640;

  const loaded = (address) => new Promise((resolve, reject) => {
    if (window.jsQR) return resolve();
    const script = document.createElement("script");
    script.src = address;
    script.onload = () => resolve();
    script.onerror = () => reject(new Error("the decoder did not load"));
    document.head.append(script);
  });

  const drawn = (picture, width, height) => {
    const canvas = document.createElement("canvas");
    const scale = Math.min(1, LARGEST / Math.max(width, height));
    canvas.width = Math.round(width * scale);
    canvas.height = Math.round(height * scale);
    const context = canvas.getContext("2d", { willReadFrequently: true });
    context.drawImage(picture, 0, 0, canvas.width, canvas.height);
    return context.getImageData(0, 0, canvas.width, canvas.height);
  };

  // a function from a picture to the text in it, or to nothing
  const reader = async (decoder) => {
    const known = "BarcodeDetector" in window ? await BarcodeDetector.getSupportedFormats().catch(() => []) : [];
    if (known.includes("qr_code")) {
      const detector = new BarcodeDetector({ formats: ["qr_code"] });
      return async (video) => (await detector.detect(video))[0]?.rawValue;
    }
    await loaded(decoder);
    return async (video) => {
      const { data, width, height } = drawn(video, video.videoWidth, video.videoHeight);
      return window.jsQR(data, width, height, { inversionAttempts: "dontInvert" })?.data;
    };
  };

  // opens the camera in this video; onText gets every text that is seen; gives the function that closes it
  const start = async (video, decoder, onText) => {
    const read = await reader(decoder);
    const wanted = { video: { facingMode: "environment", width: { ideal: 1280 } }, audio: false };
    const stream = await navigator.mediaDevices.getUserMedia(wanted);
    let isOpen = true;
    video.srcObject = stream;
    await video.play();
    const look = async () => {
      if (!isOpen) return;
      if (video.readyState >= video.HAVE_CURRENT_DATA) {
        const text = await read(video).catch(() => undefined);
        if (text && isOpen) onText(text);
      }
      setTimeout(look, EVERY);
    };
    look();
    return () => {
      isOpen = false;
      for (const track of stream.getTracks()) track.stop();
      video.srcObject = null;
    };
  };

  window.doorScan = { start };
})();
