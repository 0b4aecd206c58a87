// What does this telephone hold of an event: its list as it was fetched, and the looks that are not sent yet?
// Everything lies in IndexedDB, one database an event, so that it outlives the page, the browser and the battery.
(() => {
  "use strict";
  const PREFIX = "payung-pintu-";

  const answered = (asked) => new Promise((resolve, reject) => {
    asked.onsuccess = () => resolve(asked.result);
    asked.onerror = () => reject(asked.error);
  });
  const written = (transaction) => new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve();
    transaction.onabort = transaction.onerror = () => reject(transaction.error);
  });
  const opened = (name) => {
    const asked = indexedDB.open(name, 1);
    asked.onupgradeneeded = () => {
      asked.result.createObjectStore("held");
      asked.result.createObjectStore("looks", { keyPath: "client_id" });
    };
    return answered(asked);
  };
  const dropped = (name) => answered(indexedDB.deleteDatabase(name));

  const open = async (event) => {
    const db = await opened(PREFIX + event);
    db.onversionchange = () => db.close();
    const change = (does) => {
      const transaction = db.transaction(["held", "looks"], "readwrite", { durability: "strict" });
      does(transaction.objectStore("held"), transaction.objectStore("looks"));
      return written(transaction);
    };
    return {
      held: (key) => answered(db.transaction("held").objectStore("held").get(key)),
      hold: (key, value) => change((held) => held.put(value, key)),
      forget: (key) => change((held) => held.delete(key)),
      looks: () => answered(db.transaction("looks").objectStore("looks").getAll()),
      add: (look) => change((_held, looks) => looks.put(look)),
      remove: (name) => change((_held, looks) => looks.delete(name)),
      // what was answered: a look is forgotten in the same step in which the list learns of it
      settle: (list, kept, refused) => change((held, looks) => {
        held.put(list, "list");
        for (const look of kept) looks.delete(look.client_id);
        for (const look of refused) looks.put(look);
      }),
      drop: () => {
        db.close();
        return dropped(PREFIX + event);
      },
    };
  };

  const isOver = (list) => Boolean(list) && Date.parse(list.event.drop_at) < Date.now();

  // lists of other events whose days are over, and of which nothing waits
  const sweep = async (event) => {
    if (!indexedDB.databases) return;
    for (const { name } of await indexedDB.databases()) {
      if (!name.startsWith(PREFIX) || name === PREFIX + event) continue;
      const store = await open(name.slice(PREFIX.length));
      if (isOver(await store.held("list")) && !(await store.looks()).length) await store.drop();
    }
  };

  window.doorStore = { open, sweep, isOver };
})();
