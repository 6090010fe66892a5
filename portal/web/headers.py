"""The headers that every answer carries, and the ones that say how long it may be kept.

Source of the rules: strict CSP without inline code, no referrer, no framing, nothing from third parties.
"""

Header = tuple[bytes, bytes]

SECURITY: tuple[Header, ...] = (
    (
        b"content-security-policy",
        b"default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; connect-src 'self'; "
        b"form-action 'self'; manifest-src 'self'; base-uri 'none'; frame-ancestors 'none'",
    ),
    (b"referrer-policy", b"no-referrer"),
    (b"x-content-type-options", b"nosniff"),
    (b"x-frame-options", b"DENY"),
    (
        b"permissions-policy",
        b"camera=(), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=()",
    ),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"cross-origin-resource-policy", b"same-origin"),
)
KEEP_FOR_MINUTES: Header = (b"cache-control", b"public, max-age=300")
KEEP_FOR_EVER: Header = (b"cache-control", b"public, max-age=31536000, immutable")
KEEP_NEVER: Header = (b"cache-control", b"no-store")
VARY: Header = (b"vary", b"accept-encoding")
