"""The line icons: paths in a square of twenty units, drawn for this product, in the colour of the text."""

from __future__ import annotations

PATHS = {
    "arrow-left": '<path d="M15.5 10h-11m4.5-4.5L4.5 10 9 14.5"/>',
    "arrow-right": '<path d="M4.5 10h11M11 5.5l4.5 4.5-4.5 4.5"/>',
    "bell": '<path d="M5 14V9a5 5 0 0 1 10 0v5l1.5 1.5h-13zM8.5 18h3"/>',
    "board": '<rect x="3" y="3.5" width="3.8" height="13" rx="1"/><rect x="8.1" y="3.5" width="3.8" height="8.5" '
    'rx="1"/><rect x="13.2" y="3.5" width="3.8" height="11" rx="1"/>',
    "bookmark": '<path d="M5.5 3h9v14L10 13.5 5.5 17z"/>',
    "bookmark-filled": '<path fill="currentcolor" d="M5.5 3h9v14L10 13.5 5.5 17z"/>',
    "building": '<path d="M4 17V5l6-2v14m0-9 6 2v7M2.5 17h15M7 7.5v0M7 11v0M7 14v0M13 12v0M13 14.5v0"/>',
    "calendar": '<rect x="3" y="4.5" width="14" height="12.5" rx="2"/><path d="M3 8.5h14M7 2.5v4m6-4v4"/>',
    "chart": '<path d="M3 3v14h14M6.5 14v-3m3.5 3V6.5m3.5 7.5V9"/>',
    "check": '<path d="m4 10.5 4 4 8-9"/>',
    "chevron-down": '<path d="m5.5 8 4.5 4.5L14.5 8"/>',
    "chevron-left": '<path d="M12 5.5 7.5 10l4.5 4.5"/>',
    "chevron-right": '<path d="M8 5.5l4.5 4.5L8 14.5"/>',
    "chevron-up": '<path d="M5.5 12 10 7.5l4.5 4.5"/>',
    "clock": '<circle cx="10" cy="10" r="7"/><path d="M10 6v4.2l2.8 1.8"/>',
    "coins": '<ellipse cx="10" cy="5.5" rx="6" ry="2.5"/><path d="M4 5.5v9c0 1.4 2.7 2.5 6 2.5s6-1.1 6-2.5v-9M4 '
    '10c0 1.4 2.7 2.5 6 2.5s6-1.1 6-2.5"/>',
    "columns": '<rect x="3" y="4" width="14" height="12" rx="1.5"/><path d="M10 4v12"/>',
    "copy": '<rect x="7" y="7" width="10" height="10" rx="1.5"/><path d="M13 7V4.5A1.5 1.5 0 0 0 11.5 3h-7A1.5 1.5 '
    '0 0 0 3 4.5v7A1.5 1.5 0 0 0 4.5 13H7"/>',
    "document": '<path d="M5 2.5h6.5L15.5 6.5v11H5zM11.5 2.5v4h4M7.5 10.5h5.5m-5.5 3h5.5"/>',
    "download": '<path d="M10 3v9.5m-4-4 4 4 4-4M3.5 16.5h13"/>',
    "external": '<path d="M8 4H5a1.5 1.5 0 0 0-1.5 1.5v9.5A1.5 1.5 0 0 0 5 16.5h9.5A1.5 1.5 0 0 0 16 15v-3M11.5 '
    '3.5h5v5m0-5L9 11"/>',
    "eye": '<path d="M2 10s3-5.5 8-5.5S18 10 18 10s-3 5.5-8 5.5S2 10 2 10z"/><circle cx="10" cy="10" r="2.3"/>',
    "eye-off": '<path d="M4 5.5C2.7 7 2 10 2 10s3 5.5 8 5.5c1.3 0 2.4-.3 3.4-.8M8.5 4.6c.5-.1 1-.1 1.5-.1 5 0 8 '
    '5.5 8 5.5s-.7 1.3-2 2.6M3 3l14 14"/>',
    "filter": '<path d="M3 5.5h14M5.5 10h9M8.5 14.5h3"/>',
    "flag": '<path d="M5 17.5v-15m0 1h9.5L12 7l2.5 3.5H5"/>',
    "globe": '<circle cx="10" cy="10" r="7.2"/><path d="M2.8 10h14.4M10 2.8c2 2 3 4.5 3 7.2s-1 5.2-3 '
    '7.2c-2-2-3-4.5-3-7.2s1-5.2 3-7.2z"/>',
    "heart": '<path d="M10 16.5S3 12.3 3 7.6A3.6 3.6 0 0 1 10 6.2a3.6 3.6 0 0 1 7 1.4c0 4.7-7 8.9-7 8.9z"/>',
    "help": '<circle cx="10" cy="10" r="7.2"/><path d="M7.8 7.9a2.2 2.2 0 1 1 3.2 2c-.7.4-1 .8-1 1.6m0 2.5v0"/>',
    "home": '<path d="m3 9.5 7-6.5 7 6.5M5 8v9h3.5v-4.5h3V17H15V8"/>',
    "info": '<circle cx="10" cy="10" r="7.2"/><path d="M10 9.2v4.6m0-7.6v0"/>',
    "key": '<circle cx="6.5" cy="13.5" r="3.5"/><path d="M9 11l7.5-7.5M13.5 6.5l2.5 2.5"/>',
    "link": '<path d="M8.5 11.5a3 3 0 0 0 4.3 0l3-3a3 3 0 0 0-4.3-4.3l-1 1m1 3.3a3 3 0 0 0-4.3 0l-3 3a3 3 0 0 0 '
    '4.3 4.3l1-1"/>',
    "list": '<path d="M7 5.5h10M7 10h10M7 14.5h10M3.5 5.5v0M3.5 10v0M3.5 14.5v0"/>',
    "lock": '<rect x="4.5" y="9" width="11" height="8" rx="1.5"/><path d="M7 9V6.5a3 3 0 0 1 6 0V9"/>',
    "mail": '<rect x="2.5" y="4.5" width="15" height="11" rx="1.5"/><path d="m3 6 7 5 7-5"/>',
    "menu": '<path d="M3 6h14M3 10h14M3 14h14"/>',
    "minus": '<path d="M4.5 10h11"/>',
    "monitor": '<rect x="2.5" y="3.5" width="15" height="10.5" rx="1.5"/><path d="M7 17h6m-3-3v3"/>',
    "moon": '<path d="M16.5 12A7 7 0 0 1 8 3.5a7 7 0 1 0 8.5 8.5z"/>',
    "more": '<path d="M4.5 10v0M10 10v0M15.5 10v0" stroke-width="2.4"/>',
    "note": '<path d="M4 3.5h12v9L12 16.5H4zM12 16.5v-4h4M7 7h6m-6 3h4"/>',
    "pencil": '<path d="m4 16 .8-3.5L13.5 3.8a1.5 1.5 0 0 1 2.2 0l.5.5a1.5 1.5 0 0 1 0 2.2L7.5 15.2zM11.5 5.8l2.7 '
    '2.7"/>',
    "people": '<circle cx="7.5" cy="6.8" r="2.8"/><path d="M2.5 16.5c0-3 2.2-4.8 5-4.8s5 1.8 5 4.8M13 4.3a2.8 2.8 '
    '0 0 1 0 5M14.5 12c1.9.6 3 2.2 3 4.5"/>',
    "person": '<circle cx="10" cy="6.8" r="3.2"/><path d="M3.8 17c0-3.4 2.7-5.4 6.2-5.4s6.2 2 6.2 5.4"/>',
    "pin": '<path d="M10 17.5s5.5-4.6 5.5-9a5.5 5.5 0 0 0-11 0c0 4.4 5.5 9 5.5 9z"/><circle cx="10" cy="8.5" r="2"/>',
    "plus": '<path d="M10 4.5v11M4.5 10h11"/>',
    "print": '<path d="M6 7.5v-5h8v5M6 14H3.5V7.5h13V14H14M6 11.5h8v6H6z"/>',
    "radar": '<path d="M10 10 15 5M16.7 8A7 7 0 1 1 12 3.3M13.6 9a3.7 3.7 0 1 1-2.6-2.6"/><circle cx="10" cy="10" '
    'r=".6" fill="currentcolor"/>',
    "search": '<circle cx="9" cy="9" r="5.5"/><path d="m13 13 4 4"/>',
    "settings": '<path d="M3 6h7m4 0h3M3 14h3m4 0h7"/><circle cx="12" cy="6" r="2"/><circle cx="8" cy="14" r="2"/>',
    "share": '<path d="M10 12V3m-3.5 3L10 2.7 13.5 6M6 9.5H4.5v7.5h11V9.5H14"/>',
    "shield": '<path d="m10 2.5 6.5 2.3v4.7c0 3.9-2.6 6.5-6.5 8-3.9-1.5-6.5-4.1-6.5-8V4.8z"/>',
    "sign-out": '<path d="M8 3.5H4v13h4M8 10h9m-3.5-3.5L17 10l-3.5 3.5"/>',
    "sort": '<path d="M6 4v12m-3-3 3 3 3-3M14 16V4m-3 3 3-3 3 3"/>',
    "sparkle": '<path d="M10 3c.6 4.2 2.8 6.4 7 7-4.2.6-6.4 2.8-7 7-.6-4.2-2.8-6.4-7-7 4.2-.6 6.4-2.8 7-7z"/>',
    "sun": '<circle cx="10" cy="10" r="3.5"/><path d="M10 2v1.5m0 13V18M2 10h1.5m13 0H18M4.3 4.3l1.1 1.1m9.2 '
    '9.2l1.1 1.1m0-11.4-1.1 1.1m-9.2 9.2-1.1 1.1"/>',
    "target": '<circle cx="10" cy="10" r="7.2"/><circle cx="10" cy="10" r="3.2"/><path d="M10 1.5v3m0 11v3M1.5 '
    '10h3m11 0h3"/>',
    "trash": '<path d="M3.5 5.5h13M8 5V3h4v2M5 5.5l.8 11.5h8.4L15 5.5M8.5 9v5m3-5v5"/>',
    "trophy": '<path d="M6 3h8v5a4 4 0 0 1-8 0zM6 4.5H3.5C3.5 7 4.5 8.5 6.2 9M14 4.5h2.5c0 2.5-1 4-2.7 4.5M10 '
    '12v3m-3 2h6"/>',
    "undo": '<path d="M4 8h8a4.5 4.5 0 0 1 0 9H7M4 8l3.5-3.5M4 8l3.5 3.5"/>',
    "warning": '<path d="M10 3 18 16.5H2zM10 8v4m0 2.3v0"/>',
    "x": '<path d="m5 5 10 10M15 5 5 15"/>',
}  # fmt: skip
