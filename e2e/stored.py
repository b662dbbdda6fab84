"""All that a browser keeps of this app, to be searched for what it must not keep."""

from __future__ import annotations

from playwright.sync_api import Page


def kept_by_browser(page: Page) -> str:
    """Every database, cache and storage, the cookies, the history and the address, as one text."""
    return str(page.evaluate(EVERYTHING))


EVERYTHING = """async () => {
    const parts = [JSON.stringify({...localStorage}), JSON.stringify({...sessionStorage})];
    parts.push(document.cookie, JSON.stringify(history.state), location.href);
    for (const name of await caches.keys()) {
        const cache = await caches.open(name);
        for (const request of await cache.keys()) {
            const answer = await cache.match(request);
            parts.push(request.url, await answer.text());
        }
    }
    for (const {name} of await indexedDB.databases()) {
        const asked = indexedDB.open(name);
        const db = await new Promise((yes) => { asked.onsuccess = () => yes(asked.result); });
        for (const store of db.objectStoreNames) {
            const rows = db.transaction(store).objectStore(store).getAll();
            parts.push(JSON.stringify(await new Promise((yes) => {
                rows.onsuccess = () => yes(rows.result);
            })));
        }
        db.close();
    }
    return parts.join("\\n");
}"""
