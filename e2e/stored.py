"""All that a browser keeps of this app: searched for what it must not keep, and given photos."""

from __future__ import annotations

import io
from base64 import b64encode

from PIL import Image
from playwright.sync_api import Page

from e2e.phone import Phone


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


def gives_photo(phone: Phone, receipt: str) -> bytes:
    """A photo that was kept with a receipt, in the place that 찍기 makes for it."""
    content = io.BytesIO()
    Image.new("RGB", (60, 80), "white").save(content, "JPEG")
    phone.opens("/scan")
    phone.page.wait_for_function(PHOTOS_HAVE_A_PLACE)
    phone.page.evaluate(PUT_PHOTO, [receipt, b64encode(content.getvalue()).decode()])
    return content.getvalue()


PHOTOS_HAVE_A_PLACE = (
    "indexedDB.databases().then((all) => all.some(({ name }) => name === 'photos'))"
)
PUT_PHOTO = """async ([id, jpeg]) => {
    const bytes = Uint8Array.from(atob(jpeg), (letter) => letter.charCodeAt(0));
    const blob = new Blob([bytes], { type: "image/jpeg" });
    const done = (asked) => new Promise((yes, no) => {
        asked.onsuccess = () => yes(asked.result);
        asked.onerror = () => no(asked.error);
    });
    const db = await done(indexedDB.open("photos"));
    await done(db.transaction("photo", "readwrite").objectStore("photo").put({
        id, blob, thumbnail: blob, width: 60, height: 80, hash: id, member_id: "", state: "kept",
        taken_at: "2023-05-02T03:00:00.000Z", reading: null, straightened: null,
    }));
    db.close();
}"""
PHOTOS = """async () => {
    const done = (asked) => new Promise((yes, no) => {
        asked.onsuccess = () => yes(asked.result);
        asked.onerror = () => no(asked.error);
    });
    const db = await done(indexedDB.open("photos"));
    const photos = await done(db.transaction("photo").objectStore("photo").getAll());
    db.close();
    return photos.map(({ id, state, blob }) => [id, state, blob.size]);
}"""
