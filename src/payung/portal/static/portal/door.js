// Who stands at the door, and who has come? One tap writes a look into this telephone; it is sent when there is a signal.
(() => {
  "use strict";
  const root = document.getElementById("pintu");
  if (!root) return;
  const HOLD = 10_000; // so long may a tap be taken back before it leaves by itself
  const EVERY = 15_000;
  const STALE = 60_000;
  const PATIENCE = 15_000;
  const AT_ONCE = 100;
  const SHOWN = 8;
  const SAME_CODE = 4_000;
  const { page, event, listAt, sendAt, worker, decoder, zone } = root.dataset;
  const part = (name) => root.querySelector(`[data-part="${name}"]`);
  const search = part("search");
  const say = (name, facts = {}) => {
    const words = root.dataset[name];
    return words.replace(/\{(\w+)\}/g, (_all, fact) => facts[fact] ?? "");
  };
  const clock = new Intl.DateTimeFormat("id-ID", { hour: "2-digit", minute: "2-digit", timeZone: zone });

  let store = null;
  let list = null;
  let looks = [];
  let state = "opening";
  let refusal = "";
  let fetchedAt = 0;
  let isBusy = false;
  let isWanted = false; // the button was pressed while something was being sent
  let isDropped = false;
  let closeCamera = null;
  let device = "";
  const inHand = new Set(); // whose tap is being written: a second tap is the same one
  const leaving = new Set(); // looks that are on their way

  // ── words ──
  const folded = (text) => text.normalize("NFKD").toLowerCase().replace(/\p{M}/gu, "")
    .replace(/[^\p{L}\p{N}]+/gu, " ").trim();
  const asCode = (text) => text.trim().replace(/\/+$/, "").split("/").pop().toUpperCase().replace(/[^A-Z0-9]/g, "");
  const keyOf = (guest) => `${guest.firm ? folded(guest.firm) : ""}|${folded(guest.name)}`;

  // ── who is there: the list, and the guests written down on this telephone ──
  const everybody = () => {
    const waiting = new Map(looks.filter((look) => look.participant).map((look) => [look.participant, look]));
    const people = list.people.map((one) => ({
      ...one, key: keyOf(one), at: one.at || waiting.get(one.id)?.at, waits: waiting.has(one.id),
    }));
    const known = new Set(people.map((one) => one.key));
    const guests = looks.filter((look) => look.guest && !known.has(keyOf(look.guest))).map((look) => ({
      id: 0, code: "", name: look.guest.name, firm: look.guest.firm, key: keyOf(look.guest), at: look.at, waits: true,
    }));
    const came = new Map(looks.filter((look) => look.guest).map((look) => [keyOf(look.guest), look]));
    for (const one of people) if (!one.at && came.has(one.key)) Object.assign(one, { at: came.get(one.key).at, waits: true });
    return [...people, ...new Map(guests.map((one) => [one.key, one])).values()];
  };

  const found = (text) => {
    const code = asCode(text);
    const all = everybody();
    const exact = code ? all.filter((one) => one.code.toUpperCase() === code) : [];
    if (exact.length) return { people: exact, firms: [], isCode: true };
    const words = folded(text).split(" ").filter(Boolean);
    if (!words.length) return { people: [], firms: [], isCode: false };
    const holds = (held) => words.every((word) => held.includes(word));
    return {
      people: all.filter((one) => holds(`${folded(one.name)} ${folded(one.firm)}`))
        .sort((a, b) => Boolean(a.at) - Boolean(b.at)), // who is still expected comes first
      firms: list.firms.filter((firm) => holds(folded(firm.name))), isCode: false,
    };
  };

  // ── what is shown ──
  const filled = (name, texts) => {
    const piece = root.querySelector(`template[data-row="${name}"]`).content.firstElementChild.cloneNode(true);
    for (const [slot, text] of Object.entries(texts)) {
      const place = piece.querySelector(`[data-slot="${slot}"]`);
      place.textContent = text;
      if (!text) place.hidden = true;
    }
    return piece;
  };
  const more = (rest, words = "more") => {
    const item = document.createElement("li");
    item.className = "mute";
    item.textContent = say(words, { n: rest });
    return item;
  };
  const rowOf = (one) => {
    const said = one.at ? say(one.waits ? "waits" : "here", { at: clock.format(new Date(one.at)) }) : "";
    const row = filled("person", { name: one.name, firm: one.firm, code: one.code, said });
    const button = row.querySelector("button");
    button.hidden = Boolean(one.at);
    button.setAttribute("aria-label", say("marks", { name: one.name }));
    button.addEventListener("click", () => mark(one, "nama"));
    return row;
  };
  const firmOf = (firm) => {
    const row = filled("firm", { name: firm.name });
    row.querySelector("button").addEventListener("click", () => askGuest({ firm: firm.name }));
    return row;
  };
  const showFound = () => {
    const { people, firms } = found(search.value);
    const rows = people.slice(0, SHOWN).map(rowOf);
    if (people.length > SHOWN) rows.push(more(people.length - SHOWN));
    rows.push(...firms.slice(0, Math.max(1, SHOWN - people.length)).map(firmOf));
    part("found").replaceChildren(...rows);
    part("nobody").hidden = !search.value.trim() || rows.length > 0;
  };
  const showWaiting = () => {
    const latest = [...looks].sort((a, b) => b.written - a.written);
    const shown = [...latest.filter((look) => look.said), ...latest.filter((look) => !look.said).slice(0, SHOWN)];
    const rows = shown.map((look) => {
      const name = look.guest ? look.guest.name : look.shown;
      const row = filled("look", { name, said: look.said || clock.format(new Date(look.at)) });
      row.classList.toggle("refused", Boolean(look.said));
      row.querySelector("button").addEventListener("click", () => takeBack(look, name));
      return row;
    });
    if (looks.length > shown.length) rows.push(more(looks.length - shown.length, "older"));
    part("looks").replaceChildren(...rows);
    part("waiting-box").hidden = !rows.length;
  };
  const show = () => {
    root.dataset.state = state;
    const n = looks.length;
    for (const line of root.querySelectorAll("[data-when]")) line.hidden = line.dataset.when !== state;
    for (const place of root.querySelectorAll("[data-n]")) place.textContent = n;
    part("some").hidden = !n || state !== "online";
    part("refusal").textContent = refusal;
    part("send").disabled = !n;
    part("drop").disabled = n > 0 || isBusy || !list;
    part("tools").hidden = !list || isDropped;
    if (!list || isDropped) return;
    part("here").textContent = everybody().filter((one) => one.at).length;
    part("expected").textContent = list.expected;
    part("fetched").textContent = list.fetched_at ? clock.format(new Date(list.fetched_at)) : "–";
    showWaiting();
    showFound();
  };
  const announce = (words, tone) => {
    const line = part("said");
    line.className = `hall-said ${tone}`;
    line.textContent = words;
  };

  // ── what a person does ──
  // the field is emptied before the look is written: the next name may be typed meanwhile
  const keepLook = async (look, name) => {
    const whole = { client_id: crypto.randomUUID(), device, at: new Date().toISOString(), written: Date.now(), ...look };
    const typed = search.value;
    search.value = "";
    announce("", "");
    try {
      await store.add(whole);
    } catch (trouble) {
      console.error(trouble);
      search.value ||= typed;
      announce(say("unkept", { name }), "red");
      return false;
    }
    looks = await store.looks();
    setTimeout(() => sync(), HOLD + 300);
    announce(say("done", { name }), "green");
    show();
    return true;
  };
  const mark = async (one, way) => {
    if (one.at) return announce(say("already", { name: one.name, at: clock.format(new Date(one.at)) }), "amber");
    if (inHand.has(one.key)) return;
    inHand.add(one.key);
    await keepLook({ participant: one.id, way, shown: one.name }, one.name).finally(() => inHand.delete(one.key));
    if (!closeCamera) search.focus();
  };
  const takeBack = async (look, name) => {
    if (leaving.has(look.client_id)) return announce(say("leaving"), "amber");
    await store.remove(look.client_id);
    looks = looks.filter((each) => each.client_id !== look.client_id);
    announce(say("undone", { name }), "amber");
    show();
  };
  const submitSearch = (happened) => {
    happened.preventDefault();
    const { people, isCode } = found(search.value);
    if (people.length === 1) mark(people[0], isCode ? "kode" : "nama");
    else if (!people.length && search.value.trim()) announce(say("nobody", { words: search.value.trim() }), "amber");
  };
  const askGuest = ({ name = "", firm = "" }) => {
    const form = part("guest");
    part("guest-box").open = true;
    if (name) form.elements.nama.value = name;
    if (firm) form.elements.badan_usaha.value = firm;
    form.elements[form.elements.nama.value ? "badan_usaha" : "nama"].focus();
  };
  const submitGuest = async (happened) => {
    happened.preventDefault();
    const told = (name) => form.elements[name].value.trim().replace(/\s+/g, " ");
    const form = part("guest");
    const guest = { name: told("nama"), position: told("jabatan"), firm: told("badan_usaha") };
    const invited = list.firms.find((firm) => folded(firm.name) === folded(guest.firm));
    const before = everybody().find((one) => one.key === keyOf(guest));
    if (!folded(guest.name) || !folded(guest.firm)) return announce(say("incomplete"), "red");
    if (before?.at) return announce(say("already", { name: before.name, at: clock.format(new Date(before.at)) }), "amber");
    const look = before?.id ? { participant: before.id, shown: before.name }
      : { guest: { ...guest, ...(invited && { firm: invited.name, invitee: invited.id }), client_id: crypto.randomUUID() } };
    if (!(await keepLook({ ...look, way: "nama" }, guest.name))) return;
    form.reset();
    part("guest-box").open = false;
    search.focus();
  };

  // ── the camera ──
  let lastSeen = { code: "", at: 0 };
  const seen = (text) => {
    const code = asCode(text);
    if (code === lastSeen.code && Date.now() - lastSeen.at < SAME_CODE) return;
    lastSeen = { code, at: Date.now() };
    const { people, isCode } = found(text);
    if (!isCode) return announce(say("unknown", { code: code.slice(0, 12) }), "amber");
    navigator.vibrate?.(60);
    mark(people[0], "qr");
  };
  const shut = () => {
    if (!closeCamera) return;
    closeCamera();
    closeCamera = null;
    part("camera").hidden = true;
    part("scan").hidden = false;
  };
  const openCamera = async () => {
    part("scan").hidden = true;
    part("camera").hidden = false;
    try {
      closeCamera = await window.doorScan.start(part("video"), decoder, seen);
    } catch (trouble) {
      closeCamera = () => {};
      shut();
      announce(say(trouble.name === "NotAllowedError" ? "camera_refused" : "camera_missing"), "amber");
    }
  };

  // ── sending ──
  class Trouble extends Error {
    constructor(kind, words = "") {
      super(kind);
      this.kind = kind;
      this.words = words;
    }
  }
  const asked = async (address, options = {}) => {
    if (!navigator.onLine) throw new Trouble("offline");
    const told = { credentials: "same-origin", redirect: "manual", cache: "no-store", ...options };
    const answer = await fetch(address, { ...told, signal: AbortSignal.timeout(PATIENCE) })
      .catch(() => { throw new Trouble("offline"); });
    if (answer.type === "opaqueredirect" || answer.status === 401) throw new Trouble("signed-out");
    const body = await answer.json().catch(() => null);
    if (answer.ok && body) return body;
    if (answer.status === 403 || answer.status === 404) throw new Trouble("refused", say("not_yours"));
    throw new Trouble(body?.said ? "refused" : "trouble", body?.said || "");
  };
  // some days after the event names are no longer kept, unless something still waits
  const keepList = () => window.doorStore.isOver(list) && !looks.length
    ? store.forget("list") : store.hold("list", list);
  const fetchList = async () => {
    const { token, objection, ...told } = await asked(listAt);
    fetchedAt = Date.now();
    list = { ...told, fetched_at: new Date().toISOString() };
    await keepList();
    if (objection) throw new Trouble("refused", objection);
    return token;
  };
  const sendSome = async (some, token) => {
    const headers = { "Content-Type": "application/json", "X-CSRFToken": token };
    const body = JSON.stringify({ looks: some.map(({ written, said, shown, ...look }) => look) });
    const { results } = await asked(sendAt, { method: "POST", headers, body });
    const answers = new Map(results.map((result) => [result.client_id, result]));
    const kept = some.filter((look) => answers.get(look.client_id)?.person);
    const refused = some.filter((look) => answers.get(look.client_id) && !answers.get(look.client_id).person)
      .map((look) => ({ ...look, said: answers.get(look.client_id).said }));
    const people = new Map(list.people.map((one) => [one.id, one]));
    for (const look of kept) {
      const { person } = answers.get(look.client_id);
      people.set(person.id, { ...person, at: people.get(person.id)?.at || look.at });
    }
    list = { ...list, people: [...people.values()] };
    await store.settle(list, kept, refused);
    const corrected = kept.map((look) => answers.get(look.client_id).said).find(Boolean);
    if (corrected) announce(corrected, "amber");
  };
  const sync = async ({ all = false } = {}) => {
    if (isDropped || !store) return;
    if (isBusy) return void (isWanted ||= all);
    isBusy = true;
    show();
    try {
      looks = await store.looks();
      const token = await fetchList();
      const ripe = looks.filter((look) => all || (!look.said && Date.now() - look.written >= HOLD));
      for (const look of ripe) leaving.add(look.client_id);
      for (let at = 0; at < ripe.length; at += AT_ONCE) await sendSome(ripe.slice(at, at + AT_ONCE), token);
      [state, refusal] = ["online", ""];
    } catch (trouble) {
      [state, refusal] = [trouble.kind || "trouble", trouble.words || ""];
      if (!trouble.kind) console.error(trouble);
    }
    leaving.clear();
    looks = await store.looks();
    if (list) await keepList();
    isBusy = false;
    part("firms").replaceChildren(...(list?.firms || []).map((firm) => new Option(firm.name)));
    show();
    if (isWanted) {
      isWanted = false;
      sync({ all: true });
    }
  };
  const turn = () => {
    if (document.visibilityState === "hidden") shut();
    const isRipe = looks.some((look) => !look.said && Date.now() - look.written >= HOLD);
    if (document.visibilityState === "visible" && (isRipe || Date.now() - fetchedAt > STALE)) sync();
  };

  // ── keeping and forgetting ──
  const forgetPage = async () => {
    const names = await caches.keys();
    await Promise.all(names.filter((name) => name.startsWith(`payung-pintu:${page}:`)).map((name) => caches.delete(name)));
    const worked = await navigator.serviceWorker?.getRegistration(page);
    await worked?.unregister();
  };
  const drop = async () => {
    looks = await store.looks();
    if (looks.length || isBusy) return show();
    isDropped = true;
    shut();
    await store.drop();
    await forgetPage();
    state = "dropped";
    show();
  };
  const keepPage = async () => {
    if (!("serviceWorker" in navigator)) return;
    await navigator.serviceWorker.register(worker, { scope: page, updateViaCache: "none" });
    await navigator.serviceWorker.ready;
    part("ready").hidden = !list;
  };

  const begin = async () => {
    try {
      store = await window.doorStore.open(event);
      [list, looks, device] = [await store.held("list"), await store.looks(), await store.held("device")];
    } catch (trouble) {
      console.error(trouble);
      state = "no-store";
      return show();
    }
    if (list) await keepList();
    if (window.doorStore.isOver(list) && !looks.length) list = null;
    if (!device) {
      device = `ponsel-${crypto.randomUUID().slice(0, 4)}`;
      await store.hold("device", device);
    }
    part("device").textContent = device;
    part("search-form").addEventListener("submit", submitSearch);
    search.addEventListener("input", showFound);
    part("guest").addEventListener("submit", submitGuest);
    part("ask-guest").addEventListener("click", () => askGuest({ name: search.value.trim() }));
    part("send").addEventListener("click", () => sync({ all: true }));
    part("drop").addEventListener("click", drop);
    part("scan").addEventListener("click", openCamera);
    part("shut").addEventListener("click", shut);
    window.addEventListener("online", () => sync());
    window.addEventListener("offline", () => { state = "offline"; show(); });
    document.addEventListener("visibilitychange", turn);
    setInterval(turn, EVERY);
    navigator.storage?.persist?.();
    show();
    await sync();
    keepPage().catch((trouble) => console.warn(trouble));
    window.doorStore.sweep(event).catch((trouble) => console.warn(trouble));
  };
  begin();
})();
