"""The words of the search."""

from typing import Final

__all__ = ["SEARCH"]

#: German and English, by key.
SEARCH: Final[dict[str, tuple[str, str]]] = {
    "search": ("Suche", "Search"),
    "search.submit": ("Suchen", "Search"),
    "search.field": ("Suchbegriff", "Search term"),
    "search.short": ("Suchen (Taste /)", "Search (key /)"),
    "search.suggestions": ("Vorschläge", "Suggestions"),
    "search.suggestions.count": (
        "{count} Vorschläge, mit den Pfeiltasten zu erreichen",
        "{count} suggestions, to be reached with the arrow keys",
    ),
    "search.suggestions.none": ("keine Vorschläge", "no suggestions"),
    "search.title": ("Suche", "Search"),
    "search.title.query": ("Suche: {query}", "Search: {query}"),
    "search.lead": (
        "Kernaktivitäten, Organisationen, Orte, Ziele, Begriffe und alles andere, was einen Namen hat.",
        "Core activities, organisations, places, goals, concepts and whatever else has a name.",
    ),
    "search.hint": (
        (
            "Gesucht wird in deutschen und englischen Namen und Beschreibungen. Ein Wortanfang oder ein Teil eines"
            " Wortes genügt, Umlaute können als ä, ae oder a geschrieben sein, und Tippfehler schaden meist nicht."
        ),
        (
            "German and English names and descriptions are searched. The beginning or a part of a word is enough,"
            " umlauts may be written as ä, ae or a, and slips of the keyboard rarely matter."
        ),
    ),
    "search.examples": ("Zum Beispiel", "For example"),
    "search.none": ("Zu „{query}“ ist nichts bekannt.", "Nothing is known about “{query}”."),
    "search.one": ("1 Treffer für „{query}“", "1 result for “{query}”"),
    "search.count": ("{count} Treffer für „{query}“", "{count} results for “{query}”"),
    "search.instead": (
        "„{query}“ kommt so nicht vor; gezeigt wird, was am nächsten liegt: „{instead}“.",
        "“{query}” does not occur; what is nearest is shown: “{instead}”.",
    ),
    "search.any": (
        "Kein Eintrag enthält alle Wörter; gezeigt wird, was eines davon enthält.",
        "No entry holds all the words; what holds one of them is shown.",
    ),
    "search.kinds": ("Treffer nach Art", "Results by kind"),
    "search.all": ("Alle", "All"),
    "search.more": ("Alle {count}: {name}", "All {count}: {name}"),
    "search.data": ("Diese Treffer als JSON", "These results as JSON"),
    "search.programs": ("Für Programme", "For programs"),
    "search.programs.lead": (
        "Dieselben Treffer, 20 auf einer Seite, ohne Schlüssel und von jeder Webseite aus:",
        "The same results, 20 on a page, without a key and from any web page:",
    ),
    "search.programs.q": ("was gesucht wird, höchstens {longest} Zeichen", "what to look for, {longest} characters"),
    "search.programs.kind": (
        "nur diese Art, wie sie unter kinds steht",
        "this kind only, as it is listed under kinds",
    ),
    "search.programs.page": ("Seite, ab 1; next nennt die nächste", "page, from 1; next names the one after it"),
    "search.programs.lang": ("Sprache der Namen: de oder en", "language of the names: de or en"),
    "search.programs.parameter": ("Parameter", "Parameter"),
    "search.programs.meaning": ("Bedeutung", "Meaning"),
    "search.programs.answer": (
        (
            "Die Antwort nennt total, kinds (Arten mit Anzahl), results (iri, label, kind, kindLabel, snippet, page), "
            "words (all: jeder Treffer enthält alle Wörter; any: wenigstens eines) und didYouMean, wenn statt der "
            "Frage das nächstliegende Wort gesucht wurde."
        ),
        (
            "The answer has total, kinds (with their counts), results (iri, label, kind, kindLabel, snippet, page), "
            "words (all: each result holds all words; any: at least one) and didYouMean, where the nearest word was "
            "looked for instead of the question."
        ),
    ),
    "search.programs.suggest": (
        "Vorschläge für Namen (OpenSearch Suggestions):",
        "Suggestions of names (OpenSearch Suggestions):",
    ),
    "search.kind.meilenstein": ("Meilensteine", "Milestones"),
    "search.kind.detail": ("Einzelheiten", "Details"),
    "search.kind.vocab": ("Begriffe", "Concepts"),
    "search.kind.def": ("Klassen und Eigenschaften", "Classes and properties"),
    "search.kind.shapes": ("Prüfregeln", "Shapes"),
}
