"""The security headers of every answer."""

from urllib.parse import urlsplit
from wsgiref.headers import Headers

from flask import Flask, Response, request

from services.settings import Settings

FOR_FILES = {"X-Content-Type-Options": "nosniff", "Cross-Origin-Resource-Policy": "same-origin"}
"""What stands on every answer, files included."""


def add_to_file(sent: Headers, _path: str, url: str) -> None:
    """Add the headers that a file needs, as WhiteNoise asks for them; pictures are there to be shown elsewhere."""
    for name, value in FOR_FILES.items():
        sent[name] = value
    if url.startswith("/static/pictures/"):
        sent["Cross-Origin-Resource-Policy"] = "cross-origin"


def content_security_policy(tile_url: str) -> str:
    """Return the policy: everything from this address, and pictures of map tiles from where the setting says."""
    tiles = urlsplit(tile_url.replace("{s}", "*"))
    tile_source = f" {tiles.scheme}://{tiles.netloc}" if tiles.netloc else ""
    return "; ".join(
        (
            "default-src 'none'",
            "script-src 'self'",
            "style-src 'self'",
            f"img-src 'self' data:{tile_source}",
            "connect-src 'self'",
            "manifest-src 'self'",
            "worker-src 'self'",
            "form-action 'self'",
            "base-uri 'none'",
            "frame-ancestors 'none'",
        )
    )


def register(app: Flask, settings: Settings) -> None:
    """Add the headers to whatever the program answers."""
    fixed = {
        "Content-Security-Policy": content_security_policy(settings.tile_url),
        **FOR_FILES,
        "Referrer-Policy": "same-origin",
        "Permissions-Policy": "geolocation=(self), camera=(), microphone=(), payment=()",
        "Cross-Origin-Opener-Policy": "same-origin",
        "X-Frame-Options": "DENY",
    }
    if settings.is_production:
        fixed["Strict-Transport-Security"] = "max-age=31536000"

    @app.after_request
    def add(answer: Response) -> Response:
        for name, value in fixed.items():
            answer.headers.setdefault(name, value)
        # The host's name is only what the visitor claims, so a page of ours is named by its path alone.
        if (answer.location or "").startswith(request.host_url):
            answer.location = "/" + answer.location.removeprefix(request.host_url)
        return answer
