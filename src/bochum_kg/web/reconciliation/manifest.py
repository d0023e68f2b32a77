"""The service manifest: what the reconciliation service is and where its parts are."""

from importlib.metadata import version
from typing import Final

from bochum_kg.namespaces import BO, STRAT
from bochum_kg.web import urls
from bochum_kg.web.reconciliation.batch import BATCH
from bochum_kg.web.reconciliation.schema import ASKED_FOR, type_of
from bochum_kg.web.views import KINDS, Reader

__all__ = ["EXTEND", "PATH", "PREVIEW", "SUGGEST", "manifest"]

PATH: Final = "/reconcile"
PREVIEW: Final = f"{PATH}/preview"
SUGGEST: Final = f"{PATH}/suggest/"
EXTEND: Final = f"{PATH}/properties"
#: Pixels of a preview.
_WIDTH: Final = 430
_HEIGHT: Final = 200


def manifest(address: str, reader: Reader) -> dict[str, object]:
    """Return the manifest (Reconciliation Service API 0.2, service manifest); its addresses keep a chosen language."""

    def service(path: str) -> dict[str, str]:
        return {"service_url": address, "service_path": reader.href(path)}

    language = f"lang={reader.lang}" if reader.lang else ""
    return {
        "versions": ["0.2"],
        "name": reader.say("site"),
        "identifierSpace": str(BO),
        "schemaSpace": str(STRAT),
        "documentation": f"{address}{urls.href('/search', lang=reader.lang)}#programs",
        "logo": f"{address}/static/icon.svg",
        "serviceVersion": version("bochum-kg"),
        "defaultTypes": [type_of(kind, reader).said for kind in KINDS if kind not in ASKED_FOR],
        "view": {"url": f"{address}/id/{{{{id}}}}{language and '?'}{language}"},
        "preview": {
            "url": f"{address}{PREVIEW}?id={{{{id}}}}{language and '&'}{language}",
            "width": _WIDTH,
            "height": _HEIGHT,
        },
        "suggest": {name: service(SUGGEST + name) for name in ("entity", "property", "type")},
        "extend": {"propose_properties": service(EXTEND), "property_settings": []},
        "batchSize": BATCH,
    }
