"""Who did it, and to whom: the parts of an event in a dependency tree."""

from __future__ import annotations

from sayso.extract.groups import actor_kind_of, names_people
from sayso.extract.parse import Parsed
from sayso.extract.trees.tree import Token
from sayso.extract.triggers import Match, index_of, what_words
from sayso.nouns.mention import ActorMention
from sayso.nouns.span import Span

_SUBJECTS = {"nsubj", "csubj"}
_PASSIVE_SUBJECTS = {"nsubjpass", "csubjpass"}
_BY = {"by"}
_DEEPEST = 4
"""How far a shared subject or object is looked for."""
_DONE_TO_PEOPLE = {"ASSAULT", "COERCE", "RETREAT"}
_POWERS = {"security_forces", "state", "foreign_state"}
_OF_CAUSE = {"in", "by", "to", "from", "of", "during", "under", "through"}
_NEAR_ACT = 12
"""So many words behind a verb the act may stand that killed."""
_TARGET_PREPOSITIONS = {"of", "against", "on", "at"}


def noun_phrase(parsed: Parsed, head: Token) -> Span:
    """The words of a noun with what stands before it and its "of" phrase, without clauses behind it."""
    first = min((token.i for token in head.lefts for token in token.subtree), default=head.i)
    first = next(
        (i for i in range(first, head.i + 1) if parsed.doc[i].tag_ not in {",", "``", "''", ":", "-LRB-"}), head.i
    )
    last = head
    for child in head.rights:
        if child.lower_ == "of" and child.i == last.i + 1:
            for grandchild in child.rights:
                if grandchild.dep_ == "pobj":
                    last = _last_before_clause(grandchild)
            continue
        if _continues_a_name(head, child, last):
            last = _last_before_clause(next(iter(child.rights), child))
            continue
        if child.dep_ == "appos" and child.left_edge.i == last.i + 1 and child.tag_.startswith("NNP"):
            last = child
            continue
        break
    return parsed.words(parsed.doc[first], last)


def _continues_a_name(head: Token, child: Token, last: Token) -> bool:
    """ "Reporters Without Borders": a preposition in capitals inside a name."""
    in_name = child.dep_ == "prep" and child.i == last.i + 1 and child.text[:1].isupper() and not child.text.isupper()
    return in_name and head.text[:1].isupper()


def _last_before_clause(head: Token) -> Token:
    """The last token of a plain noun phrase."""
    last = head
    for child in head.rights:
        if child.i != last.i + 1 or child.dep_ in {"relcl", "acl", "prep", "appos", "punct", "cc", "conj"}:
            break
        last = child
    return last


def actor_of(parsed: Parsed, match: Match, language: str) -> ActorMention | None:
    """Whoever did it, where the words name someone."""
    head = parsed.doc[match.head]
    token = _noun_actor(head, match, language) if match.word == "noun" else None
    if match.word == "verb" and not match.trigger.undergone and not _is_headline(head, match, language):
        token = _verb_actor(head)
        if _target_of_preposition(parsed, match) is not None:
            token = _subject(head) or (head.head if head.dep_ == "acl" else None)
        if token is not None and token.lower_ in what_words(language).phrases.acts:
            token = _doer_before(token, language)  # "by police bullets"
    if match.word == "verb" and token is None:
        token = _actor_in_act(head, language)
    if token is None or (match.first <= token.i <= match.last and actor_kind_of(token.text, language) == "militants"):
        return None  # a "terrorist attack" names its kind, "police violence" its doer
    return mention_actor(parsed, token, language)


def mention_actor(parsed: Parsed, token: Token, language: str) -> ActorMention | None:
    """An actor's words and kind; None for pronouns and for nouns that name nobody."""
    if token.tag_ in {"PRP", "PRP$", "WP", "WDT", "DT", "EX", "VBG"} or not token.tag_.startswith(("NN", "JJ", "CD")):
        return None
    words = noun_phrase(parsed, token)
    kind = actor_kind_of(words.text, language)
    if kind is None and not token.tag_.startswith("NNP") and not names_people(words.text, language):
        return None
    return ActorMention(words=words, kind=kind or "other")


def recipient_of(parsed: Parsed, match: Match, language: str) -> Token | None:
    """Whoever, or whatever, it was done to."""
    head = parsed.doc[match.head]
    target = _target_of_preposition(parsed, match)
    if target is not None:
        return target
    if (match.trigger.undergone and match.word == "verb") or _is_headline(head, match, language):
        return _subject(head)
    if match.word == "verb":
        return _verb_recipient(head, language)
    return _noun_recipient(head, match)


def _target_of_preposition(parsed: Parsed, match: Match) -> Token | None:
    """The noun after a verb phrase that ends in a preposition ("called upon the government")."""
    last = parsed.doc[match.last]
    if match.word == "noun" or match.last == match.first or last.tag_ not in {"IN", "TO"}:
        return None
    return next((token for token in last.children if token.dep_ == "pobj"), None)


def _is_headline(head: Token, match: Match, language: str) -> bool:
    """ "Four people shot at a bar": a passive without its auxiliary, which the parser takes for active."""
    aims_at_people = match.trigger.people or match.trigger.persons or match.trigger.mode == "firearms"
    if (
        match.word != "verb"
        or not aims_at_people
        or head.tag_ not in {"VBD", "VBN"}
        or head.dep_ not in {"ROOT", "ccomp"}
    ):
        return False
    subject = next((child for child in head.children if child.dep_ == "nsubj"), None)
    if subject is None or any(child.dep_ in {"dobj", "aux", "auxpass", "ccomp", "agent"} for child in head.children):
        return False
    if _shared_object(head) is not None or not names_people(noun_head(subject), language):
        return False
    return actor_kind_of(noun_head(subject), language) not in {"security_forces", "militants", "state", "foreign_state"}


def is_passive(head: Token) -> bool:
    """Whether a verb form is passive, or a participle that stands for a passive."""
    if any(child.dep_ in {"auxpass", "nsubjpass"} for child in head.children):
        return True
    if head.tag_ not in {"VBN", "VBD", "JJ"}:
        return False
    if head.dep_ in {"acl", "amod"}:
        return True
    if head.dep_ == "relcl" and not any(child.dep_ in _SUBJECTS for child in head.children):
        return True
    if (
        head.tag_ == "VBN"
        and head.dep_ in {"xcomp", "oprd"}
        and not any(child.dep_ == "aux" for child in head.children)
    ):
        return True
    if head.dep_ == "conj" and not any(child.dep_ in _SUBJECTS for child in head.children):
        has_object = any(child.dep_ == "dobj" for child in head.children)
        return is_passive(head.head) and not has_object
    has_subject = any(child.dep_ in _SUBJECTS for child in head.children)
    return any(child.dep_ == "agent" for child in head.children) and not has_subject


def _by_phrase(head: Token) -> Token | None:
    """The noun after "by", or after "at the hands of"."""
    for child in head.children:
        if child.dep_ == "agent" or child.lower_ in _BY:
            return next((token for token in child.children if token.dep_ == "pobj"), None)
        if child.lower_ in {"at", "in"}:
            for hands in child.children:
                if hands.lower_ in {"hands", "hand"}:
                    return next((t for of in hands.children if of.lower_ == "of" for t in of.children), None)
    return None


def _verb_actor(head: Token) -> Token | None:
    by = _by_phrase(head)
    if is_passive(head):
        return by if by is not None else _shared_agent(head)
    return _subject(head)


def _shared_agent(head: Token) -> Token | None:
    """ "Arrested and beaten by police": the by-phrase may hang on another part."""
    return next((by for verb in head.conjuncts if (by := _by_phrase(verb)) is not None and is_passive(verb)), None)


def _subject(head: Token, depth: int = 0) -> Token | None:
    """The subject of an active verb, its own or the one that it shares."""
    own = [child for child in head.children if child.dep_ in _SUBJECTS]
    if own:
        return _referent(own[-1])  # a dateline may be taken for a first subject
    if depth > _DEEPEST:
        return None
    finite_clause = head.dep_ == "advcl" and head.tag_ not in {"VBG", "VB"}
    if head.dep_ in {"conj", "xcomp", "advcl"} and head.head.tag_.startswith("VB") and not finite_clause:
        return None if is_passive(head.head) and head.dep_ == "conj" else _subject(head.head, depth + 1)
    if head.dep_ in {"relcl", "acl"} and head.tag_ == "VBG":
        return head.head
    if head.dep_ == "pcomp" and head.head.head.tag_.startswith("VB"):
        return _subject(head.head.head, depth + 1)
    return None


def _referent(token: Token) -> Token:
    """The noun that a relative pronoun stands for."""
    if token.lower_ in {"who", "which", "that", "whom"}:
        verb = token.head
        while verb.dep_ in {"conj", "xcomp"} and verb.head is not verb:
            verb = verb.head
        if verb.dep_ == "relcl":
            return verb.head
    return token


def _actor_in_act(head: Token, language: str) -> Token | None:
    """ "Killed in police firing", "killed when police opened fire": the noun before the act did it."""
    for child in head.children:
        if child.dep_ in {"prep", "agent"}:
            doer = next((d for noun in child.children if (d := _doer_in_noun(noun, language)) is not None), None)
            if doer is not None:
                return doer
    for verb in (head, *head.conjuncts):
        doer = _doer_in_clause(verb, language)
        if doer is not None:
            return doer
    return _doer_beside_act(head, language)


def _doer_beside_act(head: Token, language: str) -> Token | None:
    """ "Died in what police firing left behind": of the words soon after a verb, an act right behind its doer."""
    acts = what_words(language).phrases.acts
    for act in head.doc[head.i + 1 : head.i + _NEAR_ACT]:
        if act.lower_ in acts and act.i - 1 > head.i and act.nbor(-1).tag_.startswith(("NN", "JJ")):
            doer = act.nbor(-1)
            if (
                actor_kind_of(doer.text, language) in _POWERS
                and not _was_struck(doer, act, language)
                and _is_cause(doer, head)
            ):
                return doer
    return None


def _is_cause(doer: Token, head: Token) -> bool:
    """Whether the doer stands behind "in", "by", "due to" and the like, and no other clause begins before it."""
    between = head.doc[head.i + 1 : doer.i]
    first = doer.i
    while first - 1 > head.i and head.doc[first - 1].tag_ in {"DT", "JJ", "PRP$", "NN", "VBG", "NNP"}:
        first -= 1
    return head.doc[first - 1].lower_ in _OF_CAUSE and not any(
        word.tag_ in {"VBD", "VBZ", "VBP", "MD", ":", "``", ","} or word.lower_ in {"and", "while", "who", "which"}
        for word in between
    )


def _doer_in_noun(noun: Token, language: str) -> Token | None:
    """ "Police firing", also where the parser takes "firing" for a participle behind "police"."""
    phrases = what_words(language).phrases
    acts = phrases.acts
    if noun.lower_ in phrases.encounters:
        return _other_side(noun, language) or _doer_before(noun, language)
    if noun.lower_ in acts:
        return _doer_before(noun, language)
    fires = any(child.dep_ == "acl" and child.lower_ in acts for child in noun.children)
    return noun if fires and actor_kind_of(noun.text, language) not in {None, "other"} else None


def _other_side(encounter: Token, language: str) -> Token | None:
    """ "In an encounter with the police": who died in it was killed by those it was with."""
    for child in encounter.children:
        if child.lower_ == "with":
            return next(
                (token for token in child.children if token.dep_ == "pobj" and _is_armed(token, language)), None
            )
    return None


def _is_armed(noun: Token, language: str) -> bool:
    return actor_kind_of(noun_head(noun), language) in _POWERS | {"militants"}


def _doer_in_clause(verb: Token, language: str) -> Token | None:
    """ "When police opened fire"."""
    for clause in verb.children:
        if clause.dep_ == "advcl" and clause.lower_ in index_of(language).deadly:
            subject = next((token for token in clause.children if token.dep_ == "nsubj"), None)
            if subject is not None and actor_kind_of(noun_head(subject), language) not in {None, "other"}:
                return subject
    return None


def noun_head(token: Token) -> str:
    """A noun with the words before it, as plain text."""
    return " ".join(word.text for word in [*token.lefts, token])


def _doer_before(act: Token, language: str) -> Token | None:
    """The noun before an act, or after its "by", that names an actor of a known kind."""
    by = _by_phrase(act)
    if by is not None:
        return by
    for child in act.lefts:
        known = child.dep_ in {"compound", "poss", "nmod", "amod", "nsubj"} and not _is_opposed(child)
        if (
            known
            and not _was_struck(child, act, language)
            and actor_kind_of(child.text, language) not in {None, "other"}
        ):
            return child
    return None


def _was_struck(noun: Token, act: Token, language: str) -> bool:
    """ "Embassy bombing": the noun before the act is what it was done to."""
    return act.lower_ in what_words(language).phrases.struck and actor_kind_of(noun.text, language) == "state"


def _is_opposed(noun: Token) -> bool:
    """ "Anti-government"."""
    before = noun.doc[noun.i - 1].lower_ if noun.i else ""
    return before in {"-", "anti", "pro"} or noun.lower_.startswith(("anti-", "pro-"))


def _noun_actor(head: Token, match: Match, language: str) -> Token | None:
    """The by-phrase, the noun before it, or the subject of the verb that carries it."""
    doer = _doer_before(head, language) or _doer_inside(head, match, language)
    if doer is not None:
        return None if match.trigger.kind == "PROTEST" and actor_kind_of(doer.text, language) == "state" else doer
    verb = head.head
    if head.dep_ == "dobj" and verb.lower_ in index_of(language).light:
        return _subject(verb)
    if head.dep_ == "nsubjpass" and verb.lower_ in index_of(language).light:
        return _by_phrase(verb)
    if match.trigger.kind not in _DONE_TO_PEOPLE or match.trigger.mode == "resign":
        owner = next((child for child in head.lefts if child.dep_ == "poss"), None)
        if owner is not None and (match.trigger.kind != "PROTEST" or names_people(owner.text, language)):
            return owner
    return None


def _doer_inside(head: Token, match: Match, language: str) -> Token | None:
    """ "Police firing", where the parser takes "firing" for a verb."""
    inside = (token for token in head.doc[match.first : head.i] if token.tag_.startswith("NN"))
    return next((token for token in inside if actor_kind_of(token.text, language) in _POWERS), None)


def _verb_recipient(head: Token, language: str, depth: int = 0) -> Token | None:
    for child in head.children:
        if child.dep_ in _PASSIVE_SUBJECTS:
            return _referent(child)
    missiles = index_of(language).missiles
    for child in head.children:
        if child.dep_ in {"dobj", "obj"} and child.lower_ not in missiles:
            return _referent(child)
    if head.dep_ in {"acl", "amod", "relcl"} and is_passive(head):
        return head.head
    if head.dep_ in {"xcomp", "oprd"} and is_passive(head) and depth < _DEEPEST:
        return _verb_recipient(head.head, language, depth + 1)  # "were found shot"
    if not is_passive(head):
        shared = _shared_object(head)
        if shared is not None:
            return shared
    if head.dep_ == "conj" and is_passive(head) and depth < _DEEPEST:
        return _verb_recipient(head.head, language, depth + 1)
    return _prepositional_recipient(head, language)


def _shared_object(head: Token) -> Token | None:
    """ "Beat and tortured the prisoners": the object stands behind the last verb."""
    for verb in head.conjuncts:
        has_subject = any(child.dep_ in _SUBJECTS for child in verb.children)
        if verb.i > head.i and verb.tag_ == head.tag_ and not has_subject:
            return next((child for child in verb.children if child.dep_ == "dobj"), None)
    return None


def _prepositional_recipient(head: Token, language: str) -> Token | None:
    """ "Fired on the crowd"."""
    for child in head.children:
        if child.dep_ == "prep" and child.lower_ in {"on", "at", "upon", "against"}:
            found = next((token for token in child.children if token.dep_ == "pobj"), None)
            if found is not None and names_people(found.text, language):
                return found
    return None


def _noun_recipient(head: Token, match: Match) -> Token | None:
    """The noun after "of" or "against"; of what is done to people, also the possessor ("Smith's murder")."""
    for child in head.children:
        if child.i > match.last and child.dep_ == "prep" and child.lower_ in _TARGET_PREPOSITIONS:
            found = next((token for token in child.children if token.dep_ == "pobj"), None)
            if found is not None:
                return found
    if match.trigger.kind not in _DONE_TO_PEOPLE or match.trigger.mode == "resign":
        return None
    return next((child for child in head.lefts if child.dep_ == "poss"), None)
