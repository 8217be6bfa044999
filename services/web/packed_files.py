"""Files whose names change with them: packed once, as tightly as it goes, and kept while the program runs."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from services.web.delivery import Finished, sent, whole_answer

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

# What would make the answer one for this reader alone, and no whole file.
_PERSONAL = frozenset({"HTTP_ACCEPT_ENCODING", "HTTP_IF_MODIFIED_SINCE", "HTTP_IF_NONE_MATCH", "HTTP_RANGE"})


class PackedFiles:
    """The WSGI application around the one that serves files."""

    def __init__(self, application: "WSGIApplication", prefix: str) -> None:
        """Keep what `application` answers under `prefix`; pass everything else through."""
        self._application = application
        self._prefix = prefix
        self._files: dict[str, Finished] = {}

    def __call__(self, environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        """Answer with a file of which every byte is known to be right, or pass on."""
        path = environ["PATH_INFO"]
        if environ["REQUEST_METHOD"] != "GET" or not path.startswith(self._prefix):
            return self._application(environ, start_response)
        found = self._files.get(path)
        if found is None:
            impersonal = {name: value for name, value in environ.items() if name not in _PERSONAL}
            found = whole_answer(self._application, impersonal)
            found.is_lasting = True
            if found.status.startswith("200"):
                self._files[path] = found
        return sent(found, environ, start_response)
