"""The attributions that a reading lists: the trained model's, with what the written rules know besides."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sayso.extract.learned.attributions import Found
from sayso.extract.learned.quotations import with_quotations
from sayso.extract.saying_words import SayingWords, saying_words
from sayso.extract.says_who import kind_of_words
from sayso.nouns.mention import SayingMention
from sayso.nouns.says_who import Stance
from sayso.nouns.span import Span


def told_by_model(
    found: Sequence[Sequence[Found]],
    by_rules: Sequence[SayingMention],
    figures: Sequence[Span],
    text: str,
    language: str,
) -> tuple[SayingMention, ...]:
    """Every attribution of one report in text order, one for each piece of what is said.

    `found` is what the model found in each parsed sentence. Where a written rule found the same cue, its chain stands:
    it knows who relies on whom. Where a count of people is said, the rule's whole attribution stands, since the
    count's own chain is made from it. Headings, which have no cue, are the rules' alone.
    """
    known = saying_words(language)
    kept = [saying for saying in by_rules if saying.cue is None or _holds_any(saying.content, figures)]
    taken = [saying.cue for saying in kept if saying.cue is not None]
    told = [
        mention
        for sentence in found
        for one in with_quotations(sentence, text)
        if not any(cue.overlaps(one.cue) for cue in taken)
        for mention in _mentions(one, by_rules, known)
    ]
    return tuple(sorted([*kept, *told], key=lambda saying: (saying.content.start, saying.content.end)))


def _holds_any(content: Span, figures: Sequence[Span]) -> bool:
    return any(content.covers(figure) for figure in figures)


def _mentions(found: Found, by_rules: Sequence[SayingMention], known: SayingWords) -> Iterator[SayingMention]:
    """One attribution, told in pieces."""
    same = next((rule for rule in by_rules if rule.cue is not None and rule.cue.overlaps(found.cue)), None)
    chain = _chain(found.source, same)
    for content in found.contents:
        yield SayingMention(
            source=found.source,
            cue=found.cue,
            content=content,
            kind=kind_of_words(content.text),
            stance=same.stance if same else _stance(found.cue, known),
            chain=chain,
            reader="model",
        )


def _chain(source: Span | None, rule: SayingMention | None) -> tuple[Span, ...]:
    """The source; a rule's chain where it begins or ends with the same voice, since it knows who relies on whom."""
    if source is None:
        return ()
    if rule is not None and any(party.overlaps(source) for party in rule.chain):
        return rule.chain
    return (source,)


def _stance(cue: Span, known: SayingWords) -> Stance:
    """What the cue's words do to the truth of what is said."""
    stances = [known.stance[word] for word in cue.text.lower().split() if word in known.stance]
    return next((stance for stance in stances if stance != "states"), "states")
