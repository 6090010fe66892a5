// "Dengarkan" reads the page aloud with an Indonesian voice of the device; where it has none, there is no button. A voice
// of the network is never used: it would send the page to somebody else.
"use strict";
{
  const speech = window.speechSynthesis, parts = document.querySelectorAll("[data-spoken]");
  const voice = () => speech.getVoices().find((one) => one.localService && /^id([-_]|$)/i.test(one.lang));
  const button = document.createElement("button");
  const say = (on) => button.textContent = on ? "Berhenti" : "Dengarkan";
  const stop = () => {
    speech.cancel();
    say(false);
  };
  const start = () => {
    const lines = [...parts].flatMap((part) => [...part.querySelectorAll("h1, h2, h3, p, li, th, td")])
      .filter((line) => !line.querySelector("p, li") && !line.closest(".meta, .share, details:not([open])"));
    lines.forEach((line, i) => {
      const words = new SpeechSynthesisUtterance(line.innerText);
      words.voice = voice();
      words.lang = "id-ID";
      if (i === lines.length - 1) words.onend = () => say(false);
      speech.speak(words);
    });
    say(true);
  };
  const offer = () => {
    if (button.isConnected || !voice()) return;
    button.type = "button";
    button.className = "listen";
    button.addEventListener("click", () => speech.speaking ? stop() : start());
    say(false);
    document.querySelector(".share").before(button);
  };
  if (speech && parts.length) {
    offer();
    speech.addEventListener("voiceschanged", offer);
    addEventListener("pagehide", stop);
  }
}
